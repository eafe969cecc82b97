// SPDX-License-Identifier: Apache-2.0
// What is left of a private key in the memory of the process once its signer is gone.

#include <openssl/core_names.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>
#include <vaxcert/keys.hpp>

#include "crypto/private_key.hpp"
#include "crypto/private_numbers.hpp"
#include "encoding/base64url.hpp"

using namespace vaxcert;

namespace {

/// A secret to look for, kept inverted so that the search does not find itself.
class Needle {
  public:
    explicit Needle(ByteView secret) {
        for (const std::uint8_t byte : secret)
            inverted_.push_back(static_cast<std::uint8_t>(~byte));
    }

    /// As BIGNUM keeps a number on a machine of this kind: the least byte first.
    Needle reversed() const {
        Needle other = *this;
        std::ranges::reverse(other.inverted_);
        return other;
    }

    std::size_t count_in(ByteView memory) const {
        std::size_t found = 0;
        const auto is_byte = [](std::uint8_t byte, std::uint8_t inverted) {
            return byte == static_cast<std::uint8_t>(~inverted);
        };
        for (auto at = memory.begin();; ++at, ++found) {
            at = std::search(at, memory.end(), inverted_.begin(), inverted_.end(), is_byte);
            if (at == memory.end()) return found;
        }
    }

  private:
    Bytes inverted_;
};

/// How often a secret stands in the memory of this process, which the kernel shows as a file.
std::size_t copies_of(const Needle& needle) {
    std::ifstream maps("/proc/self/maps"), memory("/proc/self/mem", std::ios::binary);
    std::size_t found = 0;
    Bytes region;
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t first = 0, last = 0;
        char readable = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx %c", &first, &last, &readable) != 3) continue;
        // A sanitizer's shadow has terabytes, and holds no copies.
        constexpr std::uint64_t region_most = 256U << 20U;
        if (readable != 'r' || last - first > region_most) continue;
        region.assign(last - first, 0);
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(first));
        memory.read(reinterpret_cast<char*>(region.data()),
                    static_cast<std::streamsize>(region.size()));
        found += needle.count_in(ByteView(region).first(static_cast<std::size_t>(memory.gcount())));
        // What was looked at must not be what the next search finds.
        std::ranges::fill(region, 0);
    }
    return found;
}

/// The bytes of a base64url member, without a copy of them that outlives this function.
Needle needle_of(std::string_view jwk, std::string_view member) {
    const std::size_t at = jwk.find(member) + member.size();
    Bytes bytes = *encoding::from_base64url(jwk.substr(at, jwk.find('"', at) - at));
    const Needle needle(bytes);
    std::ranges::fill(bytes, 0);
    return needle;
}

/// RFC 8032 section 7.1, test 2. No other test uses these keys, and leaves copies of them.
constexpr std::string_view ed25519_jwk =
    R"({"kty":"OKP","crv":"Ed25519","d":"TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs",)"
    R"("x":"PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"})";
constexpr std::string_view p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",)"
    R"("d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"})";

/// The key of p256_jwk in SEC 1, without its public half.
constexpr std::string_view p256_pem =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MDECAQEEIPO9DAeoH7kyeB7VJ1L2DMiaa+XlGTT+AZON21XY93gBoAoGCCqGSM49\n"
    "AwEH\n"
    "-----END EC PRIVATE KEY-----\n";

/// The key of RFC 7520 section 3.4, and its primes.
constexpr std::string_view rsa_pem =
    "-----BEGIN RSA PRIVATE KEY-----\n"
    "MIIEowIBAAKCAQEAn4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8/KuKPEHLd4\n"
    "rHVTeT+O+XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz/AJmSCpMaJMRBSFKrKb2wqVwG\n"
    "U/NsYOYL+QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj+oBHqFEHYpP\n"
    "e7Tpe+OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzw\n"
    "OHrtIQbS0FVbb9k3+tVTU4fg/3L/vniUFAKwuCLqKnS2BYwdq/mzSnbLY7h/qixo\n"
    "R7jig3//kRhuaxwUkRz5iaiQkqgc5gHdrNP5zwIDAQABAoIBAG1lAvQfhBUSKPJK\n"
    "Rn4dGbshj7zDSr2FjbQf4pIh/ZNtHk/jtavyO/HomZKV8V0NFExLNi7DUUvvLiW7\n"
    "0PgNYq5MDEjJCtSd10xoHa4QpLvYEZXWO7DQPwCmRofkOutf+NqyDS0QnvFvp2d+\n"
    "Lov6jn5C5yvUFgw6qWiLAPmzMFlkgxbtjFAWMJB0zBMy2BqjntOJ6KnqtYRMQUxw\n"
    "TgXZDF4rhYVKtQVOpfg6hIlsaoPNrF7dofizJ099OOgDmCaEYqM++bUlEHxgrIVk\n"
    "wZz+bg43dfJCocr9O5YX0iXaz3TOT5cpdtYbBX+C/5hwrqBWru4HbD3xz8cY1TnD\n"
    "qQa0M8ECgYEA3Slxg/DwTXJcb6095RoXygQCAZ5RnAvZlno1yhHtnUex/fp7AZ/9\n"
    "nRaO7HX/+SFfGQeutao2TDjDAWU4Vupk8rw9JR0AzZ0N2fvuIAmr/WCsmGpeNqQn\n"
    "ev1T7IyEsnh8UMt+n5CafhkikzhEsrmndH6LxOrvRJlsPp6Zv8bUq0kCgYEAuKE2\n"
    "dh+cTf6ERF4k4e/jy78GfPYUIaUyoSSJuBzp3Cubk3OCqs6grT8bR/cu0Dm1MZwW\n"
    "mtdqDyI95HrUeq3MP15vMMON8lHTeZu2lmKvwqW7anV5UzhM1iZ7z4yMkuUwFWoB\n"
    "vyY898EXvRD+hdqRxHlSqAZ192zB3pVFJ0s7pFcCgYAHw9W9eS8muPYv4ZhDu/fL\n"
    "2vorDmD1JqFcHCxZTOnX1NWWAj5hXzmrU0hvWvFC0P4ixddHf5Nqd6+5E9G3k4E5\n"
    "2IwZCnylu3bqCWNh8pT8T3Gf5FQsfPT5530T2BcsoPhUaeCnP499D+rb2mTnFYeg\n"
    "mnTT1B/Ue8KGLFFfn16GKQKBgAiw5gxnbocpXPaO6/OKxFFZ+6c0OjxfN2PogWce\n"
    "TU/k6ZzmShdaRKwDFXisxRJeNQ5Rx6qgS0jNFtbDhW8E8WFmQ5urCOqIOYk28EBi\n"
    "At4JySm4v+5P7yYBh8B8YD2l9j57z/s8hJAxEbn/q8uHP2ddQqvQKgtsni+pHSk9\n"
    "XGBfAoGBANz4qr10DdM8DHhPrAb2YItvPVz/VwkBd1Vqj8zCpyIEKe/07oKOvjWQ\n"
    "SgkLDH9x2hBgY01SbP43CvPk0V72invu2TGkI/FXwXWJLLG7tDSgw4YyfhrYrHmg\n"
    "1Vre3XB9HH8MYBVB6UIexaAq4xSeoemRKTBesZro7OKjKT8/GmiO\n"
    "-----END RSA PRIVATE KEY-----\n";
constexpr std::string_view rsa_p =
    R"("p":"3Slxg_DwTXJcb6095RoXygQCAZ5RnAvZlno1yhHtnUex_fp7AZ_9nRaO7HX_-SFfGQeutao2TDjDAWU4)"
    R"(Vupk8rw9JR0AzZ0N2fvuIAmr_WCsmGpeNqQnev1T7IyEsnh8UMt-n5CafhkikzhEsrmndH6LxOrvRJlsPp6Zv8bUq0k")";
constexpr std::string_view rsa_q =
    R"("q":"uKE2dh-cTf6ERF4k4e_jy78GfPYUIaUyoSSJuBzp3Cubk3OCqs6grT8bR_cu0Dm1MZwWmtdqDyI95HrU)"
    R"(eq3MP15vMMON8lHTeZu2lmKvwqW7anV5UzhM1iZ7z4yMkuUwFWoBvyY898EXvRD-hdqRxHlSqAZ192zB3pVFJ0s7pFc")";

/// The key of ed25519_jwk in PKCS#8.
constexpr std::string_view ed25519_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
    "-----END PRIVATE KEY-----\n";

/// Loads, signs, and lets go.
void use(std::string_view text) {
    const auto signer = signer_from_key(as_bytes(text));
    REQUIRE(signer);
    CHECK((*signer)->sign(as_bytes("message")));
    CHECK((*signer)->derived_secret("ids"));
}

bool can_look() {
    const bool can = std::ifstream("/proc/self/mem").good();
    if (!can) std::cout << "wiped key: SKIPPED, this system does not show a process its memory\n";
    return can;
}

}  // namespace

TEST_SUITE("wiped key") {
    TEST_CASE("is found while its signer lives, so that the search is worth something") {
        if (!can_look()) return;
        const Needle seed = needle_of(ed25519_jwk, R"("d":")");
        const Needle scalar = needle_of(p256_jwk, R"("d":")");
        const auto ed25519 = *signer_from_key(as_bytes(ed25519_jwk));
        const auto es256 = *signer_from_key(as_bytes(p256_jwk));
        CHECK(copies_of(seed) == 1);
        CHECK(copies_of(scalar) + copies_of(scalar.reversed()) > 0);
    }

    TEST_CASE("of Ed25519 is gone with its signer") {
        if (!can_look()) return;
        const Needle seed = needle_of(ed25519_jwk, R"("d":")");
        use(ed25519_jwk);
        CHECK(copies_of(seed) == 0);
        use(ed25519_pem);
        CHECK(copies_of(seed) == 0);
    }

    TEST_CASE("of ECDSA is gone with its signer") {
        if (!can_look()) return;
        const Needle scalar = needle_of(p256_jwk, R"("d":")");
        for (const std::string_view text : {p256_jwk, p256_pem}) {
            use(text);
            CHECK(copies_of(scalar) == 0);
            CHECK(copies_of(scalar.reversed()) == 0);
        }
    }

    TEST_CASE("of RSA is gone with its signer") {
        if (!can_look()) return;
        const Needle p = needle_of(rsa_p, R"("p":")"), q = needle_of(rsa_q, R"("q":")");
        {
            const auto signer = *signer_from_key(as_bytes(rsa_pem));
            CHECK(copies_of(p) + copies_of(p.reversed()) > 0);
        }
        use(rsa_pem);
        for (const Needle& prime : {p, q}) {
            CHECK(copies_of(prime) == 0);
            CHECK(copies_of(prime.reversed()) == 0);
        }
    }

    TEST_CASE("is gone when it was only generated") {
        if (!can_look()) return;
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::es256, Algorithm::ps256}) {
            CAPTURE(name(algorithm));
            const auto [forward, backward] = [&] {
                const auto key = *crypto::parse_private_key(as_bytes(*generate_key(algorithm)));
                if (key.ed25519)
                    return std::pair(Needle(key.ed25519->seed()), Needle(key.ed25519->seed()));
                const char* number = algorithm == Algorithm::es256 ? OSSL_PKEY_PARAM_PRIV_KEY
                                                                   : OSSL_PKEY_PARAM_RSA_FACTOR1;
                const Secret secret = crypto::secret_number(key.pkey.get(), number);
                const Needle needle(secret.reveal());
                return std::pair(needle, needle.reversed());
            }();
            CHECK(copies_of(forward) == 0);
            CHECK(copies_of(backward) == 0);
        }
    }
}

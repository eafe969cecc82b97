// SPDX-License-Identifier: Apache-2.0
#include "crypto/signature.hpp"

#include <algorithm>
#include <string_view>

#include <doctest/doctest.h>

#include "crypto/ecdsa.hpp"
#include "crypto/public_key.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto;

namespace {

Bytes unhex(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes.push_back(static_cast<std::uint8_t>(digit(text[i]) * 16 + digit(text[i + 1])));
    return bytes;
}

/// A signature somebody else made, and its key.
struct Known {
    PublicKey key;
    Bytes message, signature;
};

/// RFC 8032 section 7.1, test 3.
Known ed25519_example() {
    return {*PublicKey::from_raw_ed25519(
                unhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")),
            unhex("af82"),
            unhex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")};
}

/// RFC 6979 section A.2.5: P-256, SHA-256, "sample".
Known es256_example() {
    const Bytes point = unhex(
        "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
        "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    const auto message = as_bytes("sample");
    return {*PublicKey::from_spki(ec_spki(Algorithm::es256, point)),
            {message.begin(), message.end()},
            unhex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                  "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8")};
}

Bytes with(Bytes bytes, std::size_t at, std::uint8_t bits) {
    bytes.at(at) ^= bits;
    return bytes;
}

}  // namespace

TEST_SUITE("signature") {
    TEST_CASE("accepts what others signed, and nothing changed by a bit") {
        for (const Known& known : {ed25519_example(), es256_example()}) {
            CHECK(signed_by(known.key, known.message, known.signature));
            for (std::size_t at = 0; at < known.signature.size(); ++at)
                for (unsigned bit = 0; bit < 8; ++bit)
                    CHECK_FALSE(
                        signed_by(known.key, known.message,
                                  with(known.signature, at, static_cast<std::uint8_t>(1U << bit))));
            CHECK_FALSE(signed_by(known.key, with(known.message, 0, 1), known.signature));
        }
    }

    TEST_CASE("takes a signature of exactly one length") {
        for (const Known& known : {ed25519_example(), es256_example()}) {
            Bytes signature = known.signature;
            signature.push_back(0);
            CHECK_FALSE(signed_by(known.key, known.message, signature));
            signature.pop_back();
            CHECK(signed_by(known.key, known.message, signature));
            signature.pop_back();
            CHECK_FALSE(signed_by(known.key, known.message, signature));
            CHECK_FALSE(signed_by(known.key, known.message, {}));
        }
    }

    TEST_CASE("keeps working after a refusal") {
        const Known known = es256_example();
        for (int round = 0; round < 3; ++round) {
            CHECK_FALSE(signed_by(known.key, known.message, Bytes(64, 0xff)));
            CHECK(signed_by(known.key, known.message, known.signature));
        }
    }

    TEST_CASE("tells the two notations of ECDSA apart") {
        const Known known = es256_example();
        const auto der = der_from_raw(known.signature, 32);
        REQUIRE(der);
        CHECK(signed_by_der(known.key, known.message, *der));
        CHECK_FALSE(signed_by(known.key, known.message, *der));
        CHECK_FALSE(signed_by_der(known.key, known.message, known.signature));
        const Known other = ed25519_example();
        CHECK_FALSE(signed_by_der(other.key, other.message, other.signature));
    }

    TEST_CASE("refuses an ECDSA signature whose r or s is zero or n") {
        const Known known = es256_example();
        const Bytes n = unhex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        for (const Bytes& part : {Bytes(32, 0), n}) {
            Bytes r = known.signature, s = known.signature;
            std::ranges::copy(part, r.begin());
            std::ranges::copy(part, s.begin() + 32);
            CHECK_FALSE(signed_by(known.key, known.message, r));
            CHECK_FALSE(signed_by(known.key, known.message, s));
        }
    }
}

TEST_SUITE("ecdsa signature in DER") {
    TEST_CASE("has one spelling") {
        const Bytes good = unhex("3008020200ff02020100");
        const auto raw = raw_from_der(good, 2);
        REQUIRE(raw);
        CHECK(std::ranges::equal(ByteView(*raw), unhex("00ff0100")));
        const auto again = der_from_raw(*raw, 2);
        CHECK(std::ranges::equal(ByteView(*again), good));
        for (const std::string_view bad : {
                 "3081080202"
                 "00ff02020100",            // a long length for a short one
                 "3008020200ff0202010000",  // a byte after it
                 "3009020200ff0203000100",  // a zero too many in s
                 "300702"
                 "01ff02020100",  // r is negative
                 "3007020100"
                 "02020100",  // r is zero
                 "3006"
                 "0200"
                 "02020100",                  // r is empty
                 "300a020200ff020201000500",  // a third element
                 "3009020301000002020100",    // r is wider than the curve
                 "3108020200ff02020100",      // a SET
                 "3008020200ff020201",        // cut off
                 "30",
                 "",
             }) {
            CAPTURE(bad);
            CHECK_FALSE(raw_from_der(unhex(bad), 2));
        }
    }

    TEST_CASE("needs a longer length for P-521") {
        const Bytes raw(132, 0x80);
        const auto der = der_from_raw(raw, 66);
        REQUIRE(der);
        CHECK(der->size == 141);
        const auto again = raw_from_der(*der, 66);
        CHECK(std::ranges::equal(ByteView(*again), raw));
    }
}

// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <thread>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace vaxcert::crypto;

namespace {

std::string hex(ByteView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

}  // namespace

TEST_SUITE("hash") {
    TEST_CASE("knows the examples of FIPS 180-4") {
        CHECK(hex(sha256(as_bytes(""))) ==
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        CHECK(hex(sha256(as_bytes("abc"))) ==
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        CHECK(hex(sha384(as_bytes("abc"))) ==
              "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
              "8086072ba1e7cc2358baeca134c825a7");
        CHECK(hex(sha512(as_bytes("abc"))) ==
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    TEST_CASE("gives the same in pieces, and starts over after each message") {
        for (const auto algorithm :
             {HashAlgorithm::sha256, HashAlgorithm::sha384, HashAlgorithm::sha512}) {
            Hasher hasher(algorithm);
            for (int round = 0; round < 3; ++round) {
                hasher.update(as_bytes("a"));
                hasher.update({});
                hasher.update(as_bytes("bc"));
                const HashValue value = hasher.finish();
                CHECK(value.size == hash_size(algorithm));
                CHECK(value == hash(algorithm, as_bytes("abc")));
            }
            CHECK(hasher.finish() == hash(algorithm, {}));
        }
    }

    TEST_CASE("serves each thread by itself") {
        const Digest here = sha256(as_bytes("abc"));
        Digest there{};
        std::thread([&] { there = sha256(as_bytes("abc")); }).join();
        CHECK(here == there);
    }

    TEST_CASE("makes the HMACs of RFC 4231") {
        CHECK(hex(hmac_sha256(Bytes(20, 0x0b), as_bytes("Hi There"))) ==
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        CHECK(hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))) ==
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        CHECK(
            hex(hmac_sha256(Bytes(131, 0xaa),
                            as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))) ==
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        CHECK(hex(hmac_sha256({}, {})) ==
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    }
}

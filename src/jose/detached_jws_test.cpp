// SPDX-License-Identifier: Apache-2.0
#include "jose/detached_jws.hpp"

#include <doctest/doctest.h>

#include "encoding/base64url.hpp"

using namespace vaxcert;
using namespace vaxcert::jose;

namespace {

const std::string ps256(detached_header(Algorithm::ps256));
const std::string eddsa(detached_header(Algorithm::ed25519));

}  // namespace

TEST_SUITE("detached jws") {
    TEST_CASE("has two headers") {
        CHECK(as_text(*encoding::from_base64url(ps256)) ==
              R"({"alg":"PS256","b64":false,"crit":["b64"]})");
        CHECK(as_text(*encoding::from_base64url(eddsa)) ==
              R"({"alg":"EdDSA","b64":false,"crit":["b64"]})");
        CHECK(detached_header(Algorithm::rs256).empty());
        CHECK_THROWS(to_detached_jws(Algorithm::es256, {}));
        CHECK_FALSE(signature_of_detached_jws("..AA", Algorithm::es256));
    }

    TEST_CASE("gives back the signature it was made of") {
        const Bytes signature = {0, 1, 2, 0xff};
        for (const Algorithm algorithm : {Algorithm::ps256, Algorithm::ed25519}) {
            const auto read =
                signature_of_detached_jws(to_detached_jws(algorithm, signature), algorithm);
            REQUIRE(read);
            CHECK(*read == signature);
        }
        CHECK(*signature_of_detached_jws(ps256 + "..AAEC_w==", Algorithm::ps256) == signature);
    }

    TEST_CASE("is refused in any other shape") {
        for (const std::string& refused : {
                 std::string(),
                 std::string("."),
                 std::string(".."),
                 std::string("..AA"),
                 ps256,
                 ps256 + ".AA",
                 ps256 + "..",
                 ps256 + "..AA.",
                 ps256 + "...AA",
                 ps256 + ".e30.AA",
                 ps256 + "=..AA",
                 " " + ps256 + "..AA",
                 eddsa + "..AA",
                 // {"alg":"PS256"}, {"alg":"none"}, and the members in another order
                 std::string("eyJhbGciOiJQUzI1NiJ9..AA"),
                 std::string("eyJhbGciOiJub25lIn0..AA"),
                 std::string("eyJiNjQiOmZhbHNlLCJjcml0IjpbImI2NCJdLCJhbGciOiJQUzI1NiJ9..AA"),
             }) {
            CAPTURE(refused);
            const auto signature = signature_of_detached_jws(refused, Algorithm::ps256);
            REQUIRE_FALSE(signature);
            CHECK(signature.error().reason == Reason::proof_shape);
        }
    }

    TEST_CASE("has a signature in base64url") {
        for (const std::string& refused :
             {ps256 + "..A", ps256 + "..AB", ps256 + "..+/8", ps256 + "..AA=", ps256 + "..AA ",
              ps256 + "..AA===", ps256 + "..AA\n"}) {
            CAPTURE(refused);
            const auto signature = signature_of_detached_jws(refused, Algorithm::ps256);
            REQUIRE_FALSE(signature);
            CHECK(signature.error().reason == Reason::bad_jws);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <limits>

#include "cbor/write.hpp"
#include "cose/cwt.hpp"
#include "cose/sign1.hpp"
#include "crypto/signature.hpp"

using namespace vaxcert;
using namespace vaxcert::cose;

namespace {

const Budget budget = Budget::for_one_certificate();

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

Result<CwtClaims> read(cbor::Map claims) {
    return read_cwt(cbor::Value(std::move(claims)));
}

}  // namespace

TEST_SUITE("cose") {
    TEST_CASE("what is signed is read back, by every algorithm there is") {
        for (const Algorithm algorithm :
             {Algorithm::es256, Algorithm::es384, Algorithm::ed25519, Algorithm::ps256}) {
            const auto signer = fresh_signer(algorithm);
            const auto bytes = sign1({{label::kid, Bytes{1, 2, 3}}}, as_bytes("content"), *signer);
            REQUIRE(bytes);
            CHECK((*bytes)[0] == 0xd2);
            const auto message = parse_sign1(*bytes, budget);
            REQUIRE(message);
            CHECK(message->tagged);
            CHECK(*algorithm_of(message->protected_header(label::algorithm)) == algorithm);
            CHECK(*message->header(label::kid)->bytes() == Bytes{1, 2, 3});
            CHECK(crypto::signed_by(signer->public_key(), signing_input(*message),
                                    message->signature));
        }
    }

    TEST_CASE("a message is bare, under tag 18, or under 61 and 18, and nothing else") {
        const cbor::Array four = {Bytes{}, cbor::Map{}, Bytes{1}, Bytes{2}};
        const auto under = [](std::uint64_t tag, cbor::Value value) {
            cbor::Tagged tagged{tag, {}};
            tagged.item.push_back(std::move(value));
            return cbor::Value(std::move(tagged));
        };
        CHECK(parse_sign1(cbor::to_bytes(four), budget));
        CHECK(parse_sign1(cbor::to_bytes(under(18, four)), budget)->tagged);
        CHECK(parse_sign1(cbor::to_bytes(under(61, under(18, four))), budget)->tagged);
        for (const cbor::Value& value :
             {under(61, four), under(98, four), under(18, under(18, four)),
              under(18, under(61, four)), cbor::Value(cbor::Array{Bytes{}, cbor::Map{}, Bytes{1}}),
              cbor::Value(cbor::Array{Bytes{}, cbor::Map{}, cbor::Value(), Bytes{2}}),
              cbor::Value(cbor::Array{cbor::Map{}, cbor::Map{}, Bytes{1}, Bytes{2}}),
              cbor::Value("text")}) {
            const auto message = parse_sign1(cbor::to_bytes(value), budget);
            REQUIRE_FALSE(message);
            CHECK(message.error().reason == Reason::bad_cose);
        }
    }

    TEST_CASE(
        "a protected header goes before one that nobody signed, and critical ones are refused") {
        const auto with = [](cbor::Map covered, cbor::Map open) {
            return parse_sign1(
                cbor::to_bytes(cbor::Array{cbor::to_bytes(cbor::Value(std::move(covered))),
                                           std::move(open), Bytes{1}, Bytes{2}}),
                budget);
        };
        const auto both = with({{4, Bytes{1}}}, {{4, Bytes{2}}, {1, -7}});
        REQUIRE(both);
        CHECK(*both->header(4)->bytes() == Bytes{1});
        CHECK(both->header(1)->integer() == -7);
        CHECK(both->protected_header(1) == nullptr);
        CHECK(both->header(99) == nullptr);
        CHECK_FALSE(with({{2, cbor::Array{4}}}, {}));
        CHECK_FALSE(with({}, {{2, cbor::Array{4}}}));
    }

    TEST_CASE("headers without a member are signed as nothing") {
        Sign1 message;
        message.payload = {1};
        const Bytes nothing = signing_input(message);
        message.protected_bytes = {0xa0};
        CHECK(signing_input(message) == nothing);
    }

    TEST_CASE("an algorithm that is not ours is named so") {
        const cbor::Value hs256(5), text("ES256");
        CHECK(algorithm_of(&hs256).error().reason == Reason::wrong_algorithm);
        CHECK(algorithm_of(&text).error().reason == Reason::wrong_algorithm);
        CHECK(algorithm_of(nullptr).error().reason == Reason::bad_cose);
    }
}

TEST_SUITE("cwt") {
    TEST_CASE("times are rounded into the validity") {
        const auto claims = read({{1, "AT"}, {4, 1000.9}, {5, 10.1}, {6, 20}});
        REQUIRE(claims);
        CHECK(claims->issuer == "AT");
        CHECK(claims->expires->time_since_epoch().count() == 1000);
        CHECK(claims->not_before->time_since_epoch().count() == 11);
        CHECK(claims->issued_at->time_since_epoch().count() == 20);
        CHECK(claims->has_float);
        CHECK_FALSE(read({{4, 1000}})->has_float);
    }

    TEST_CASE("a time that is none is refused, not ignored") {
        for (const cbor::Value& bad :
             {cbor::Value(std::numeric_limits<double>::quiet_NaN()),
              cbor::Value(std::numeric_limits<double>::infinity()), cbor::Value(-1),
              cbor::Value(-0.5), cbor::Value("2021"), cbor::Value(), cbor::Value(1e16),
              cbor::Value(cbor::Integer{false, ~std::uint64_t{0}})}) {
            CAPTURE(std::string(cbor::kind_name(bad)));
            const auto claims = read({{4, bad}});
            REQUIRE_FALSE(claims);
            CHECK(claims.error().reason == Reason::bad_date);
        }
        CHECK_FALSE(read({{1, 5}}));
        CHECK_FALSE(read_cwt(cbor::Value("text")));
    }
}

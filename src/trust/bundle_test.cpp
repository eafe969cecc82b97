// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/trust_bundle.hpp>

#include <doctest/doctest.h>

#include "cbor/value.hpp"
#include "cose/sign.hpp"
#include "crypto/x509.hpp"
#include "crypto/x509_for_tests.hpp"
#include "trust/bundle_payload.hpp"
#include "trust/full_key_for_tests.hpp"
#include "trust/roots.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

cose::Sign message_of(const Bytes& bundle) {
    auto message = cose::parse_sign(bundle, Budget::for_trusted_data());
    REQUIRE(message);
    return *std::move(message);
}

/// "opened", or the reason and its words.
std::string answer_to(const cose::Sign& message, const TrustRoots& roots) {
    const auto opened = open_bundle(cose::to_bytes(message), roots);
    return opened ? std::string("opened")
                  : std::string(name(opened.error().reason)) + ": " + opened.error().detail;
}

}  // namespace

TEST_SUITE("trust bundle") {
    TEST_CASE("gives back what was put into it") {
        TrustWorld world;
        const auto authority = crypto::for_tests::make_authority();
        auto of_authority = TrustList::parse(as_text(authority.der));
        REQUIRE(of_authority);
        REQUIRE(world.list.merge(*std::move(of_authority)));
        const TrustedKey full = full_key(world.issuer->public_key());
        world.list.add(full);
        const auto opened = world.open({.grace = std::chrono::hours(2)});
        REQUIRE(opened);
        CHECK(opened->facts.sequence == 7);
        CHECK(opened->signatures == 1);
        CHECK_FALSE(opened->signed_by_delegate);
        CHECK(opened->trust.issued() == world.facts.issued);
        CHECK(opened->trust.environment() == Environment::test);
        REQUIRE(opened->trust.anchors().size() == 1);
        CHECK(opened->trust.anchors()[0].certificate->der() == authority.der);
        REQUIRE(opened->trust.keys().size() == 2);
        const TrustedKey& key = opened->trust.keys()[1];
        check_same(key, full);
        REQUIRE(key.source);
        CHECK(key.source->sequence == 7);
        CHECK(key.source->grace == std::chrono::hours(2));
        // Another spelling of the same does not exist.
        CHECK(write_payload(opened->facts, opened->trust) == message_of(world.bundle()).payload);
    }

    TEST_CASE("holds keys of every algorithm") {
        TrustWorld world;
        for (const Algorithm algorithm :
             {Algorithm::ed25519, Algorithm::es384, Algorithm::ps256, Algorithm::es256}) {
            const SignerPtr signer = fresh_signer(algorithm);
            world.list = TrustWorld::list_with(signer->public_key());
            const auto opened = world.open();
            REQUIRE(opened);
            CHECK(opened->trust.keys()[0].key == signer->public_key());
        }
        const auto rs256 = PublicKey::from_spki(
            fresh_signer(Algorithm::ps256)->public_key().to_spki(), Algorithm::rs256);
        REQUIRE(rs256);
        world.list = TrustWorld::list_with(*rs256);
        CHECK(world.open()->trust.keys()[0].key == *rs256);
    }

    TEST_CASE("needs as many roots as the threshold says, each counted once") {
        TrustWorld world;
        world.roots.threshold = 2;
        CHECK(world.answer() == "bad-signature");
        CHECK(world.open().error().detail ==
              "the trust bundle is signed by 1 of the roots; 2 are needed");
        world.signers = {world.root_keys[0], world.root_keys[0]};
        CHECK(world.answer() == "bad-signature");
        world.signers = {world.root_keys[0], fresh_signer()};
        CHECK(world.answer() == "bad-signature");
        world.signers = {world.root_keys[1], world.root_keys[0]};
        CHECK(world.answer() == "opened");
        CHECK(world.open()->signatures == 2);
    }

    TEST_CASE("is refused when nobody signed it, or it was changed, or it is cut") {
        TrustWorld world;
        cose::Sign changed = message_of(world.bundle());
        changed.payload.back() ^= 1U;
        CHECK(answer_to(changed, world.roots) ==
              "bad-signature: the trust bundle is signed by 0 of the roots; 1 are needed");
        const Bytes bundle = world.bundle();
        for (std::size_t size = 0; size < bundle.size(); size += 7)
            CHECK_FALSE(open_bundle(ByteView(bundle).first(size), world.roots));
        Bytes longer = bundle;
        longer.push_back(0);
        CHECK_FALSE(open_bundle(longer, world.roots));
        world.signers = {};
        CHECK(answer_to(message_of(world.bundle()), world.roots) ==
              "bad-signature: nobody has signed the trust bundle");
    }

    TEST_CASE("is refused when it is something else, or brings what is not known") {
        const TrustWorld world;
        cose::Sign message = message_of(world.bundle());
        message.content_type = "text/plain";
        CHECK(answer_to(message, world.roots) ==
              "bad-trust-list: the signed message is not a trust bundle but something else");
        CHECK(rotations_in(as_bytes("{}")).error().detail.starts_with("this is no trust bundle: "));
        CHECK_FALSE(TrustList::parse(as_text(world.bundle())));

        const auto with_header = [&](cbor::Value label, cbor::Value value) {
            cose::Sign changed = message_of(world.bundle());
            changed.unprotected_headers = {{std::move(label), std::move(value)}};
            return answer_to(changed, world.roots);
        };
        const std::string unknown = "bad-trust-list: the bundle has a header that is not known";
        CHECK(with_header(1, cbor::Array{Bytes{1}}) == unknown);
        CHECK(with_header("other", cbor::Array{Bytes{1}}) == unknown);
        CHECK(with_header("rotations", Bytes{1}) == unknown);
        CHECK(with_header("rotations", cbor::Array()) ==
              "bad-trust-list: the list of rotations is empty");
        CHECK(with_header("rotations", cbor::Array{1}) ==
              "bad-trust-list: a rotation of roots is no byte string");
    }

    TEST_CASE("has at most 64 signatures, of which each key counts once") {
        const TrustWorld world;
        cose::Sign message = message_of(world.bundle());
        message.signatures.resize(64, message.signatures[0]);
        CHECK(answer_to(message, world.roots) == "opened");
        message.signatures.push_back(message.signatures[0]);
        CHECK(answer_to(message, world.roots) ==
              "limit-exceeded: signatures of a trust bundle: 65, and at most 64 are read");
    }

    TEST_CASE("counts no signature that goes by another name than its key's") {
        const TrustWorld world;
        cose::Sign message = message_of(world.bundle());
        message.signatures.clear();
        REQUIRE(cose::add_signature(message, *world.root_keys[0], name_of(world.roots.keys[1])));
        CHECK(answer_to(message, world.roots) ==
              "bad-signature: the trust bundle is signed by 0 of the roots; 1 are needed");
    }

    TEST_CASE("is read only when roots that are right have signed what is right") {
        TrustWorld world;
        cose::Sign message{bundle_type, {}, Bytes{0xa0}, {}};
        CHECK(answer_to(message, world.roots) ==
              "bad-signature: nobody has signed the trust bundle");
        REQUIRE(cose::add_signature(message, *world.root_keys[0], name_of(world.roots.keys[0])));
        CHECK(answer_to(message, world.roots) ==
              "bad-trust-list: the trust bundle: a member of the bundle is missing, at byte 1");
        world.roots.threshold = 0;
        CHECK(answer_to(message_of(world.bundle()), world.roots) ==
              "bad-trust-list: the roots of trust: the threshold is not between 1 and the number "
              "of keys");
    }

    TEST_CASE("is known by its first bytes, and by no others") {
        CHECK(looks_like_bundle(TrustWorld().bundle()));
        CHECK(looks_like_bundle(Bytes{0xd8, 98, 0x84, 0x40}));
        for (const Bytes& other : {Bytes{}, Bytes{0xd8, 98, 0x84}, Bytes{0xd9, 98, 0x84, 0x40},
                                   Bytes{0xd8, 97, 0x84, 0x40}, Bytes{0xd8, 98, 0x83, 0x40}})
            CHECK_FALSE(looks_like_bundle(other));
    }

    TEST_CASE("is refused when it is older than the last, and taken when it is the last") {
        const TrustWorld world;
        CHECK(world.open({.last_sequence = 8}).error() ==
              Error{Reason::trust_rolled_back,
                    "the trust bundle has sequence 7, and one with 8 was used before"});
        CHECK(world.answer({.last_sequence = 7}) == "opened");
        CHECK(world.answer({.last_sequence = 6}) == "opened");
    }

    TEST_CASE("is older by its roots before all, and by newer roots its sequence counts anew") {
        TrustWorld world;
        world.roots.version = 3;
        CHECK(world.answer({.last_sequence = 7, .last_roots = 3}) == "opened");
        CHECK(world.open({.last_sequence = 8, .last_roots = 3}).error().reason ==
              Reason::trust_rolled_back);
        constexpr std::uint64_t huge = ~std::uint64_t{0};
        CHECK(world.answer({.last_sequence = huge, .last_roots = 2}) == "opened");
        CHECK(world.open({.last_sequence = 1, .last_roots = 4}).error() ==
              Error{Reason::trust_rolled_back,
                    "the trust bundle has roots of version 3, and one with 4 was used before"});
    }

    TEST_CASE("is for the environment of its roots, and its keys are for its own") {
        TrustWorld world;
        world.roots.environment = Environment::production;
        CHECK(world.open().error() ==
              Error{Reason::wrong_environment,
                    "the trust bundle is for test, and its roots are for production"});
        world.facts.environment = Environment::production;
        const auto mixed = sign_bundle(world.list, world.facts, world.signers);
        REQUIRE_FALSE(mixed);
        CHECK(mixed.error() == Error{Reason::wrong_environment,
                                     "keys for test cannot stand in a bundle for production"});

        TrustWorld other;
        TrustList production;
        production.add({.id = "did:x",
                        .key = other.issuer->public_key(),
                        .environment = Environment::production});
        CHECK_FALSE(production.merge(other.open()->trust));
    }

    TEST_CASE("is not made with what no reader takes") {
        TrustWorld world;
        world.facts.sequence = 0;
        CHECK_FALSE(sign_bundle(world.list, world.facts, world.signers));
        world.facts.sequence = 1;
        world.facts.next_update = world.facts.issued;
        CHECK_FALSE(sign_bundle(world.list, world.facts, world.signers));
    }

    TEST_CASE("is not made, nor are roots, where one of the signers cannot sign") {
        TrustWorld world;
        world.signers.push_back(*signer_from_callback(
            world.roots.keys[1],
            [](void*, ByteView) {
                return Result<Bytes>(Error{Reason::signing_failed, "the service does not answer"});
            },
            nullptr));
        const Error unreachable{Reason::signing_failed, "the service does not answer"};
        const auto bundle = sign_bundle(world.list, world.facts, world.signers);
        REQUIRE_FALSE(bundle);
        CHECK(bundle.error() == unreachable);
        const auto roots = sign_roots(world.roots, world.signers);
        REQUIRE_FALSE(roots);
        CHECK(roots.error() == unreachable);
    }
}

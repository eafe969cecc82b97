// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/trust_bundle.hpp>

#include <doctest/doctest.h>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "cose/sign.hpp"
#include "crypto/pem.hpp"
#include "crypto/x509.hpp"
#include "crypto/x509_for_tests.hpp"
#include "trust/authority.hpp"
#include "trust/bundle_payload.hpp"
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

std::string answer_to(const cose::Sign& message, const TrustRoots& roots) {
    const auto opened = open_bundle(cose::to_bytes(message), roots);
    return opened ? std::string("opened") : name(opened.error().reason);
}

}  // namespace

TEST_SUITE("trust bundle") {
    TEST_CASE("gives back what was put into it") {
        TrustWorld world;
        const auto authority = crypto::for_tests::make_authority();
        auto of_authority = TrustList::parse(as_text(authority.der));
        REQUIRE(of_authority);
        REQUIRE(world.list.merge(*std::move(of_authority)));
        TrustedKey full{.id = "did:example",
                        .key = world.issuer->public_key(),
                        .environment = Environment::test,
                        .valid_from = at("2021-01-01T00:00:00Z"),
                        .valid_until = at("2022-01-01T00:00:00Z"),
                        .revoked = true,
                        .purposes = {"vaccination", "test"},
                        .issuers = {"https://a.example"},
                        .formats = {"divoc", "hcert"},
                        .display_name = "Example",
                        .kid = "k",
                        .country = "IN",
                        .certified = true,
                        .terminated = at("2021-06-01T00:00:00Z"),
                        .revoked_since = at("2021-07-01T00:00:00Z"),
                        .names = {{"en", "Example"}, {"hi", "उदाहरण"}}};
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
        CHECK(key.id == full.id);
        CHECK(key.key == full.key);
        CHECK(key.valid_from == full.valid_from);
        CHECK(key.valid_until == full.valid_until);
        CHECK(key.revoked);
        CHECK(key.purposes == full.purposes);
        CHECK(key.issuers == full.issuers);
        CHECK(key.formats == full.formats);
        CHECK(key.display_name == full.display_name);
        CHECK(key.kid == full.kid);
        CHECK(key.country == full.country);
        CHECK(key.certified);
        CHECK(key.terminated == full.terminated);
        CHECK(key.revoked_since == full.revoked_since);
        CHECK(key.names == full.names);
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

    TEST_CASE("is refused when nobody signed it, or it was changed, or it is something else") {
        TrustWorld world;
        const cose::Sign message = message_of(world.bundle());
        world.signers = {};
        CHECK(world.answer() == "bad-signature");
        CHECK(world.open().error().detail == "nobody has signed the trust bundle");

        cose::Sign changed = message;
        changed.payload.back() ^= 1U;
        CHECK(answer_to(changed, world.roots) == "bad-signature");
        changed = message;
        changed.content_type = "text/plain";
        CHECK(answer_to(changed, world.roots) == "bad-trust-list");
        changed = message;
        changed.unprotected_headers.emplace_back("other", 1);
        CHECK(answer_to(changed, world.roots) == "bad-trust-list");
        const Bytes bundle = world.bundle();
        for (std::size_t size = 0; size < bundle.size(); size += 7)
            CHECK_FALSE(open_bundle(ByteView(bundle).first(size), world.roots));
        Bytes longer = bundle;
        longer.push_back(0);
        CHECK_FALSE(open_bundle(longer, world.roots));
        CHECK(looks_like_bundle(bundle));
        CHECK_FALSE(looks_like_bundle(as_bytes("{}")));
        CHECK_FALSE(TrustList::parse(as_text(bundle)));
    }

    TEST_CASE("is refused when it is older than the last, and taken when it is the last") {
        const TrustWorld world;
        CHECK(world.answer({.last_sequence = 8}) == "trust-rolled-back");
        CHECK(world.answer({.last_sequence = 7}) == "opened");
        CHECK(world.answer({.last_sequence = 6}) == "opened");
    }

    TEST_CASE("is for the environment of its roots, and its keys are for its own") {
        TrustWorld world;
        world.roots.environment = Environment::production;
        CHECK(world.answer() == "wrong-environment");
        world.facts.environment = Environment::production;
        const auto mixed = sign_bundle(world.list, world.facts, world.signers);
        REQUIRE_FALSE(mixed);
        CHECK(mixed.error().reason == Reason::wrong_environment);

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

    TEST_CASE("opens a payload only in its one spelling, and knows every member") {
        const TrustWorld world;
        const Bytes payload = write_payload(world.facts, world.list);
        REQUIRE(read_payload(payload, {}));
        const auto changed = [&](auto change) {
            auto value = cbor::parse(payload, Budget::for_trusted_data());
            REQUIRE(value);
            cbor::Map map = *value->map();
            change(map);
            return read_payload(cbor::to_bytes(cbor::Value(map)), {}).has_value();
        };
        CHECK(changed([](cbor::Map&) {}));
        CHECK_FALSE(changed([](cbor::Map& map) { map.pop_back(); }));
        CHECK_FALSE(changed([](cbor::Map& map) { map.emplace_back(99, cbor::Array{1}); }));
        CHECK_FALSE(changed([](cbor::Map& map) { map[0].second = 2; }));
        CHECK_FALSE(changed([](cbor::Map& map) { map[1].second = 2; }));
        CHECK_FALSE(changed([](cbor::Map& map) { map[2].second = 0; }));
        CHECK_FALSE(changed([](cbor::Map& map) { map[3].second = 4'000'000'000'000; }));
        const auto with_entry = [&](cbor::Map entry) {
            return changed([&](cbor::Map& map) {
                map[5].second = cbor::Array{cbor::Value(std::move(entry))};
            });
        };
        const cbor::Value spki(world.issuer->public_key().to_spki());
        CHECK(with_entry({{1, "a"}, {3, spki}}));
        CHECK_FALSE(with_entry({{1, "a"}}));
        CHECK_FALSE(with_entry({{3, spki}}));
        CHECK_FALSE(with_entry({}));
        CHECK_FALSE(with_entry({{1, "a"}, {3, Bytes{1, 2}}}));
        CHECK_FALSE(with_entry({{1, "a"}, {3, spki}, {4, -257}}));
        CHECK_FALSE(with_entry({{1, "a"}, {3, spki}, {5, cbor::Array()}}));
        CHECK_FALSE(with_entry({{1, "a"}, {3, spki}, {12, false}}));
        CHECK_FALSE(with_entry({{1, "a"}, {2, ""}, {3, spki}}));
        CHECK_FALSE(with_entry({{1, "a"}, {3, spki}, {17, 1}}));
        CHECK_FALSE(with_entry({{0, "a"}, {1, "a"}, {3, spki}}));
    }
}

TEST_SUITE("certificates that come along, by a bundle") {
    TEST_CASE("are believed through its authorities, for what they are certified for") {
        using namespace crypto::for_tests;
        const Certified authority = make_authority(),
                        stranger = make_authority({.name = "Stranger"});
        TrustWorld world;
        world.list = TrustList();
        TrustAnchor anchor = TrustList::parse(as_text(authority.der))->anchors()[0];
        anchor.formats = {"vds-nc"};
        world.list.add(anchor);
        const auto opened = world.open();
        REQUIRE(opened);
        const auto answer = [&](const Certified& signer) {
            const auto keys = candidates(opened->trust, {.format = "vds-nc",
                                                         .issuer = "UTO",
                                                         .verification_method = {},
                                                         .certificates = {signer.der},
                                                         .usage = "2.23.136.1.1.14.2"});
            if (!keys) return std::string(name(keys.error().reason));
            CHECK(keys->front()->environment == Environment::test);
            CHECK(keys->front()->source->sequence == 7);
            return std::string("trusted");
        };
        CHECK(answer(make_signer(authority, seal_signer())) == "trusted");
        // A key in the certificate itself, which nobody here vouches for.
        CHECK(answer(make_signer(stranger, seal_signer())) == "issuer-not-trusted");
        Wish other_use = seal_signer();
        other_use.extensions = {{"extendedKeyUsage", "clientAuth"},
                                {"authorityKeyIdentifier", "keyid"}};
        CHECK(answer(make_signer(authority, other_use)) == "signer-not-allowed");
        Wish other_country = seal_signer();
        other_country.country = "YY";
        CHECK(answer(make_signer(authority, other_country)) == "signer-not-allowed");
    }
}

TEST_SUITE("revoked certificates, in a list that does not hold them") {
    TEST_CASE("are revoked keys, for nobody can ask about them later") {
        using namespace crypto::for_tests;
        const Certified authority = make_authority();
        Wish wish = {.name = "Signer", .serial = 7};
        const Certified revoked = make_signer(authority, wish);
        wish.serial = 8;
        const Certified good = make_signer(authority, wish);
        auto list =
            TrustList::parse(to_pem(authority.der) + to_pem(revoked.der) + to_pem(good.der) +
                             crypto::to_pem("X509 CRL", make_crl(authority, {.serials = {7}})));
        REQUIRE(list);
        TrustWorld world;
        world.list = *list;
        const auto opened = world.open();
        REQUIRE(opened);
        CHECK(opened->trust.keys()[0].revoked);
        CHECK_FALSE(opened->trust.keys()[1].revoked);
        const auto again = TrustList::parse(*list->to_json(Environment::test));
        REQUIRE(again);
        CHECK(again->keys()[0].revoked);
        CHECK_FALSE(again->keys()[1].revoked);
        CHECK(again->crls().size() == 1);
        CHECK(again->anchors().size() == 1);
    }
}

TEST_SUITE("roots of trust") {
    TEST_CASE("make way for new ones that enough of the old and of the new sign") {
        TrustWorld world;
        const SignerPtr next_key = fresh_signer();
        TrustRoots next = world.roots;
        next.version = 2;
        next.keys = {next_key->public_key()};
        const std::vector<SignerPtr> both = {world.root_keys[0], next_key};
        const std::vector<SignerPtr> old_alone = {world.root_keys[0]};
        const std::vector<SignerPtr> new_alone = {next_key};
        world.signers = {next_key};
        CHECK(world.answer() == "bad-signature");
        world.rotations = {*sign_roots(next, both)};
        REQUIRE(world.answer() == "opened");
        CHECK(world.open()->roots.version == 2);
        CHECK(world.open()->roots.keys == next.keys);
        CHECK(rotations_in(world.bundle())->size() == 1);
        // Who holds the new ones already passes over the step to them.
        TrustWorld later = world;
        later.roots = next;
        CHECK(later.answer() == "opened");
        // The old keys are worth nothing any more where the new ones are known.
        later.signers = {world.root_keys[0]};
        CHECK(later.answer() == "bad-signature");
        for (const auto& signers : {old_alone, new_alone}) {
            world.rotations = {*sign_roots(next, signers)};
            CHECK(world.answer() == "bad-signature");
        }
        next.version = 3;
        world.rotations = {*sign_roots(next, both)};
        CHECK(world.answer() == "bad-trust-list");
        next.version = 2;
        next.environment = Environment::production;
        world.rotations = {*sign_roots(next, both)};
        CHECK(world.answer() == "wrong-environment");
        world.rotations = {world.bundle()};
        CHECK(world.answer() == "bad-trust-list");
        world.rotations.assign(65, Bytes{1});
        CHECK(world.answer() == "limit-exceeded");
    }

    TEST_CASE("delegate to keys that may sign what is in their scope and nothing else") {
        TrustWorld world;
        const SignerPtr delegate = fresh_signer();
        world.signers = {delegate};
        const auto answer_within = [&](TrustDelegate scope) {
            world.roots.delegates = {std::move(scope)};
            return world.answer();
        };
        const PublicKey key = delegate->public_key();
        CHECK(answer_within({key, {"hcert"}}) == "opened");
        CHECK(world.open()->signed_by_delegate);
        CHECK(answer_within({key, {"hcert", "shc"}, {"XX"}, {"XX"}}) == "opened");
        CHECK(answer_within({key, {"shc"}}) == "signer-not-allowed");
        CHECK(answer_within({key, {"hcert"}, {"YY"}}) == "signer-not-allowed");
        CHECK(answer_within({key, {"hcert"}, {}, {"YY"}}) == "signer-not-allowed");
        CHECK(answer_within({key, {"hcert"}, {}, {}, at("2021-07-31T00:00:00Z")}) ==
              "signer-not-allowed");
        CHECK(answer_within({key, {"hcert"}, {}, {}, at("2021-08-01T00:00:00Z")}) == "opened");
        // An entry that is for any format or of no country is outside every scope of them.
        TrustedKey any = world.list.keys()[0];
        any.formats.clear();
        world.list.add(any);
        CHECK(answer_within({key, {"hcert"}}) == "signer-not-allowed");
        world.list = TrustWorld::list_with(world.issuer->public_key());
        TrustAnchor anchor =
            TrustList::parse(as_text(crypto::for_tests::make_authority().der))->anchors()[0];
        anchor.formats = {"hcert"};
        world.list.add(anchor);
        CHECK(answer_within({key, {"hcert"}}) == "opened");
        CHECK(answer_within({key, {"hcert"}, {"XX"}}) == "signer-not-allowed");
        CHECK(answer_within({key, {"hcert"}, {}, {"XX"}}) == "signer-not-allowed");
    }

    TEST_CASE("are read from JSON, and written so that they can be") {
        TrustWorld world;
        world.roots.delegates = {{fresh_signer()->public_key(),
                                  {"shc"},
                                  {"US"},
                                  {"https://a"},
                                  at("2030-01-01T00:00:00Z")}};
        const auto again = TrustRoots::parse(world.roots.to_json());
        REQUIRE(again);
        CHECK(write_roots(*again) == write_roots(world.roots));
        const auto read = read_roots(write_roots(world.roots));
        REQUIRE(read);
        CHECK(write_roots(*read) == write_roots(world.roots));
        const std::string json = world.roots.to_json();
        const auto without = [&](const std::string& from, const std::string& to) {
            std::string text = json;
            const std::size_t where = text.find(from);
            REQUIRE(where != text.npos);
            return TrustRoots::parse(text.replace(where, from.size(), to)).has_value();
        };
        CHECK(without("\"threshold\":1", "\"threshold\":2"));
        CHECK_FALSE(without("\"threshold\":1", "\"threshold\":0"));
        CHECK_FALSE(without("\"threshold\":1", "\"threshold\":3"));
        CHECK_FALSE(without("\"threshold\":1", "\"threshold\":1.5"));
        CHECK_FALSE(without("\"version\":1", "\"version\":0"));
        CHECK_FALSE(without("\"version\":1", "\"verison\":1"));
        CHECK_FALSE(without("\"trust_roots\":1", "\"trust_roots\":2"));
        CHECK_FALSE(without("\"environment\":\"test\"", "\"environment\":\"staging\""));
        CHECK_FALSE(without("\"formats\":[\"shc\"],", ""));
        CHECK_FALSE(TrustRoots::parse("[]"));
        CHECK_FALSE(TrustRoots::parse("{"));
        TrustRoots twice = world.roots;
        twice.keys.push_back(twice.keys[0]);
        CHECK_FALSE(check_roots(twice));
        TrustRoots rsa = world.roots;
        rsa.keys = {fresh_signer(Algorithm::ps256)->public_key()};
        CHECK_FALSE(check_roots(rsa));
    }
}

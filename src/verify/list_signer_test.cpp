// SPDX-License-Identifier: Apache-2.0
#include "verify/list_signer.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace vaxcert;
using std::chrono::seconds;

namespace {

Time at(const char* text) {
    return *parse_time(text);
}

std::shared_ptr<const Signer> fresh_signer() {
    return *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
}

/// A list of did:a, signed on 2 June with a trusted key and loaded on the 5th. A test changes one
/// thing and checks the one thing that follows.
struct World {
    PublicKey signed_with = fresh_signer()->public_key();
    TrustedKey key{.id = "did:a#1", .key = signed_with, .environment = {}};
    std::vector<TrustedKey> later_keys;
    ListSigner list{.issuer = "did:a",
                    .key_id = "did:a#1",
                    .for_test = {},
                    .issued = at("2021-06-02T00:00:00Z")};
    Time now = at("2021-06-05T00:00:00Z");

    Result<ListScope> scope() const {
        TrustList trust;
        trust.add(key);
        for (const TrustedKey& each : later_keys) trust.add(each);
        const auto signed_by = [&](const PublicKey& candidate) -> Result<Done> {
            if (candidate == signed_with) return Done{};
            return Error{Reason::bad_signature, "another key"};
        };
        return scope_of_signer(list, signed_by, trust, now);
    }

    /// "all", "those of ID", or the reason and detail of a refusal.
    std::string answer() const {
        const auto found = scope();
        if (!found) return std::string(name(found.error().reason)) + ": " + found.error().detail;
        return found->signer.empty() ? "all" : "those of " + found->signer;
    }
};

const std::string unknown =
    "issuer-not-trusted: the signer of the status list is not in the trust list, which has 1 keys";

}  // namespace

TEST_SUITE("signer of a status list") {
    TEST_CASE("is known by its verification method, or by its issuer and the name of its key") {
        struct Row {
            const char *id, *kid, *country, *issuer, *key_id;
            std::string answer;
        };
        for (const Row& row : {
                 // By its verification method.
                 Row{"did:a#1", "", "", "did:a", "did:a#1", "all"},
                 Row{"did:a#1", "", "", "did:a", "did:a#2", unknown},
                 Row{"did:a#1", "", "", "did:a", "", unknown},
                 Row{"did:b#1", "", "", "did:a", "did:b#1", "those of did:b#1"},
                 Row{"did:ab#1", "", "", "did:a", "did:ab#1", "those of did:ab#1"},
                 Row{"did:b#1", "", "YY", "XX", "did:b#1", "those of did:b#1"},
                 Row{"did:b#1", "", "XX", "XX", "did:b#1", "all"},
                 // By its issuer.
                 Row{"did:a", "", "", "did:a", "", "all"},
                 Row{"did:a", "", "", "did:a", "k1", "all"},
                 Row{"did:a", "k1", "", "did:a", "", "all"},
                 Row{"did:a", "k1", "", "did:a", "k1", "all"},
                 Row{"did:a", "k1", "", "did:a", "k2", unknown},
                 Row{"did:b", "k1", "", "did:a", "k1", unknown},
                 // By its country.
                 Row{"Upload", "", "XX", "XX", "", "all"},
                 Row{"Upload", "k1", "XX", "XX", "k1", "all"},
                 Row{"Upload", "k1", "XX", "XX", "k2", unknown},
                 Row{"Upload", "", "YY", "XX", "", unknown},
                 // What both leave out is no name.
                 Row{"Upload", "", "", "", "", unknown},
                 Row{"", "", "", "did:a", "", unknown},
             }) {
            CAPTURE(row.id);
            CAPTURE(row.kid);
            CAPTURE(row.key_id);
            World world;
            world.key.id = row.id;
            world.key.kid = row.kid;
            world.key.country = row.country;
            world.list.issuer = row.issuer;
            world.list.key_id = row.key_id;
            CHECK(world.answer() == row.answer);
        }
    }

    TEST_CASE("speaks for the issuers it is trusted for, in its formats, while its list counts") {
        World world;
        world.key.id = world.list.key_id = "did:b#1";
        world.key.formats = {"w3c"};
        REQUIRE(world.answer() == "those of did:b#1");
        CHECK(world.scope()->formats == std::vector<std::string>{"w3c"});
        CHECK_FALSE(world.scope()->believed_until);
        world.key.issuers = {"did:c", "did:a"};
        CHECK(world.answer() == "all");
        world.key.source = std::make_shared<const TrustSource>(
            TrustSource{.issued = at("2021-06-01T00:00:00Z"),
                        .next_update = at("2021-06-08T00:00:00Z"),
                        .grace = seconds(60)});
        CHECK(world.scope()->believed_until == at("2021-06-08T00:01:00Z"));
    }

    TEST_CASE("is refused a list outside of its time and trust, with the reason") {
        using Change = std::function<void(World&)>;
        const auto environments = [](std::optional<Environment> environment,
                                     std::optional<bool> for_test) -> Change {
            return [=](World& world) {
                world.key.environment = environment;
                world.list.for_test = for_test;
            };
        };
        constexpr auto production = Environment::production, test = Environment::test;
        const std::string expired =
            "key-expired: the key that signed the status list was valid until ";
        struct Row {
            Change change;
            std::string answer;
        };
        for (const Row& row : {
                 Row{[](World& world) { world.key.terminated = world.list.issued; }, "all"},
                 Row{[](World& world) { world.key.terminated = world.list.issued - seconds(1); },
                     "key-terminated: the key that signed the status list was given up on "
                     "2021-06-01T23:59:59Z, and the list is younger"},
                 Row{[](World& world) { world.key.valid_from = world.list.issued; }, "all"},
                 Row{[](World& world) { world.key.valid_from = world.list.issued + seconds(1); },
                     "key-not-yet-valid: the key that signed the status list is valid from "
                     "2021-06-02T00:00:01Z, and the list is older"},
                 Row{[](World& world) { world.key.valid_until = world.now; }, "all"},
                 Row{[](World& world) { world.key.valid_until = world.now - seconds(1); },
                     expired + "2021-06-04T23:59:59Z"},
                 // A list from after the end of its key, where the clock is before both.
                 Row{[](World& world) {
                         world.now = at("2021-06-01T00:00:00Z");
                         world.key.valid_until = world.list.issued - seconds(1);
                     },
                     expired + "2021-06-01T23:59:59Z"},
                 Row{[](World& world) {
                         world.now = at("2021-06-01T00:00:00Z");
                         world.key.valid_until = world.list.issued;
                     },
                     "all"},
                 Row{environments(production, false), "all"},
                 Row{environments(test, true), "all"},
                 Row{environments(production, {}), "all"},
                 Row{environments({}, true), "all"},
                 Row{environments(production, true),
                     "wrong-environment: the key that signed the status list is for production, "
                     "and the list for test"},
                 Row{environments(test, false),
                     "wrong-environment: the key that signed the status list is for test, and the "
                     "list for production"},
                 Row{[](World& world) {
                         world.key.purposes = {"test", "status"};
                     },
                     "all"},
                 Row{[](World& world) {
                         world.key.purposes = {"vaccination", "test"};
                     },
                     "signer-not-allowed: the key that signed the status list is not trusted for "
                     "status lists"},
                 Row{[](World& world) { world.key.issuers = {"did:b"}; },
                     "signer-not-allowed: the key that signed the status list may not speak for "
                     "the list's issuer"},
                 Row{[](World& world) { world.key.revoked = true; },
                     "key-revoked: the key that signed the status list is revoked"},
                 Row{[](World& world) { world.signed_with = fresh_signer()->public_key(); },
                     "bad-signature: another key"},
             }) {
            CAPTURE(row.answer);
            World world;
            row.change(world);
            CHECK(world.answer() == row.answer);
        }
    }

    TEST_CASE("may be listed twice, and one entry that lets it is enough, unless one revokes it") {
        World world;
        TrustedKey strict = world.key;
        strict.purposes = {"test"};
        // The first that lets it says for what.
        world.later_keys = {strict, world.key};
        world.later_keys[1].formats = {"w3c"};
        CHECK(world.answer() == "all");
        CHECK(world.scope()->formats.empty());
        std::swap(world.key, world.later_keys[1]);
        CHECK(world.scope()->formats == std::vector<std::string>{"w3c"});
        std::swap(world.key, world.later_keys[0]);
        CHECK(world.answer() == "all");

        TrustedKey elsewhere = world.key;
        elsewhere.id = "did:elsewhere";
        elsewhere.revoked = true;
        world.later_keys.push_back(elsewhere);
        CHECK(world.answer() == "key-revoked: the key that signed the status list is revoked");
    }

    TEST_CASE("is found among other keys of its name, wherever it stands") {
        World world;
        TrustedKey other = world.key;
        other.key = fresh_signer()->public_key();
        world.later_keys = {other};
        CHECK(world.answer() == "all");
        std::swap(world.key, world.later_keys[0]);
        CHECK(world.answer() == "all");
        // The key that was tried last says why none is good.
        world.later_keys[0].purposes = {"test"};
        CHECK(world.answer() ==
              "signer-not-allowed: the key that signed the status list is not trusted for status "
              "lists");
    }
}

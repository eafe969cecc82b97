// SPDX-License-Identifier: Apache-2.0
// Whether a signer may say what a certificate says: each demand on either side of its limit, and in
// which words it is refused.

#include <functional>

#include <doctest/doctest.h>

#include "certificate/toy_certificate.hpp"
#include "trust/authority.hpp"

using namespace vaxcert;

namespace {

PublicKey fresh_key() {
    return (*signer_from_key(as_bytes(*generate_key(Algorithm::ed25519))))->public_key();
}

Time at(const char* text) {
    return *parse_time(text);
}

/// A vaccination of July, signed with a key that may sign whatever it likes, checked in August.
struct World {
    TrustedKey key{.id = "did:a", .key = fresh_key(), .environment = Environment::production};
    Claims claims;
    Standing standing;
    Time now = at("2021-08-01T00:00:00Z");

    World() {
        claims.event = Vaccination{};
        claims.certificate.issuer = "https://a.example/";
        claims.certificate.issued_at = "2021-07-01T00:00:00Z";
    }

    std::string& issued() { return claims.certificate.issued_at; }
};

struct Case {
    std::function<void(World&)> change;
    std::string said;  ///< "" if nothing is
};

void check(std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        World world;
        each.change(world);
        std::string said;
        for (const Finding& finding :
             check_authority(toy_certificate(world.claims), world.key, world.standing, world.now)) {
            CHECK(finding.step == Step::trust);
            said += (said.empty() ? "" : "; ") + std::string(name(finding.effect)) + ' ' +
                    name(finding.error.reason) + ": " + finding.error.detail;
        }
        CHECK(said == each.said);
    }
}

}  // namespace

TEST_SUITE("authority") {
    TEST_CASE("is gone with a revoked key, since whenever") {
        check({{[](World&) {}, ""},
               {[](World& w) { w.key.revoked = true; },
                "rejected key-revoked: the key that signed this is revoked"},
               {[](World& w) {
                    w.key.revoked = true;
                    w.key.revoked_since = at("2021-03-01T00:00:00Z");
                },
                "rejected key-revoked: the key that signed this is revoked, since "
                "2021-03-01T00:00:00Z"}});
    }

    TEST_CASE("for tests is none for production, and the reverse") {
        const auto of = [](std::optional<Environment> key, std::optional<bool> for_test) {
            return [=](World& w) {
                w.key.environment = key;
                w.standing.for_test = for_test;
            };
        };
        check({{of(Environment::production, false), ""},
               {of(Environment::test, true), ""},
               {of({}, true), ""},
               {of({}, false), ""},
               {of(Environment::test, {}), ""},
               {of(Environment::production, true),
                "rejected wrong-environment: a key for production signed a certificate for test"},
               {of(Environment::test, false),
                "rejected wrong-environment: a key for test signed a certificate for "
                "production"}});
    }

    TEST_CASE("begins and ends with the key's time, to the second") {
        const auto from = [](const char* issued, const char* begin) {
            return [=](World& w) {
                w.issued() = issued;
                w.key.valid_from = at(begin);
            };
        };
        const auto until = [](const char* issued, const char* end) {
            return [=](World& w) {
                w.issued() = issued;
                w.key.valid_until = at(end);
            };
        };
        const std::string older = "rejected key-not-yet-valid: the key is valid from ";
        const std::string younger = "rejected key-expired: the key was valid until ";
        check({{from("2021-07-01T00:00:00Z", "2021-07-01T00:00:00Z"), ""},
               {from("2021-07-01T00:00:00Z", "2021-07-01T00:00:01Z"),
                older + "2021-07-01T00:00:01Z, and the certificate is older"},
               {from("", "2021-07-01T00:00:00Z"),
                older + "2021-07-01T00:00:00Z, and the certificate is older"},
               {until("2021-08-01T00:00:00Z", "2021-08-01T00:00:00Z"), ""},
               {until("2021-07-01T00:00:01Z", "2021-07-01T00:00:00Z"),
                younger + "2021-07-01T00:00:00Z, and the certificate is younger"},
               {until("", "2021-09-01T00:00:00Z"),
                younger + "2021-09-01T00:00:00Z, and the certificate is younger"},
               {until("2021-07-01T00:00:00Z", "2021-07-31T23:59:59Z"),
                "undecided key-expired: the key was valid until 2021-07-31T23:59:59Z; checked for "
                "2021-08-01T00:00:00Z"}});
    }

    TEST_CASE("of a certified key is that of the time of checking, and the rest is noted") {
        const auto from = [](const char* issued, const char* begin) {
            return [=](World& w) {
                w.key.certified = true;
                w.issued() = issued;
                w.key.valid_from = at(begin);
            };
        };
        const auto until = [](const char* issued, const char* end) {
            return [=](World& w) {
                w.key.certified = true;
                w.issued() = issued;
                w.key.valid_until = at(end);
            };
        };
        const std::string older = "accepted key-not-yet-valid: the key is valid from ";
        const std::string early = "undecided key-not-yet-valid: the key is valid from ";
        const std::string younger = "accepted key-expired: the key was valid until ";
        const std::string late = "undecided key-expired: the key was valid until ";
        const std::string checked = "; checked for 2021-08-01T00:00:00Z";
        check({{from("2021-07-01T00:00:00Z", "2021-08-01T00:00:00Z"),
                older + "2021-08-01T00:00:00Z, and the certificate is older"},
               {from("2021-07-01T00:00:00Z", "2021-08-01T00:00:01Z"),
                older + "2021-08-01T00:00:01Z, and the certificate is older; " + early +
                    "2021-08-01T00:00:01Z" + checked},
               {from("", "2021-08-01T00:00:00Z"), ""},
               {until("", "2021-08-01T00:00:00Z"), ""},
               {until("2021-07-01T00:00:00Z", "2021-07-31T00:00:00Z"),
                late + "2021-07-31T00:00:00Z" + checked},
               {until("2021-07-02T00:00:00Z", "2021-07-01T00:00:00Z"),
                younger + "2021-07-01T00:00:00Z, and the certificate is younger; " + late +
                    "2021-07-01T00:00:00Z" + checked}});
    }

    TEST_CASE("of a terminated key stays with what it signed until then") {
        const auto terminated = [](const char* issued) {
            return [=](World& w) {
                w.issued() = issued;
                w.key.terminated = at("2021-07-01T00:00:00Z");
            };
        };
        const std::string since =
            " key-terminated: its owner stopped using the key on 2021-07-01T00:00:00Z";
        check({{terminated("2021-07-01T00:00:00Z"),
                "accepted" + since + "; the certificate is older"},
               {terminated("2021-07-01T00:00:01Z"),
                "rejected" + since + ", and the certificate is younger"},
               {terminated(""),
                "rejected" + since + ", and the certificate does not say when it was made"}});
    }

    TEST_CASE("is as well known as the lists are fresh that tell of it") {
        const auto known = [](Time until) {
            return [=](World& w) { w.key.revocation_known_until = until; };
        };
        check({{known(at("2021-08-01T00:00:00Z")), ""},
               {known(at("2021-07-31T23:59:59Z")),
                "undecided trust-stale: what the signer's authority revoked is known until "
                "2021-07-31T23:59:59Z; checked for 2021-08-01T00:00:00Z"},
               {known(Time()),
                "undecided trust-stale: a list of revoked certificates is about the signer, and "
                "none of the trusted authorities has signed it"},
               {[](World& w) {
                    w.key.source = std::make_shared<TrustSource>(
                        TrustSource{1, at("2021-07-01T00:00:00Z"), at("2021-07-08T00:00:00Z")});
                },
                "undecided trust-stale: the trust list is of 2021-07-01T00:00:00Z, and there "
                "should be a newer one since 2021-07-08T00:00:00Z; checked for "
                "2021-08-01T00:00:00Z"}});
    }

    TEST_CASE("is for the kinds of events that it is for, all that a certificate tells of") {
        const auto may = [](std::vector<std::string> purposes, const Event& event) {
            return [=](World& w) {
                w.key.purposes = purposes;
                w.claims.event = event;
            };
        };
        const std::string no = "rejected signer-not-allowed: this signer may not sign a ";
        check({{may({"vaccination"}, Vaccination{}), ""},
               {may({"recovery", "test"}, Test{}), ""},
               {may({"test"}, Vaccination{}), no + "vaccination"},
               {may({"vaccination"}, Test{}), no + "test"},
               {may({"vaccination", "test"}, Recovery{}), no + "recovery"},
               {[](World& w) {
                    w.key.purposes = {"vaccination"};
                    w.claims.earlier_events = {Vaccination{}, Test{}, Recovery{}};
                },
                no + "test"}});
    }

    TEST_CASE("is for its country, as far as both of them say one") {
        const auto of = [](const char* id, const char* country, const char* stated) {
            return [=](World& w) {
                w.key.id = id;
                w.key.country = country;
                w.standing.country = stated;
            };
        };
        const std::string no = "rejected signer-not-allowed: a signer of ";
        check({{of("did:a", "IN", "IN"), ""},
               {of("did:a", "IN", "IND"), ""},
               {of("did:a", "IN", ""), ""},
               {of("did:a", "", "IN"), ""},
               {of("did:a", "IN", "FR"), no + "IN may not sign for another country"},
               {of("IN", "", "FR"), no + "IN may not sign for another country"},
               {of("IND", "", "FRA"), no + "IND may not sign for another country"},
               {of("IN", "FR", "FR"), ""},
               {of("I", "", "FR"), ""},
               {of("INDI", "", "FR"), ""},
               {of("in", "", "FR"), ""},
               {of("I1", "", "FR"), ""}});
    }

    TEST_CASE("is for the issuers that are named") {
        check({{[](World& w) {
                    w.key.issuers = {"https://b.example/", "https://a.example/"};
                },
                ""},
               {[](World& w) { w.key.issuers = {"https://a.example"}; },
                "rejected signer-not-allowed: this signer may not sign for that issuer"}});
    }
}

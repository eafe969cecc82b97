// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <vaxcert/issue.hpp>
#include <vaxcert/statement.hpp>
#include <vaxcert/verify.hpp>

#include "jose/jws.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

/// A certificate of dose 2 of 2 for one year, a check point, and somebody who states what it found.
struct World {
    std::shared_ptr<const Signer> issuer_key =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    std::shared_ptr<const Signer> key = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    Time now = *parse_time("2021-07-01T05:00:00Z");
    Policy policy = *Policy::ready("vaccination-status");
    StatementTerms terms{.issuer = "https://state.example", .subject = "ref-1", .now = now};

    Verdict verdict() const {
        Record record;
        Vaccination event;
        event.product = "Comirnaty";
        event.date = "2021-06-01";
        event.dose = 2;
        event.total_doses = 2;
        record.reference = "1";
        record.claims.event = event;
        record.claims.person.name = "Asha Example";
        record.claims.person.birth_date = "1987-05-04";
        record.claims.certificate.expires_at = "2021-07-02T00:00:00Z";
        const auto issuer = *Issuer::create(*Profile::ready("hcert-demo"), issuer_key);
        const Bytes payload = (*issuer.issue(record, now)).qr_payload;
        TrustList trust;
        trust.add({.id = "XX", .key = issuer_key->public_key(), .environment = Environment::test});
        const StatusList status;
        const MasterData known = MasterData::ready();
        return verify(
            payload,
            {.trust = trust, .status = status, .policy = policy, .master_data = known, .now = now});
    }
};

}  // namespace

TEST_SUITE("signed state") {
    TEST_CASE("says the state, for whom and until when, and nothing else of the certificate") {
        const World world;
        const auto jwt = sign_state(world.verdict(), world.terms, *world.key);
        REQUIRE(jwt);
        const auto jws = *jose::parse_jws(*jwt);
        CHECK(jose::check_signature(jws, world.key->public_key()));
        // It ends with the certificate, which ends before its day is over.
        CHECK(as_text(jws.payload) ==
              R"({"iss":"https://state.example","sub":"ref-1","iat":1625115600,"exp":1625184000,)"
              R"("vaccination_state":{"policy":"vaccination-status","state":"2"}})");
    }

    TEST_CASE("ends when its own time is over, where the certificate lasts longer") {
        World world;
        world.terms.valid_for = std::chrono::seconds(60);
        world.terms.subject.clear();
        const auto jwt = sign_state(world.verdict(), world.terms, *world.key);
        CHECK(as_text(jose::parse_jws(*jwt)->payload).find(R"("exp":1625115660)") !=
              std::string_view::npos);
        CHECK(as_text(jose::parse_jws(*jwt)->payload).find("sub") == std::string_view::npos);
    }

    TEST_CASE("is not made of what was not accepted, nor without a state or an issuer") {
        World world;
        world.policy.min_doses = 3;
        CHECK_FALSE(sign_state(world.verdict(), world.terms, *world.key));
        world.policy = {};
        CHECK_FALSE(sign_state(world.verdict(), world.terms, *world.key));
        world.policy = *Policy::ready("vaccination-status");
        CHECK(sign_state(world.verdict(), world.terms, *world.key));
        world.terms.issuer.clear();
        CHECK_FALSE(sign_state(world.verdict(), world.terms, *world.key));
    }
}

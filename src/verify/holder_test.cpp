// SPDX-License-Identifier: Apache-2.0
// A check point that asks whoever presents a certificate to prove to be its holder.

#include <doctest/doctest.h>

#include <vaxcert/issue.hpp>
#include <vaxcert/presentation.hpp>
#include <vaxcert/verify.hpp>

#include "certificate/example_record.hpp"

using namespace vaxcert;
using std::chrono::seconds;

namespace {

constexpr std::string_view profile_text = R"({
    "profile": 1, "name": "example", "environment": "test", "format": "sd-jwt",
    "issuer": "https://health.example.org", "sd-jwt": {"kid": "key-1"},
    "certificate_id": {"alphabet": "base32", "length": 26}, "master_data_sets": ["covid-19"]})";

std::shared_ptr<const Signer> fresh_signer() {
    return *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
}

/// A certificate that its holder shows to this check point, and the check point. A test changes one
/// thing and checks the one thing that follows.
struct World {
    std::shared_ptr<const Signer> signer = fresh_signer(), holder = fresh_signer();
    Time now = *parse_time("2021-08-01T12:00:00Z");
    HolderChallenge asked = {.audience = "https://gate.example", .nonce = "n-1"};
    std::string audience = asked.audience, nonce = asked.nonce;
    Time proven_at = now;
    std::string document = issue();

    std::string issue() const {
        const Profile profile = *Profile::parse(profile_text);
        Record record = example_record();
        Vaccination& event = std::get<Vaccination>(record.claims.event);
        event.date = "2021-03-03";
        event.valid_until = "2021-12-31";
        record.holder_key = holder->public_key().to_jwk();
        const Bytes secret(16, 7);
        const auto issued = Issuer::create(profile, signer, secret)
                                ->issue(record, *parse_time("2021-03-03T05:00:00Z"));
        if (!issued) FAIL(issued.error().detail);
        return issued->document;
    }

    Verdict verify(const std::string& shown) const {
        TrustList trust;
        trust.add({.id = "https://health.example.org",
                   .key = signer->public_key(),
                   .environment = Environment::test,
                   .kid = "key-1"});
        MasterData master_data = MasterData::ready();
        master_data.add(*Profile::parse(profile_text));
        const StatusList status;
        const Policy policy;
        return vaxcert::verify(as_bytes(shown), {.trust = trust,
                                                 .status = status,
                                                 .policy = policy,
                                                 .master_data = master_data,
                                                 .now = now,
                                                 .holder = asked});
    }

    /// "accepted", or the outcome and what was found.
    std::string answer(const std::string& shown) const {
        const Verdict verdict = verify(shown);
        std::string text = name(verdict.outcome());
        for (const Finding& finding : verdict.findings()) {
            CHECK(finding.step == Step::policy);
            text += std::string(" ") + name(finding.error.reason) + ": " + finding.error.detail;
        }
        return text;
    }

    std::string answer() const {
        const auto shown =
            present(document, {}, HolderBinding{audience, nonce, proven_at, *holder});
        if (!shown) FAIL(shown.error().detail);
        return answer(*shown);
    }
};

}  // namespace

TEST_SUITE("proof of the holder") {
    TEST_CASE("is asked for where the check point has a name or a nonce, and then needed") {
        World world;
        const std::string missing =
            "rejected holder-proof-missing: the holder was asked to prove to be the holder, and "
            "did not";
        CHECK(world.answer(world.document) == missing);
        CHECK(world.answer() == "accepted");
        world.asked.audience.clear();
        CHECK(world.answer(world.document) == missing);
        world.asked = {.audience = "https://gate.example"};
        CHECK(world.answer(world.document) == missing);
        world.asked = {};
        CHECK(world.answer(world.document) == "accepted");
        CHECK(world.answer() == "accepted");
    }

    TEST_CASE("is for this check point, and for this time") {
        World world;
        world.audience = "https://other.example";
        CHECK(world.answer() ==
              "rejected holder-proof-invalid: the holder's proof was made for somebody else");
        World again;
        again.nonce = "n-0";
        CHECK(again.answer() ==
              "rejected holder-proof-invalid: the holder's proof does not hold our nonce");
    }

    TEST_CASE("is as young as the check point asks, by a clock before or after the holder's") {
        struct Row {
            int age;
            bool accepted;
        };
        for (const Row& row : {Row{60, true}, Row{61, false}, Row{-60, true}, Row{-61, false}}) {
            CAPTURE(row.age);
            World world;
            world.asked.max_age = seconds(60);
            world.proven_at = world.now - seconds(row.age);
            CHECK(world.answer() ==
                  (row.accepted
                       ? "accepted"
                       : "rejected holder-proof-invalid: the holder's proof was made " +
                             std::to_string(row.age) + " seconds ago; at most 60 are accepted"));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// An SD-JWT VC from its issuer's profile to the Token Status List in which it is withdrawn.

#include <doctest/doctest.h>

#include <vaxcert/bit_status.hpp>
#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/verify.hpp>

#include "certificate/example_record.hpp"

using namespace vaxcert;

namespace {

constexpr const char* issuer_name = "https://health.example.org";
constexpr const char* url = "https://health.example.org/status/1";

Result<Profile> profile_with(const std::string& settings) {
    return Profile::parse(R"({"profile":1,"name":"t","environment":"test","format":"sd-jwt",
        "issuer":"https://health.example.org","master_data_sets":["covid-19"],"sd-jwt":)" +
                          settings + '}');
}

struct World {
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    TrustList trust;
    Time now = *parse_time("2021-03-10T00:00:00Z");

    World() { trust.add({.id = issuer_name, .key = signer->public_key(), .environment = {}}); }

    Result<Issued> issue(const std::string& id) const {
        Record record = example_record();
        record.claims.certificate.id = id;
        const auto issuer =
            Issuer::create(*profile_with(R"({"status_list":")" + std::string(url) + R"("})"),
                           signer, Bytes(16, 7));
        return issuer->issue(record, *parse_time("2021-03-04T05:00:00Z"));
    }

    StatusList list(std::vector<std::uint64_t> set) const {
        const auto text = issue_bit_list({.url = url,
                                          .issuer = issuer_name,
                                          .key_id = {},
                                          .valid_from = *parse_time("2021-03-09T00:00:00Z"),
                                          .valid_until = *parse_time("2021-03-16T00:00:00Z")},
                                         set, BitListForm::token, *signer);
        REQUIRE(text);
        auto loaded = load_status(as_bytes(*text), trust, {}, now);
        REQUIRE(loaded);
        return loaded->list;
    }

    std::string answer(const Issued& issued, const StatusList& status) const {
        const Policy policy;
        const MasterData master_data = MasterData::ready();
        const Verdict verdict = verify(as_bytes(issued.document), {.trust = trust,
                                                                   .status = status,
                                                                   .policy = policy,
                                                                   .master_data = master_data,
                                                                   .now = now});
        std::string text = name(verdict.outcome());
        for (const Finding& finding : verdict.findings())
            text += std::string(" ") + name(finding.error.reason);
        return text;
    }
};

}  // namespace

TEST_SUITE("sd-jwt status") {
    TEST_CASE("an issuer with a list names it in each certificate, and withdraws by it") {
        const World world;
        const auto issued = world.issue("94567");
        REQUIRE_MESSAGE(issued, issued.error().detail);
        CHECK(world.answer(*issued, {}) == "undecided status-unknown");
        CHECK(world.answer(*issued, world.list({94566, 94568})) == "accepted");
        CHECK(world.answer(*issued, world.list({94567})) == "rejected revoked");
    }

    TEST_CASE("a certificate whose id is no place in a list is not issued") {
        const World world;
        for (const char* id : {"TEST-1", "007", "1073741824"}) {
            CAPTURE(id);
            const auto issued = world.issue(id);
            REQUIRE_FALSE(issued);
            CHECK(issued.error().reason == Reason::record_invalid);
            CHECK(issued.error().detail.find("below 1073741824") != std::string::npos);
        }
    }

    TEST_CASE("a profile's list is a text") {
        for (const char* settings : {R"({"status_list":1})", R"({"status_list":""})",
                                     R"({"status_lists":"https://health.example.org/1"})"}) {
            CAPTURE(settings);
            const auto profile = profile_with(settings);
            const bool good = profile && Issuer::create(*profile, World().signer, Bytes(16, 7));
            CHECK_FALSE(good);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// What a hostile input may spend before it is refused: one below, at, and one above each limit.

#include <doctest/doctest.h>

#include <string>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "base/budget.hpp"
#include "formats/formats.hpp"

using namespace vaxcert;

namespace {

Verdict verified(std::string_view scanned, const TrustList& trust) {
    return verify(as_bytes(scanned), {.trust = trust,
                                      .status = StatusList(),
                                      .policy = Policy(),
                                      .master_data = MasterData::ready(),
                                      .now = *parse_time("2021-08-01T12:00:00Z")});
}

bool is_over_a_limit(const Verdict& verdict) {
    return verdict.findings().front().error.reason == Reason::limit_exceeded;
}

Record example_record() {
    Record record;
    record.reference = "10000000000001";
    record.claims.person.name = "Test Person One";
    Vaccination event;
    event.product = "Example Vaccine";
    event.date = "2021-03-03";
    record.claims.event = event;
    return record;
}

}  // namespace

TEST_SUITE("limits") {
    TEST_CASE("of an input, at most as many bytes are looked at as its format allows") {
        const Budget budget = Budget::for_one_certificate();
        struct Input {
            std::string_view format, begin, end;
            char filler;
            std::size_t limit;
        };
        const Input inputs[] = {
            {"divoc", "PK\x03\x04", "", 'x', budget.input_bytes},
            {"hcert", "HC1:6BF", "", '0', budget.input_bytes},
            {"claim169", "6BF", "", '0', budget.input_bytes},
            {"nzcp", "NZCP:/1/", "", 'A', budget.input_bytes},
            {"vds-nc", R"({"data":{"hdr":{"t":"icao.vacc"},"msg":")", R"("},"sig":{}})", 'x',
             budget.input_bytes},
            {"w3c", R"({"@context":"https://www.w3.org/ns/credentials/v2")", "}", ' ',
             budget.inflated_bytes},
            {"vc-jwt", "eyJ0eXAiOiJ2Yytqd3QiLCJhbGciOiJFUzI1NiJ9.", "", 'A',
             budget.json_string_bytes},
            {"vc-cose", "\xd2\x84\x58\x40 application/vc+cose", "", 'x', budget.json_string_bytes},
        };
        for (const Input& input : inputs) {
            CAPTURE(input.format);
            for (const int more : {-1, 0, 1}) {
                std::string scanned(input.begin);
                const std::size_t size = more < 0 ? input.limit - 1 : input.limit;
                scanned.append(size - input.begin.size() - input.end.size(), input.filler);
                if (more > 0) scanned += input.filler;
                scanned += input.end;
                const Format* format = recognize(as_bytes(scanned));
                REQUIRE(format);
                CHECK(format->name == input.format);
                const Verdict verdict = verified(scanned, TrustList());
                CAPTURE(more);
                CAPTURE(verdict.findings().front().error.detail);
                CHECK_FALSE(verdict.accepted());
                CHECK(is_over_a_limit(verdict) == (more > 0));
            }
        }
    }

    TEST_CASE("at most eight keys are tried for one signature") {
        const auto profile = Profile::parse(
            R"({"profile":1,"name":"t","format":"vc-jwt","issuer":"https://health.example",
                "verification_method":"https://health.example#key-1",
                "vc-jwt":{"id_prefix":"urn:example:certificate:"}})");
        REQUIRE(profile);
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
        const auto issuer = Issuer::create(*profile, signer);
        REQUIRE(issuer);
        const auto issued = issuer->issue(example_record(), *parse_time("2021-07-01T00:00:00Z"));
        REQUIRE(issued);
        TrustList trust;
        for (std::size_t keys = 1; keys <= 9; ++keys) {
            // The one that signed comes last, so that all the others are tried before it.
            TrustList with = trust;
            with.add({.id = "https://health.example",
                      .key = signer->public_key(),
                      .environment = Environment::production});
            const Verdict verdict = verified(as_text(issued->qr_payload), with);
            CAPTURE(keys);
            CAPTURE(verdict.to_json());
            CHECK(verdict.accepted() == (keys <= 8));
            if (keys > 8) CHECK(is_over_a_limit(verdict));
            const auto other = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
            trust.add({.id = "https://health.example",
                       .key = other->public_key(),
                       .environment = Environment::production});
        }
    }
}

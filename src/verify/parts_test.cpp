// SPDX-License-Identifier: Apache-2.0
// Certificates that come in several codes, or several in one file.

#include <algorithm>

#include <doctest/doctest.h>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

using namespace vaxcert;

namespace {

constexpr std::string_view profile = R"({
  "profile": 1, "name": "cards", "format": "shc", "issuer": "https://cards.example/issuer",
  "certificate_id": {"alphabet": "base32", "length": 24},
  "master_data_sets": ["covid-19"], "shc": {}, "qr": {"level": "L", "max_version": 22}})";

/// A card, which may be cut into as many codes as one likes.
struct World {
    World() {
        Record record;
        record.claims.person.name = "Test Person One";
        record.reference = "10000000000001";
        Vaccination event;
        event.product = "COVISHIELD";
        event.date = "2021-03-03";
        record.claims.event = event;
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
        const auto issued = Issuer::create(*Profile::parse(profile), signer)->issue(record, now);
        if (!issued) FAIL(issued.error().detail);
        document = issued->document;
        card.assign(issued->qr_payload.begin(), issued->qr_payload.end());
        trust.add(
            {.id = "https://cards.example/issuer", .key = signer->public_key(), .environment = {}});
    }

    /// The card in codes of two digits a letter: shc:/1/3/...
    std::vector<std::string> chunks(std::size_t count) const {
        const std::string digits = card.substr(5);
        std::vector<std::string> texts;
        std::size_t from = 0;
        for (std::size_t i = 1; i <= count; ++i) {
            const std::size_t to = digits.size() / 2 * i / count * 2;
            texts.push_back("shc:/" + std::to_string(i) + "/" + std::to_string(count) + "/" +
                            digits.substr(from, to - from));
            from = to;
        }
        return texts;
    }

    Verdict verify(const std::vector<std::string>& texts) const {
        std::vector<ByteView> parts;
        for (const std::string& text : texts) parts.push_back(as_bytes(text));
        const StatusList status;
        const Policy policy;
        return vaxcert::verify(parts, {.trust = trust,
                                       .status = status,
                                       .policy = policy,
                                       .master_data = master_data,
                                       .now = now});
    }

    /// The one reason for which these are no certificate.
    Finding refusal(const std::vector<std::string>& texts) const {
        const Verdict verdict = verify(texts);
        CHECK_FALSE(verdict.accepted());
        CHECK_FALSE(verdict.certificate());
        REQUIRE(verdict.findings().size() == 1);
        return verdict.findings().front();
    }

    Time now = *parse_time("2021-03-03T05:00:00Z");
    TrustList trust;
    MasterData master_data = MasterData::ready();
    std::string card, document;
};

}  // namespace

TEST_SUITE("verify, of several codes") {
    TEST_CASE("takes them in any order, up to 64") {
        const World world;
        for (const std::size_t count : {1U, 2U, 3U, 64U}) {
            auto texts = world.chunks(count);
            CHECK(world.verify(texts).accepted());
            std::ranges::reverse(texts);
            CHECK(world.verify(texts).accepted());
        }
        CHECK(world.verify({world.card}).accepted());
        const Finding finding = world.refusal(world.chunks(65));
        CHECK(finding.error.reason == Reason::limit_exceeded);
        CHECK(finding.step == Step::decode);
        CHECK(finding.effect == Outcome::rejected);
    }

    TEST_CASE("waits for those that are missing, and decides nothing without") {
        const World world;
        auto texts = world.chunks(3);
        texts.pop_back();
        const Finding two = world.refusal(texts), one = world.refusal({texts[0]});
        for (const Finding& finding : {two, one}) {
            CHECK(finding.error.reason == Reason::part_missing);
            CHECK(finding.step == Step::decode);
            CHECK(finding.effect == Outcome::undecided);
        }
    }

    TEST_CASE("refuses what is not parts of one certificate") {
        const World world;
        const auto texts = world.chunks(2);
        struct Example {
            std::vector<std::string> parts;
            Reason reason;
        };
        const std::string other_format =
            R"({"@context":["https://www.w3.org/2018/credentials/v1"],)"
            R"("type":["VerifiableCredential"]})";
        for (const Example& example : {Example{{}, Reason::unsupported_format},
                                       Example{{texts[0], "no code"}, Reason::unsupported_format},
                                       Example{{"no code", texts[1]}, Reason::unsupported_format},
                                       Example{{texts[0], other_format}, Reason::malformed},
                                       Example{{other_format, texts[1]}, Reason::malformed},
                                       Example{{other_format, other_format}, Reason::malformed}}) {
            const Finding finding = world.refusal(example.parts);
            CHECK(finding.error.reason == example.reason);
            CHECK(finding.step == Step::decode);
            CHECK(finding.effect == Outcome::rejected);
        }
    }

    TEST_CASE("refuses what cannot be opened, alone or joined") {
        const World world;
        const auto texts = world.chunks(2);
        struct Example {
            std::vector<std::string> parts;
            Reason reason;
        };
        for (const Example& example : {Example{{"HC1:lower"}, Reason::bad_base45},
                                       Example{{texts[0], texts[1] + "9"}, Reason::malformed},
                                       Example{{texts[0], "shc:/2/3/5676"}, Reason::malformed}}) {
            const Finding finding = world.refusal(example.parts);
            CAPTURE(finding.error.detail);
            CHECK(finding.error.reason == example.reason);
            CHECK(finding.step == Step::decode);
            CHECK(finding.effect == Outcome::rejected);
        }
    }

    TEST_CASE("a file of several cards holds each of them, and anything else itself") {
        const World world;
        const std::string file =
            R"({"verifiableCredential":[")" + world.document + "\",\"" + world.document + "\"]}";
        const auto cards = certificates_in(as_bytes(file));
        REQUIRE(cards.size() == 2);
        for (const Bytes& each : cards) CHECK(as_text(each) == world.document);

        for (const std::string_view single : {std::string_view(world.card), std::string_view("{}"),
                                              std::string_view("HC1:6BF"), std::string_view()}) {
            const auto itself = certificates_in(as_bytes(single));
            REQUIRE(itself.size() == 1);
            CHECK(as_text(itself[0]) == single);
        }
    }

    TEST_CASE("nothing is shown of what cannot be opened") {
        const auto unknown = inspect(as_bytes("no code"));
        REQUIRE_FALSE(unknown);
        CHECK(unknown.error().reason == Reason::unsupported_format);
        const auto broken = inspect(as_bytes("HC1:lower"));
        REQUIRE_FALSE(broken);
        CHECK(broken.error().reason == Reason::bad_base45);
    }
}

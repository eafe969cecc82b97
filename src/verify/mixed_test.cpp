// SPDX-License-Identifier: Apache-2.0
// Whatever is held before a scanner: noise, pieces of certificates, certificates of two formats
// glued together. All of it is answered, none of it accepted.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include <doctest/doctest.h>

#include "certificate/example_record.hpp"

using namespace vaxcert;

namespace {

constexpr std::string_view cards_profile = R"({
  "profile": 1, "name": "cards", "format": "shc", "issuer": "https://cards.example/issuer",
  "certificate_id": {"alphabet": "base32", "length": 24},
  "master_data_sets": ["covid-19"], "shc": {}, "qr": {"level": "L", "max_version": 22}})";

/// The same numbers on every machine (Steele, Lea and Flood: SplitMix64).
class Dice {
  public:
    std::size_t below(std::size_t bound) {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t z = state_;
        z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
        z = (z ^ z >> 27) * 0x94d049bb133111eb;
        return static_cast<std::size_t>((z ^ z >> 31) % bound);
    }

  private:
    std::uint64_t state_ = 20210303;
};

/// Two issuers who are trusted, and what they issued, in its forms.
struct World {
    World() {
        issue(*Profile::ready("india"), Algorithm::ed25519, "did:india");
        issue(*Profile::parse(cards_profile), Algorithm::es256, "https://cards.example/issuer");
        for (const char* text :
             {"HC1:6BFOXN*TS0BI$ZD", "HC2:ABC", "NZCP:/1/2KCE", "shc:/1/2/5676", "shlink:/eyJ1cmw",
              "https://example.org/#shlink:/eyJ", "CRED:1:VERIFYINGKEY:", "CBLD:AB", "DC04FR000001",
              R"({"type":"icao.vacc","data":{"hdr":{}}})",
              "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.e30.", "BEGIN:VCARD", "4006381333931"})
            whole.push_back(Bytes(as_bytes(text).begin(), as_bytes(text).end()));
    }

    void issue(const Profile& profile, Algorithm algorithm, const char* id) {
        const auto signer = *signer_from_key(as_bytes(*generate_key(algorithm)));
        const auto issued = Issuer::create(profile, signer)->issue(record, now);
        REQUIRE(issued);
        trust.add({.id = id, .key = signer->public_key(), .environment = {}});
        genuine.push_back(issued->qr_payload);
        genuine.push_back(
            Bytes(as_bytes(issued->document).begin(), as_bytes(issued->document).end()));
        for (const Bytes& each : {genuine[genuine.size() - 2], genuine.back()})
            whole.push_back(each);
    }

    Verdict verify(ByteView scanned) const {
        return vaxcert::verify(scanned, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now});
    }

    Record record = example_record();
    Time now = *parse_time("2021-03-03T05:00:00Z");
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data = MasterData::ready();
    std::vector<Bytes> genuine;  ///< accepted as they are
    std::vector<Bytes> whole;    ///< those, and beginnings of all sorts
};

Bytes noise(Dice& dice, std::size_t length) {
    Bytes bytes(length);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(dice.below(256));
    return bytes;
}

Bytes piece(Dice& dice, const Bytes& of) {
    const std::size_t from = dice.below(of.size()), to = from + dice.below(of.size() - from);
    return {of.begin() + static_cast<std::ptrdiff_t>(from),
            of.begin() + static_cast<std::ptrdiff_t>(to)};
}

Bytes joined(Bytes first, const Bytes& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// Something that nobody issued.
Bytes oddity(Dice& dice, const World& world) {
    const Bytes& one = world.whole[dice.below(world.whole.size())];
    const Bytes& other = world.whole[dice.below(world.whole.size())];
    switch (dice.below(6)) {
        case 0:
            return noise(dice, dice.below(600));
        case 1:
            return Bytes(one.begin(),
                         one.begin() + static_cast<std::ptrdiff_t>(dice.below(one.size())));
        case 2:
            return piece(dice, one);
        case 3:
            return joined(piece(dice, one), other);
        case 4:
            return joined(joined(one, {' '}), other);
        default: {
            Bytes changed = one;
            for (std::size_t i = 0; i <= dice.below(3); ++i)
                changed[dice.below(changed.size())] = static_cast<std::uint8_t>(dice.below(256));
            return changed;
        }
    }
}

}  // namespace

TEST_SUITE("verify") {
    TEST_CASE("ten thousand things that nobody issued are answered and none is accepted") {
        const World world;
        for (const Bytes& genuine : world.genuine) REQUIRE(world.verify(genuine).accepted());

        Dice dice;
        std::map<std::string, int> formats;
        for (int i = 0; i < 10'000; ++i) {
            const Bytes scanned = oddity(dice, world);
            if (std::ranges::find(world.genuine, scanned) != world.genuine.end()) continue;
            const Verdict verdict = world.verify(scanned);
            ++formats[verdict.format()];
            CAPTURE(i);
            CHECK_FALSE(verdict.accepted());
            REQUIRE_FALSE(verdict.findings().empty());
            for (const Finding& finding : verdict.findings()) {
                CHECK(finding.error.reason != Reason::internal);
                CHECK_FALSE(finding.error.detail.empty());
            }
        }
        // The dice have looked into each corner.
        CHECK(formats[""] > 1000);
        CHECK(formats["divoc"] > 500);
        CHECK(formats["shc"] > 500);
    }

    TEST_CASE("what is no certificate is called by what it looks like") {
        const World world;
        struct Example {
            std::string scanned, what;
        };
        for (const Example& example : {
                 Example{"https://example.org/ticket", "a web address, not a certificate"},
                 Example{"HTTP://EXAMPLE.ORG", "a web address, not a certificate"},
                 Example{"https://viewer.example#shlink:/eyJ1", "an SMART Health Link"},
                 Example{"shlink:/eyJ1", "an SMART Health Link"},
                 Example{"CRED:1:X", "a PathCheck credential"},
                 Example{"CBLD:X", "a PathCheck certificate in CBOR-LD"},
                 Example{"JXT:X", "a JXT certificate"},
                 Example{"BMW", "a text of no known kind"},
                 Example{"PK\x03", "a ZIP archive that was damaged or cut short"},
                 Example{"\x89PNG\r\n", "a PNG picture"},
                 Example{"\xff\xd8\xff\xe0", "a JPEG picture"},
                 Example{"%PDF-1.7", "a PDF document"},
                 Example{"<svg xmlns=", "an SVG drawing"},
                 Example{"{\"a\":1}", "a JSON document that is no certificate"},
                 Example{"4006381333931", "a number"},
                 Example{"Hello", "a text of no known kind"},
                 Example{std::string("\x00\x01", 2), "binary data of no known kind"},
             }) {
            CAPTURE(example.scanned);
            const Verdict verdict = world.verify(as_bytes(example.scanned));
            CHECK(verdict.findings().front().error.reason == Reason::unsupported_format);
            CHECK(verdict.findings().front().error.detail.find("look like " + example.what) !=
                  std::string::npos);
        }
        CHECK(world.verify({}).findings().front().error.detail == "there is nothing in it");
    }
}

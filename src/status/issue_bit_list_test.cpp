// SPDX-License-Identifier: Apache-2.0
// Lists of bits as their issuer makes, reads again and continues them.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <vaxcert/bit_status.hpp>

#include "jose/jws.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"

using namespace vaxcert;

namespace {

using Indexes = std::vector<std::uint64_t>;

constexpr BitListForm forms[] = {BitListForm::credential, BitListForm::credential_token,
                                 BitListForm::token};

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm = Algorithm::ed25519) {
    return *signer_from_key(as_bytes(*generate_key(algorithm)));
}

const BitListHeader header{.url = "https://status.example/1",
                           .issuer = "https://issuer.example",
                           .key_id = "https://issuer.example#1",
                           .valid_from = *parse_time("2021-03-04T00:00:00Z"),
                           .valid_until = *parse_time("2021-03-11T00:00:00Z")};
const Time now = *parse_time("2021-03-05T00:00:00Z");

std::string detail_of(const auto& result) {
    REQUIRE_FALSE(result);
    CHECK(result.error().reason == Reason::bad_status_list);
    return result.error().detail;
}

}  // namespace

TEST_SUITE("list of bits") {
    TEST_CASE("of any form comes back as it was made, signed by the key that made it alone") {
        const Indexes set = {0, 7, 8, 94567, 131071, 131072};
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::es256, Algorithm::es384})
            for (const BitListForm form : forms) {
                const std::string words = name(form);
                CAPTURE(words);
                const std::string of_key = name(algorithm);
                CAPTURE(of_key);
                const auto signer = fresh_signer(algorithm);
                const auto text = issue_bit_list(header, set, form, *signer);
                REQUIRE_MESSAGE(text, text.error().detail);
                const auto file = BitListFile::open(*text);
                REQUIRE_MESSAGE(file, file.error().detail);
                CHECK(file->form() == form);
                CHECK(file->set() == set);
                CHECK(file->list()->size() == 131080);
                CHECK(file->header().url == header.url);
                CHECK(file->header().issuer == header.issuer);
                CHECK(file->header().key_id == header.key_id);
                CHECK(file->header().purpose == "revocation");
                CHECK(file->header().valid_from == header.valid_from);
                CHECK(file->header().valid_until == header.valid_until);
                CHECK(file->authenticate(signer->public_key(), now));
                CHECK_FALSE(file->authenticate(fresh_signer(algorithm)->public_key(), now));
            }
    }

    TEST_CASE("of a quarter of a million entries, no two alike, is read as it was made") {
        Indexes set;
        std::uint32_t random = 1;
        for (std::uint64_t index = 0; index < 262144; ++index)
            if ((random = random * 1664525 + 1013904223) >> 31 != 0) set.push_back(index);
        const auto signer = fresh_signer();
        for (const BitListForm form : forms) {
            const std::string words = name(form);
            CAPTURE(words);
            const auto text = issue_bit_list(header, set, form, *signer);
            REQUIRE_MESSAGE(text, text.error().detail);
            const auto file = BitListFile::open(*text);
            REQUIRE_MESSAGE(file, file.error().detail);
            CHECK(file->set() == set);
            CHECK(file->authenticate(signer->public_key(), now));
        }
    }

    TEST_CASE("in a file may end with a line break") {
        const auto signer = fresh_signer();
        for (const BitListForm form : forms) {
            const auto file = BitListFile::open(*issue_bit_list(header, {}, form, *signer) + "\n");
            REQUIRE(file);
            CHECK(file->authenticate(signer->public_key(), now));
        }
    }

    TEST_CASE("as a token has the claims and the order of bits of the Token Status List") {
        const auto text =
            issue_bit_list(header, Indexes{0, 9}, BitListForm::token, *fresh_signer());
        const auto jws = jose::parse_jws(*text);
        REQUIRE(jws);
        CHECK(json::to_text(jws->header) ==
              R"({"alg":"EdDSA","typ":"statuslist+jwt","kid":"https://issuer.example#1"})");
        const auto payload = json::parse(as_text(jws->payload), Budget::for_trusted_data());
        CHECK(payload->find("iss")->string() == header.issuer);
        CHECK(payload->find("sub")->string() == header.url);
        CHECK(payload->find("iat")->number().value == 1614816000);
        CHECK(payload->find("exp")->number().value == 1615420800);
        const json::Value& list = *payload->find("status_list");
        CHECK(list.find("bits")->number().value == 1);
        // 16 KiB of zlib that inflate to 01 02 00 ...
        CHECK(list.find("lst")->string().starts_with("eN"));
        CHECK(BitListFile::open(*text)->set() == Indexes{0, 9});
    }

    TEST_CASE("as a token needs no key name, which only helps to find the key") {
        BitListHeader nameless = header;
        nameless.key_id.clear();
        const auto signer = fresh_signer();
        const auto file =
            BitListFile::open(*issue_bit_list(nameless, {}, BitListForm::token, *signer));
        REQUIRE(file);
        CHECK(file->header().key_id.empty());
        CHECK(file->authenticate(signer->public_key(), now));
    }

    TEST_CASE("of suspensions says so, which a token cannot") {
        BitListHeader suspensions = header;
        suspensions.purpose = "suspension";
        const auto signer = fresh_signer();
        for (const BitListForm form : {BitListForm::credential, BitListForm::credential_token}) {
            const auto text = issue_bit_list(suspensions, Indexes{1}, form, *signer);
            CHECK(BitListFile::open(*text)->header().purpose == "suspension");
        }
        CHECK(detail_of(issue_bit_list(suspensions, {}, BitListForm::token, *signer))
                  .find("revocations only") != std::string::npos);
    }

    TEST_CASE("that could not be read again is not made") {
        const auto signer = fresh_signer();
        const Indexes last = {(std::uint64_t{1} << 30) - 1};
        const Indexes too_far = {std::uint64_t{1} << 30};
        for (const BitListForm form : forms) {
            const std::string words = name(form);
            CAPTURE(words);
            const auto largest = issue_bit_list(header, last, form, *signer);
            REQUIRE_MESSAGE(largest, largest.error().detail);
            CHECK(detail_of(issue_bit_list(header, too_far, form, *signer)) ==
                  "an index of a status list is below 2^30");
            BitListHeader wrong = header;
            wrong.valid_until = wrong.valid_from;
            CHECK(detail_of(issue_bit_list(wrong, {}, form, *signer)) ==
                  "a status list ends after it begins");
            wrong = header;
            wrong.purpose = "refresh";
            CHECK(detail_of(issue_bit_list(wrong, {}, form, *signer)) ==
                  "the purpose of a status list should be revocation or suspension");
        }
    }

    TEST_CASE("has a form with a name") {
        for (const BitListForm form : forms) CHECK(bit_list_form_named(name(form)) == form);
        CHECK_FALSE(bit_list_form_named("bits"));
    }
}

TEST_SUITE("next list of bits") {
    TEST_CASE("is as the last one in all but its times, and never older") {
        const Time later = header.valid_from + std::chrono::hours(24);
        const auto next = next_header(header, later, later + std::chrono::hours(1));
        REQUIRE(next);
        CHECK(next->url == header.url);
        CHECK(next->issuer == header.issuer);
        CHECK(next->key_id == header.key_id);
        CHECK(next->purpose == header.purpose);
        CHECK(next->valid_from == later);
        CHECK(next->valid_until == later + std::chrono::hours(1));
        CHECK(next_header(header, header.valid_from, later));
        CHECK(detail_of(next_header(header, header.valid_from - std::chrono::seconds(1), later)) ==
              "the list was made at 2021-03-04T00:00:00Z, and it is 2021-03-03T23:59:59Z now");
    }

    TEST_CASE("takes an index as certificates write it") {
        CHECK(bit_index("0") == 0);
        CHECK(bit_index("1073741823") == 1073741823);
        for (const char* text : {"", "007", "1073741824", "7 ", "-1"}) {
            CAPTURE(text);
            CHECK_FALSE(bit_index(text));
        }
    }

    TEST_CASE("of revocations keeps what it had and takes what is withdrawn or superseded") {
        const BitChange changes[] = {
            {9, Withdrawn::withdrawn}, {2, Withdrawn::superseded}, {4, Withdrawn::withdrawn}};
        const auto next = next_bits("revocation", Indexes{2, 700}, changes);
        REQUIRE(next);
        CHECK(next->set == Indexes{2, 4, 9, 700});
        CHECK(next->added == 2);
        CHECK(next->unchanged == 1);
        CHECK(next->lifted == 0);
    }

    TEST_CASE("of suspensions takes what is suspended and loses what is lifted, in their order") {
        const BitChange changes[] = {{2, Withdrawn::lifted},    {5, Withdrawn::suspended},
                                     {6, Withdrawn::suspended}, {6, Withdrawn::lifted},
                                     {700, Withdrawn::lifted},  {700, Withdrawn::suspended},
                                     {8, Withdrawn::lifted}};
        const auto next = next_bits("suspension", Indexes{2, 700}, changes);
        REQUIRE(next);
        CHECK(next->set == Indexes{5, 700});
        CHECK(next->added == 1);
        CHECK(next->lifted == 1);
        CHECK(next->unchanged == 1);
    }

    TEST_CASE("refuses what belongs to the other list") {
        const auto detail = [](std::string_view purpose, Withdrawn state) {
            const BitChange change{1, state};
            return detail_of(next_bits(purpose, {}, {&change, 1}));
        };
        CHECK(detail("revocation", Withdrawn::suspended) ==
              "a list of revocations cannot say that a certificate is suspended: that is for a "
              "list of suspensions");
        CHECK(detail("revocation", Withdrawn::lifted).find("is lifted") != std::string::npos);
        CHECK(detail("suspension", Withdrawn::withdrawn) ==
              "a list of suspensions cannot say that a certificate is withdrawn: that is for a "
              "list of revocations");
        CHECK(detail("suspension", Withdrawn::superseded).find("is superseded") !=
              std::string::npos);
    }

    TEST_CASE("has as many entries as can be read, and no more") {
        const BitChange last{(std::uint64_t{1} << 30) - 1, Withdrawn::withdrawn};
        CHECK(next_bits("revocation", {}, {&last, 1})->set == Indexes{last.index});
        for (const std::uint64_t index : {std::uint64_t{1} << 30, ~std::uint64_t{0}}) {
            const BitChange beyond{index, Withdrawn::withdrawn};
            CHECK(detail_of(next_bits("revocation", {}, {&beyond, 1})) ==
                  "an index of a status list is below 2^30");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// What a file of withdrawn certificates is taken for.

#include <vaxcert/load_status.hpp>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace std::string_view_literals;

TEST_SUITE("kind of a status list") {
    TEST_CASE("is seen by how it begins, and of JSON by its members") {
        struct Row {
            std::string_view file;
            StatusKind kind;
        };
        for (const Row& row : {
                 Row{""sv, StatusKind::unknown},
                 Row{" \t\r\n"sv, StatusKind::unknown},
                 Row{"x"sv, StatusKind::unknown},
                 Row{R"({"withdrawn":[]})"sv, StatusKind::plain},
                 Row{" \t\r\n{\"withdrawn\":[]}\n"sv, StatusKind::plain},
                 Row{R"({"card_lists":[]})"sv, StatusKind::plain},
                 Row{R"({"rids":[]})"sv, StatusKind::cards},
                 Row{R"({"slices":{}})"sv, StatusKind::slices},
                 Row{R"({"credentialSubject":{}})"sv, StatusKind::credential},
                 Row{R"({"issuer":"a"})"sv, StatusKind::unknown},
                 Row{R"({"withdrawn":[])"sv, StatusKind::unknown},
                 Row{R"(["withdrawn"])"sv, StatusKind::unknown},
                 Row{"eyJhbGciOiJFUzI1NiJ9"sv, StatusKind::token},
                 Row{"\ney"sv, StatusKind::token},
                 Row{"e"sv, StatusKind::unknown},
                 Row{"0\x82\x01\x01"sv, StatusKind::batch},
                 Row{"0\x83\x01\x01"sv, StatusKind::batch},
                 Row{"0\x81\x01"sv, StatusKind::unknown},
                 Row{" 0\x82\x01\x01"sv, StatusKind::unknown},
                 Row{"MIIB"sv, StatusKind::batch},
                 Row{"M"sv, StatusKind::unknown},
                 Row{"\x89VSL\r\n\x1a\n"sv, StatusKind::signed_list},
                 Row{"\x89VSL\r\n\x1a"sv, StatusKind::unknown},
             }) {
            CAPTURE(row.file);
            CHECK(status_kind(as_bytes(row.file)) == row.kind);
        }
    }

    TEST_CASE("that nobody signs is for its caller to vouch for, and is not loaded") {
        for (const std::string_view text : {""sv, "x"sv, R"({"withdrawn":[],"issuer":"a"})"sv,
                                            R"({"rids":[]})"sv, R"({"slices":{}})"sv}) {
            CAPTURE(text);
            const auto loaded = load_status(as_bytes(text), TrustList(), {}, Time{});
            REQUIRE_FALSE(loaded);
            CHECK(loaded.error() ==
                  Error{Reason::bad_status_list, "this is no status list that somebody signed"});
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// JSONTestSuite: what JSON parsers make of good, bad and doubtful texts.

#include <algorithm>
#include <array>

#include "conformance/suites.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

/// That of one certificate, but for numbers, of which the suite has some of 80 characters.
Budget budget() {
    Budget budget = Budget::for_one_certificate();
    budget.json_number_bytes = 256;
    return budget;
}

struct Policy {
    std::string_view test_case;
    std::string_view outcome;
};

/// Of the texts that parsers may take or leave we leave all but these: numbers that are not exact
/// in a double. They are well formed and keep their text; whoever needs the exact value refuses
/// them.
constexpr std::array<std::string_view, 5> doubtful_and_accepted = {
    "i_number_double_huge_neg_exp.json", "i_number_real_underflow.json",
    "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json"};

/// What we make of texts that parsers change in different ways: refused, or this canonical text.
constexpr auto transforms = std::to_array<Policy>({
    {"number_-9223372036854775808.json", "[-9223372036854776000]"},
    {"number_-9223372036854775809.json", "[-9223372036854776000]"},
    {"number_1.0.json", "[1]"},
    {"number_1.000000000000000005.json", "[1]"},
    {"number_1000000000000000.json", "[1000000000000000]"},
    {"number_10000000000000000999.json", "[10000000000000000000]"},
    {"number_1e-999.json", "[0]"},
    {"number_1e6.json", "[1000000]"},
    {"number_9223372036854775807.json", "[9223372036854776000]"},
    {"number_9223372036854775808.json", "[9223372036854776000]"},
    {"object_key_nfc_nfd.json", "{\"e\xcc\x81\":\"NFD\",\"\xc3\xa9\":\"NFC\"}"},
    {"object_key_nfd_nfc.json", "{\"e\xcc\x81\":\"NFD\",\"\xc3\xa9\":\"NFC\"}"},
    {"object_same_key_different_values.json", "duplicate-member"},
    {"object_same_key_same_value.json", "duplicate-member"},
    {"object_same_key_unclear_values.json", "duplicate-member"},
    {"string_1_escaped_invalid_codepoint.json", "bad-json"},
    {"string_1_invalid_codepoint.json", "bad-utf8"},
    {"string_2_escaped_invalid_codepoints.json", "bad-json"},
    {"string_2_invalid_codepoints.json", "bad-utf8"},
    {"string_3_escaped_invalid_codepoints.json", "bad-json"},
    {"string_3_invalid_codepoints.json", "bad-utf8"},
    {"string_with_escaped_NULL.json", "[\"A\\u0000B\"]"},
});

}  // namespace

void run_json_parsing(Run& run, const std::filesystem::path& folder) {
    for (const auto& file : files_in(folder, ".json")) {
        const std::string name = file.filename().string();
        const bool expected =
            name.starts_with("y_") ||
            std::ranges::find(doubtful_and_accepted, name) != doubtful_and_accepted.end();
        const auto value = json::parse(read_file(file), budget());
        run.expect(name, expected ? "accepted" : "rejected", value ? "accepted" : "rejected");
    }
}

void run_json_transform(Run& run, const std::filesystem::path& folder) {
    for (const auto& file : files_in(folder, ".json")) {
        const std::string name = file.filename().string();
        const auto policy = std::ranges::find(transforms, name, &Policy::test_case);
        const auto value = json::parse(read_file(file), budget());
        if (policy == transforms.end())
            run.skip(name, "nothing is written down for it");
        else
            run.expect(
                name, policy->outcome,
                value ? json::to_jcs(*value) : std::string(vaxcert::name(value.error().reason)));
    }
}

}  // namespace vaxcert::conformance

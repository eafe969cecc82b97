// SPDX-License-Identifier: Apache-2.0
// Inputs that are wrong in one way each: encodings, containers, JSON, names and dates.

#include <algorithm>

#include <vaxcert/time.hpp>

#include "base/budget.hpp"
#include "base/utf8.hpp"
#include "conformance/suites.hpp"
#include "encoding/base45.hpp"
#include "encoding/deflate.hpp"
#include "encoding/hex.hpp"
#include "encoding/zip.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

const std::string& text_of(const json::Value& test, std::string_view member) {
    return (*json::member_at(test, member, json::Value::Kind::string))->string();
}

/// The list of cases in a file of these suites.
json::Array cases_in(const std::filesystem::path& file) {
    return read_json(file).find("cases")->array();
}

/// What a result is, in the words of these suites.
template <class T>
std::string outcome(const Result<T>& result) {
    return result ? "accepted" : "reject";
}

/// "reject: why" says why for people; the suite expects the first word.
std::string_view first_word(std::string_view expectation) {
    return expectation.substr(0, expectation.find_first_of(":;"));
}

/// The few that are given as "this beginning, that long": a repetition, closed if it can be.
std::string from_recipe(const std::filesystem::path& folder, const json::Value& test) {
    const std::string& id = text_of(test, "id");
    const auto file = folder / "json" / (id + ".json");
    if (std::filesystem::exists(file)) return read_file(file);
    const json::Value& recipe = *test.find("recipe");
    const std::string& prefix = text_of(recipe, "prefix");
    const auto length = static_cast<std::size_t>(recipe.find("length")->number().value);
    if (id == "deep_object_2000") {
        std::string text;
        for (int level = 0; level < 2000; ++level) text += "{\"a\":";
        return text + '1' + std::string(2000, '}');
    }
    if (id == "huge_key") return "{\"" + std::string(length - 6, 'k') + "\":1}";
    std::string text = prefix + std::string(length - prefix.size() - 1, prefix.back());
    return text + (prefix.front() == '{' ? '}' : ']');
}

}  // namespace

void run_bad_base45(Run& run, const std::filesystem::path& folder) {
    for (const auto& test : cases_in(folder / "base45.json")) {
        const std::string& text = text_of(test, "text");
        const auto bytes = encoding::from_base45(text);
        const bool valid = text_of(test, "base45") == "valid";
        run.expect("base45 " + json::to_text(text), valid ? text_of(test, "hex") : "invalid",
                   bytes ? encoding::to_hex(*bytes) : "invalid");
    }
}

/// The layers of an HC1 code up to its decompression, with a verification's budget.
void run_bad_inflate(Run& run, const std::filesystem::path& folder) {
    const std::size_t limit = Budget::for_one_certificate().inflated_bytes;
    for (const auto& test : cases_in(folder / "inflate.json")) {
        const std::string& id = text_of(test, "id");
        const auto compressed =
            encoding::from_base45(std::string_view(text_of(test, "text")).substr(4));
        if (!compressed) {
            run.expect(id, "Base45", compressed.error().detail);
            continue;
        }
        const auto inflated = encoding::inflate(*compressed, encoding::Wrapping::zlib, limit);
        const bool bomb = test.find("inflated") != nullptr;
        run.expect(id, bomb ? "limit-exceeded" : "bad-deflate",
                   inflated ? "accepted" : name(inflated.error().reason));
    }
}

void run_bad_json(Run& run, const std::filesystem::path& folder) {
    for (const auto& test : cases_in(folder / "json.json")) {
        std::string text;
        if (const json::Value* hex = test.find("bytes_hex"); hex && hex->is_string())
            text = as_text(*encoding::from_hex(hex->string()));
        else
            text = from_recipe(folder, test);

        // Certificates are objects. What is well formed beyond that is refused by what it says.
        const auto value = json::parse(text, Budget::for_one_certificate());
        const bool object = value && value->is_object();
        run.expect(text_of(test, "id"), first_word(text_of(test, "expect")),
                   object ? "well-formed" : "reject");
    }
}

/// The file says that signed text is never changed: here, by JSON in both directions.
void run_bad_names(Run& run, const std::filesystem::path& folder) {
    std::size_t number = 0;
    for (const auto& test : cases_in(folder / "names.json")) {
        const std::string& text = text_of(test, "text");
        const std::string test_case = "name " + std::to_string(number++);
        for (const std::string& written : {json::to_text(text), json::to_jcs(text)}) {
            const auto read = json::parse(written, Budget::for_one_certificate());
            run.expect(test_case, text, read ? read->string() : read.error().detail);
        }
    }
}

void run_bad_zip(Run& run, const std::filesystem::path& folder) {
    const std::size_t limit = Budget::for_one_certificate().inflated_bytes;
    for (const auto& test : cases_in(folder / "zip.json")) {
        const std::string& file = text_of(test, "file");
        if (!std::filesystem::exists(folder / file)) {
            run.skip(file, "the file is absent");
            continue;
        }
        const std::string archive = read_file(folder / file);
        const auto content = encoding::unzip_one(as_bytes(archive), "certificate.json", limit);
        // Stored files are ours to judge, and method 0 is as good as 8.
        const bool rejected = text_of(test, "expect").starts_with("reject");
        run.expect(file, rejected ? "reject" : "accepted", outcome(content));
    }
}

void run_bad_dates(Run& run, const std::filesystem::path& folder) {
    for (const auto& test : cases_in(folder / "dates.json")) {
        const std::string& text = text_of(test, "text");
        const std::string& kind = text_of(test, "kind");
        const json::Value& valid = *test.find("valid");
        if (!valid.is_boolean()) {
            run.skip("date " + text, "a remark, not a date");
            continue;
        }
        if (kind == "dob-empty") {
            // A birth date that is not stated is left out; no date is ever empty.
            run.skip("date \"\"", "an empty date of birth belongs to the EU format");
            continue;
        }
        const bool instant = text.find_first_of("Tt:") != std::string::npos;
        const bool good = instant ? parse_time(text).has_value() : Date::parse(text).has_value();
        run.expect("date " + text, valid.boolean() ? "valid" : "invalid",
                   good ? "valid" : "invalid");
    }
}

}  // namespace vaxcert::conformance

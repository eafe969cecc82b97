// SPDX-License-Identifier: Apache-2.0
#include "json/parse.hpp"

#include <string>

#include <doctest/doctest.h>

namespace vaxcert::json {
namespace {

Result<Value> read(std::string_view text) {
    return parse(text, Budget::for_one_certificate());
}

/// `levels` arrays, one in the other.
std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

/// An array of `count` - 1 nulls, which are `count` values with itself.
std::string of_values(std::size_t count) {
    std::string text = "[null";
    for (std::size_t i = 2; i < count; ++i) text += ",null";
    return text + "]";
}

std::string quoted(std::size_t bytes) {
    return '"' + std::string(bytes, 'x') + '"';
}

}  // namespace

TEST_SUITE("json parse") {
    TEST_CASE("reads every kind of value, members in their order") {
        const auto value =
            read(R"( {"z":null,"a":[true,false, 1 ,"x"],"":{"n":-0.5e1},"e":{},"f":[]} )");
        REQUIRE(value);
        const Value expected = Object{{"z", nullptr},
                                      {"a", Array{true, false, 1, "x"}},
                                      {"", Object{{"n", -5}}},
                                      {"e", Object{}},
                                      {"f", Array{}}};
        CHECK(*value == expected);
        CHECK(value->object()[0].name == "z");
        CHECK(value->object()[1].name == "a");
        CHECK(value->object()[2].name == "");
    }

    TEST_CASE("any kind of value may stand at the top") {
        for (const char* text : {"null", "true", "1", "\"x\"", "[]", "{}"}) {
            CAPTURE(text);
            CHECK(read(text));
        }
    }

    TEST_CASE("undoes escapes, and knows pairs of surrogates") {
        const auto value = read(R"(["\"\\\/\b\f\n\r\t", "\u00e9\u20AC\ud83d\ude00", "a\u0000b"])");
        REQUIRE(value);
        CHECK(value->array()[0].string() == "\"\\/\b\f\n\r\t");
        CHECK(value->array()[1].string() == "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
        CHECK(value->array()[2].string() == std::string_view("a\0b", 3));
    }

    TEST_CASE("an escape may stand at any place of a longer string") {
        for (std::size_t before = 0; before < 20; ++before) {
            CAPTURE(before);
            const std::string text = std::string(before, 'a') + "\\n\xc3\xa9 and what follows it";
            const auto value = read('"' + text + '"');
            REQUIRE(value);
            CHECK(value->string() == std::string(before, 'a') + "\n\xc3\xa9 and what follows it");
        }
    }

    TEST_CASE("keeps a number's text as it was written") {
        struct Example {
            std::string_view text;
            double value;
        };
        for (const Example& example : {
                 Example{"0", 0},
                 Example{"-0", -0.0},
                 Example{"1.50", 1.5},
                 Example{"1E2", 100},
                 Example{"9007199254740993", 9007199254740992},
                 Example{"18446744073709551616", 18446744073709551616.0},
                 Example{"123456789012345678901234567890", 1.2345678901234568e29},
                 Example{"1e-400", 0},
                 Example{"-0.0e-999", 0},
                 Example{"5e-324", 5e-324},
             }) {
            CAPTURE(example.text);
            for (const auto& [before, after] : {std::pair{"", ""}, {"[1,", "]"}, {"[", " ]"}}) {
                const auto value = read(before + std::string(example.text) + after);
                REQUIRE(value);
                const Value& number = value->is_array() ? value->array().back() : *value;
                CHECK(number.number().text == example.text);
                CHECK(number.number().value == example.value);
            }
        }
    }

    TEST_CASE("refuses what readers disagree about, and says where") {
        using namespace std::string_view_literals;
        struct Refusal {
            std::string_view text;
            Reason reason;
            std::string detail;
        };
        const std::string here = "JSON text, byte ";
        const std::string twice = "a member name stands twice in the JSON object around byte ";
        for (const Refusal& refusal : {
                 Refusal{"", Reason::bad_json, here + "0: this is not JSON"},
                 Refusal{"\xef\xbb\xbf{}", Reason::bad_json, here + "0: a byte order mark"},
                 Refusal{"{}\0{}"sv, Reason::bad_json, here + "2: NUL"},
                 Refusal{"\0"sv, Reason::bad_json, here + "0: NUL"},
                 Refusal{"\"\0\""sv, Reason::bad_json, here + "1: a control character in a string"},
                 Refusal{"\"\x1f\"", Reason::bad_json, here + "1: a control character in a string"},
                 Refusal{R"({"a":1,"a":1})", Reason::duplicate_member, twice + "10"},
                 Refusal{R"({"@context":1,"\u0040context":1})", Reason::duplicate_member,
                         twice + "29"},
                 Refusal{R"(["\ud800"])", Reason::bad_json, here + "2: a lone surrogate"},
                 Refusal{R"(["\ud800\u0061"])", Reason::bad_json, here + "2: a lone surrogate"},
                 Refusal{R"(["\ud800\ud800"])", Reason::bad_json, here + "2: a lone surrogate"},
                 Refusal{R"(["\udc00\ud800"])", Reason::bad_json, here + "2: a lone surrogate"},
                 Refusal{R"("\u12G4")", Reason::bad_json,
                         here + "1: an escape without four hex digits"},
                 Refusal{R"("\x")", Reason::bad_json,
                         here + "1: an escape that JSON does not have"},
                 Refusal{"\"\\", Reason::bad_json, here + "1: an escape that JSON does not have"},
                 Refusal{"\"\\\0\""sv, Reason::bad_json,
                         here + "1: an escape that JSON does not have"},
                 Refusal{"\"abc", Reason::bad_json, here + "4: the text ends inside a string"},
                 Refusal{"\"\xc0\xaf\"", Reason::bad_utf8, "byte 1 of the JSON text is not UTF-8"},
                 Refusal{"\"\xed\xa0\x80\"", Reason::bad_utf8,
                         "byte 1 of the JSON text is not UTF-8"},
                 Refusal{"\"\xe2\x82\"", Reason::bad_utf8, "byte 1 of the JSON text is not UTF-8"},
                 Refusal{"1e999", Reason::bad_json, here + "5: the number is beyond a double"},
                 Refusal{"-1e309 ", Reason::bad_json, here + "7: the number is beyond a double"},
             }) {
            CAPTURE(refusal.text);
            const auto value = read(refusal.text);
            REQUIRE_FALSE(value);
            CHECK(value.error() == Error{refusal.reason, refusal.detail});
        }
    }

    TEST_CASE("refuses what is not JSON") {
        for (const char* text : {" ",          "nul",
                                 "True",       "[1,]",
                                 "{\"a\":1,}", "[1 2]",
                                 "1 2",        "01",
                                 "+1",         ".5",
                                 "5.",         "1e",
                                 "-",          "--1",
                                 "1-2",        "0x1",
                                 "NaN",        "Infinity",
                                 "'a'",        "{a:1}",
                                 "{1:1}",      "// c\n1",
                                 "/* c */ 1",  "[",
                                 "]",          "{\"a\"",
                                 "{\"a\":",    "{\"a\"\"b\"}",
                                 "\"a\"\"b\"", "[\"a\" \"b\"]",
                                 "\xc3\xa9",   "[1}",
                                 "{\"a\":1]",  "1\xef\xbb\xbf",
                                 "[]x"}) {
            CAPTURE(text);
            const auto value = read(text);
            REQUIRE_FALSE(value);
            CHECK(value.error().reason == Reason::bad_json);
        }
    }

    TEST_CASE("finds a repeated name in objects of any size, and only in the same object") {
        for (const std::size_t size : {2U, 15U, 16U, 17U, 18U, 100U}) {
            for (const std::size_t twin : {std::size_t{0}, (size - 1) / 2, size - 2}) {
                CAPTURE(size);
                CAPTURE(twin);
                std::string text = "{";
                for (std::size_t i = 0; i + 1 < size; ++i)
                    text += "\"name " + std::to_string(i) + "\":{\"name 0\":1},";
                CHECK(read(text + "\"name\":1}"));
                const auto value = read(text + "\"name " + std::to_string(twin) + "\":1}");
                REQUIRE_FALSE(value);
                CHECK(value.error().reason == Reason::duplicate_member);
            }
        }
    }

    TEST_CASE("keeps each limit to the last one that is allowed") {
        struct Limit {
            std::string within, at, beyond, detail;
        };
        const Budget budget{
            .json_depth = 5, .json_values = 7, .json_string_bytes = 9, .json_number_bytes = 4};
        for (const Limit& limit : {
                 Limit{nested(4), nested(5), nested(6), "JSON nesting: 6, and at most 5 are read"},
                 Limit{of_values(6), of_values(7), of_values(8),
                       "JSON values: 8, and at most 7 are read"},
                 Limit{quoted(8), quoted(9), quoted(10),
                       "bytes of a JSON string: 10, and at most 9 are read"},
                 Limit{"{" + quoted(8) + ":1}", "{" + quoted(9) + ":1}", "{" + quoted(10) + ":1}",
                       "bytes of a JSON string: 10, and at most 9 are read"},
                 Limit{"123", "-1.5", "12345",
                       "characters of a JSON number: 5, and at most 4 are read"},
             }) {
            CAPTURE(limit.detail);
            CHECK(parse(limit.within, budget));
            CHECK(parse(limit.at, budget));
            const auto value = parse(limit.beyond, budget);
            REQUIRE_FALSE(value);
            CHECK(value.error() == Error{Reason::limit_exceeded, limit.detail});
        }
    }

    TEST_CASE("a string's limit counts what it means, not how it is written") {
        const Budget budget{.json_string_bytes = 3};
        CHECK(parse(R"("\u0061\u0062\u0063")", budget));
        CHECK_FALSE(parse(R"("\u0061\u0062\u0063\u0064")", budget));
    }

    TEST_CASE("stops at deep nesting without following it") {
        const auto value = parse(std::string(1'000'000, '['), Budget::for_trusted_data());
        REQUIRE_FALSE(value);
        CHECK(value.error().reason == Reason::limit_exceeded);
    }

    TEST_CASE("a member that is asked for is there, or an error says what is") {
        const Value object = Object{{"text", "x"}, {"number", 1}};
        const auto text = member_at(object, "text", Value::Kind::string);
        REQUIRE(text);
        CHECK((*text)->string() == "x");
        CHECK(member_at(object, "none", Value::Kind::string).error() ==
              Error{Reason::bad_json, "the member \"none\" is missing"});
        CHECK(member_at(object, "number", Value::Kind::string, Reason::bad_profile).error() ==
              Error{Reason::bad_profile,
                    "the member \"number\" must be of the kind string, and is of the kind number"});
        CHECK(member_at(Value("x"), "text", Value::Kind::string).error() ==
              Error{Reason::bad_json, "an object was expected, and a string was found"});
    }
}

}  // namespace vaxcert::json

// SPDX-License-Identifier: Apache-2.0
// What each operation makes of operands of every kind, and on either side of its limits.

#include <doctest/doctest.h>

#include "certlogic/for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::certlogic;
using namespace vaxcert::certlogic::for_tests;

namespace {

/// What is neither true nor false, and no number, text or array: a moment.
constexpr const char* moment = R"({"plusTime":["2021-01-01",0,"day"]})";

std::string with(std::string text, std::string_view operand) {
    for (std::size_t at = 0; (at = text.find('@', at)) != text.npos; at += operand.size())
        text.replace(at, 1, operand);
    return text;
}

constexpr std::string_view kinds = R"({"null":null,"no":false,"yes":true,"empty":"","text":"x",
    "no items":[],"items":[0],"no members":{},"members":{"a":0},"zero":0,"one":1,"minus":-1,
    "half":0.5,"large":9007199254740994})";

}  // namespace

TEST_SUITE("certlogic, operands") {
    TEST_CASE("are true unless they are nothing, zero or empty") {
        for (const char* no : {"null", "none", "no", "empty", "no items", "no members", "zero"}) {
            CAPTURE(no);
            const std::string operand = R"({"var":")" + std::string(no) + "\"}";
            CHECK(value_of(with(R"({"if":[@,1,2]})", operand), kinds) == "2");
            CHECK(value_of(with(R"({"!":[@]})", operand), kinds) == "true");
            CHECK(value_of(with(R"({"===":[{"and":[@,1]},@]})", operand), kinds) == "true");
        }
        for (const char* yes : {"yes", "text", "items", "members", "one", "minus"}) {
            CAPTURE(yes);
            const std::string operand = R"({"var":")" + std::string(yes) + "\"}";
            CHECK(value_of(with(R"({"if":[@,1,2]})", operand), kinds) == "1");
            CHECK(value_of(with(R"({"!":[@]})", operand), kinds) == "false");
            CHECK(value_of(with(R"({"and":[@,7]})", operand), kinds) == "7");
        }
    }

    TEST_CASE("that are neither true nor false decide nothing") {
        for (const std::string operand :
             {R"({"var":"half"})", R"({"var":"large"})", moment, R"({"<":["a",1]})"}) {
            CAPTURE(operand);
            for (const char* expression :
                 {R"({"if":[@,1,2]})", R"({"!":[@]})", R"({"and":[@,1]})", R"({"and":[1,@]})"})
                CHECK(value_of(with(expression, operand), kinds) == "rule-invalid");
        }
        CHECK(value_of(with(R"({"and":[0,@]})", moment)) == "0");
        const auto undecided = evaluate(parsed(with(R"({"and":[@,1]})", moment)), {}, {});
        CHECK(undecided.error().detail == "an operand of \"and\" is neither true nor false");
    }

    TEST_CASE("are in order below, at and above one another, also three of them") {
        struct Row {
            const char *number, *instant;
            bool below, at, above;
        };
        const auto text = [](bool truth) { return truth ? "true" : "false"; };
        for (const Row& row :
             {Row{"<", "before", true, false, false}, Row{"<=", "not-after", true, true, false},
              Row{">", "after", false, false, true}, Row{">=", "not-before", false, true, true}}) {
            CAPTURE(row.number);
            const auto compared = [&](const std::vector<int>& values) {
                std::string numbers, instants;
                for (const int value : values) {
                    const std::string separator = numbers.empty() ? "" : ",";
                    numbers += separator + std::to_string(value);
                    instants += separator + R"({"plusTime":["2021-01-01",)" +
                                std::to_string(value) + R"(,"hour"]})";
                }
                const std::string answer =
                    value_of(std::string("{\"") + row.number + "\":[" + numbers + "]}");
                CHECK(value_of(std::string("{\"") + row.instant + "\":[" + instants + "]}") ==
                      answer);
                return answer;
            };
            CHECK(compared({1, 2}) == text(row.below));
            CHECK(compared({2, 2}) == text(row.at));
            CHECK(compared({3, 2}) == text(row.above));
            CHECK(compared({1, 2, 3}) == text(row.below));
            CHECK(compared({2, 2, 2}) == text(row.at));
            CHECK(compared({3, 2, 1}) == text(row.above));
            CHECK(compared({1, 2, 1}) == "false");
            CHECK(compared({2, 1, 2}) == "false");
        }
    }

    TEST_CASE("of another kind than an operation takes make a rule invalid") {
        for (const char* expression : {
                 R"({"<":[1,@]})",
                 R"({"<":[@,1]})",
                 R"({"<":[1,"2"]})",
                 R"({"before":[@,1]})",
                 R"({"before":["2021-01-01",@]})",
                 R"({"in":[1,@]})",
                 R"({"in":[1,"1"]})",
                 R"({"+":[@,1]})",
                 R"({"+":[1,@]})",
                 R"({"+":["1",1]})",
                 R"({"+":[1,"1"]})",
                 R"({"plusTime":[@,0,"day"]})",
                 R"({"plusTime":[1,0,"day"]})",
                 R"({"dccDateOfBirth":[@]})",
                 R"({"dccDateOfBirth":[1999]})",
                 R"({"extractFromUVCI":[@,0]})",
                 R"({"reduce":[@,1,0]})",
                 R"([1,@])",
             }) {
            const std::string given = with(expression, moment);
            CAPTURE(given);
            CHECK(value_of(given) == "rule-invalid");
        }
        CHECK(value_of(R"({"<":[1,{"var":"none"}]})") == "rule-invalid");
        // An instant is in no array, and equals nothing but itself.
        CHECK(value_of(with(R"({"in":[@,[1]]})", moment)) == "false");
        CHECK(value_of(with(R"({"===":[@,@]})", moment)) == "true");
        CHECK(value_of(with(R"({"===":[@,"2021-01-01"]})", moment)) == "false");
        CHECK(value_of(R"({"in":["c",["a","b"]]})") == "false");
    }

    TEST_CASE("that fail make what they stand in fail") {
        for (const char* expression :
             {R"({"!":[@]})", R"({"if":[@,1,2]})", R"({"if":[1,@,2]})", R"({"if":[0,1,@]})",
              R"({"and":[1,@]})", R"({"===":[1,@]})", R"({"reduce":[@,1,0]})",
              R"({"reduce":[[1,2],@,0]})", R"({"reduce":[[1],1,@]})", R"([1,@])"}) {
            CAPTURE(expression);
            CHECK(value_of(with(expression, R"({"+":["a","b"]})")) == "rule-invalid");
        }
    }

    TEST_CASE("are added as long as a double holds the sum") {
        check({{R"({"+":[9007199254740991,1]})", "9007199254740992"},
               {R"({"+":[9007199254740991,2]})", "9007199254740992"},
               {R"({"+":[9007199254740992,2]})", "rule-invalid"},
               {R"({"+":[-9007199254740992,-2]})", "rule-invalid"},
               {R"({"+":[-9007199254740992,9007199254740992]})", "0"}});
    }

    TEST_CASE("in the data are found by names and places") {
        check({{R"({"var":"a.0"})", "10"},
               {R"({"var":"a.1"})", "20"},
               {R"({"var":"a.2"})", "null"},
               {R"({"var":"a.1x"})", "null"},
               {R"({"var":"a.99999999999999999999999"})", "null"},
               {R"({"var":"b.c.d"})", "1"},
               {R"({"var":"b.c.e"})", "null"},
               {R"({"var":"b.c.d.e"})", "null"}},
              R"({"a":[10,20],"b":{"c":{"d":1}}})");
    }

    TEST_CASE("in a fold are the item, and what was made so far") {
        check({{R"({"reduce":[[1],{"var":"current"},0]})", "1"},
               {R"({"reduce":[[1],{"var":"accumulator"},5]})", "5"},
               {R"({"reduce":[[1],{"var":"accumulator.k"},{"var":"o"}]})", "2"},
               {R"({"reduce":[[1],{"var":"accumulator.x"},{"var":"o"}]})", "null"},
               {R"({"reduce":[[1],{"var":"o"},0]})", "null"},
               {R"({"reduce":[[],1,"initial"]})", R"("initial")"},
               {with(R"({"reduce":[[1,2],{"var":"accumulator"},@]})", moment),
                "2021-01-01T00:00:00.000Z"},
               {with(R"({"reduce":[[1],{"var":"accumulator.x"},@]})", moment), "null"},
               {with(R"({"reduce":[[1],{"var":""},@]})", moment), "rule-invalid"}},
              R"({"o":{"k":2}})");
    }

    TEST_CASE("that are certificate ids are cut at /, # and :") {
        check({{R"({"extractFromUVCI":["URN:UVCI:01:AT:B#C",0]})", R"("01")"},
               {R"({"extractFromUVCI":["01:AT:B#C",0]})", R"("01")"},
               {R"({"extractFromUVCI":["URN:UVCI:01:AT:B#C",3]})", R"("C")"},
               {R"({"extractFromUVCI":["URN:UVCI:01:AT:B#C",4]})", "null"},
               {R"({"extractFromUVCI":["URN:UVCI:",0]})", R"("")"},
               {R"({"extractFromUVCI":["URN:UVCI:",1]})", "null"},
               {R"({"extractFromUVCI":["a/",1]})", R"("")"},
               {R"({"extractFromUVCI":["a/",2]})", "null"}});
    }

    TEST_CASE("cost a step each, and a rule that takes one too many says so") {
        const char* four = R"({"===":[true,{"!":[0]}]})";
        CHECK(value_of(four, "{}", Budget{.rule_steps = 3}) == "limit-exceeded");
        CHECK(value_of(four, "{}", Budget{.rule_steps = 4}) == "true");
        CHECK_FALSE(holds(parsed("true"), {}, Budget{.rule_steps = 0}));
        CHECK(holds(parsed("true"), {}, Budget{.rule_steps = 1}));
        CHECK_FALSE(holds(parsed("false"), {}, {}));
        CHECK_FALSE(holds(parsed(moment), {}, {}));
    }
}

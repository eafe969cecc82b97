// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "certlogic/for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::certlogic;
using namespace vaxcert::certlogic::for_tests;

namespace {

/// What is wrong, in the order in which it is said: the part of the expression, and why.
std::vector<std::string> issues_of(std::string_view text) {
    const json::Value expression = parsed(text);
    std::vector<std::string> said;
    for (const Issue& issue : check_expression(expression))
        said.push_back(json::to_text(*issue.expression) + ": " + issue.what);
    return said;
}

/// An operation with this many operands.
std::string with_operands(std::string_view operation, std::size_t count) {
    std::string text = "{\"" + std::string(operation) + "\":[";
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "1" : ",1";
    return text + "]}";
}

}  // namespace

TEST_SUITE("certlogic, before there is data") {
    TEST_CASE("an expression is a text, a truth, a whole number, an array or an operation") {
        for (const char* good :
             {R"("text")", "true", "false", "0", "-7", "9007199254740992", "-9007199254740992",
              "[]", R"([1,["a",true]])", R"({"var":""})", R"({"var":"a.0.b"})"}) {
            CAPTURE(good);
            CHECK(issues_of(good).empty());
        }
        const std::string number = ": a number should be whole, and exact in a double";
        using Said = std::vector<std::string>;
        CHECK(issues_of("null") == Said{"null: null is no expression"});
        CHECK(issues_of("[1,[null]]") == Said{"null: null is no expression"});
        CHECK(issues_of("1.5") == Said{"1.5" + number});
        CHECK(issues_of("9007199254740994") == Said{"9007199254740994" + number});
        CHECK(issues_of("-9007199254740994") == Said{"-9007199254740994" + number});
    }

    TEST_CASE("an operation is known, and has one member with an array of operands") {
        using Said = std::vector<std::string>;
        const std::string one = ": an operation is an object with one member, and this has ";
        CHECK(issues_of("{}") == Said{"{}" + one + "0"});
        CHECK(issues_of(R"({"var":"a","!":[1]})") == Said{R"({"var":"a","!":[1]})" + one + "2"});
        CHECK(issues_of(R"({"!":1})") ==
              Said{R"({"!":1}: the operands of an operation should be an array)"});
        CHECK(issues_of(R"({"or":[1,2]})") == Said{R"({"or":[1,2]}: there is no such operation)"});
        // The first of them is what evaluate() says.
        const auto term = evaluate(parsed(R"({"or":[null]})"), json::Value(), Budget());
        REQUIRE_FALSE(term);
        CHECK(term.error() == Error{Reason::rule_invalid, "there is no such operation"});
    }

    TEST_CASE("a path is a text without empty parts") {
        using Said = std::vector<std::string>;
        CHECK(issues_of(R"({"var":1})") ==
              Said{R"({"var":1}: the path of "var" should be a string)"});
        CHECK(issues_of(R"({"var":["a"]})") ==
              Said{R"({"var":["a"]}: the path of "var" should be a string)"});
        for (const std::string path : {".", ".a", "a.", "a..b"})
            CHECK(issues_of(R"({"var":")" + path + "\"}") ==
                  Said{R"({"var":")" + path + R"("}: the path of "var" has an empty part)"});
    }

    TEST_CASE("each operation takes its number of operands") {
        struct Example {
            const char* operation;
            std::size_t least, most;
        };
        for (const Example& example :
             {Example{"if", 3, 3}, Example{"===", 2, 2}, Example{"and", 2, 1000},
              Example{">", 2, 3}, Example{"<", 2, 3}, Example{">=", 2, 3}, Example{"<=", 2, 3},
              Example{"in", 2, 2}, Example{"+", 2, 2}, Example{"!", 1, 1}, Example{"after", 2, 3},
              Example{"before", 2, 3}, Example{"not-after", 2, 3}, Example{"not-before", 2, 3},
              Example{"dccDateOfBirth", 1, 1}, Example{"reduce", 3, 3},
              Example{"extractFromUVCI", 2, 2}}) {
            CAPTURE(example.operation);
            CHECK(issues_of(with_operands(example.operation, example.least)).empty());
            CHECK(issues_of(with_operands(example.operation, example.most)).empty());
            for (const std::size_t count : {example.least - 1, example.most + 1}) {
                const std::string text = with_operands(example.operation, count);
                CHECK(issues_of(text) ==
                      std::vector<std::string>{text + ": \"" + example.operation +
                                               "\" does not take " + std::to_string(count) +
                                               " operands"});
            }
        }
        CHECK(issues_of(R"({"plusTime":["2021",1]})").size() == 1);
        CHECK(issues_of(R"({"plusTime":["2021",1,"day",1]})").size() == 1);
    }

    TEST_CASE("amounts, units and indices are written down, and operands are looked into") {
        using Said = std::vector<std::string>;
        for (const std::string unit : {"year", "month", "day", "hour"})
            CHECK(issues_of(R"({"plusTime":[{"var":"a"},-1,")" + unit + "\"]}").empty());
        CHECK(issues_of(R"({"extractFromUVCI":[{"var":"a"},-1]})").empty());

        const std::string amount = ": the amount of \"plusTime\" should be a whole number";
        const std::string unit = ": the unit of \"plusTime\" should be year, month, day or hour";
        const std::string index = ": the index of \"extractFromUVCI\" should be a whole number";
        for (const std::string bad :
             {R"({"plusTime":["2021","1","day"]})", R"({"plusTime":["2021",1.5,"day"]})",
              R"({"plusTime":["2021",{"var":"a"},"day"]})"})
            CHECK(issues_of(bad) == Said{bad + amount});
        for (const std::string bad :
             {R"({"plusTime":["2021",1,"days"]})", R"({"plusTime":["2021",1,1]})"})
            CHECK(issues_of(bad) == Said{bad + unit});
        for (const std::string bad :
             {R"({"extractFromUVCI":["a","1"]})", R"({"extractFromUVCI":["a",0.5]})"})
            CHECK(issues_of(bad) == Said{bad + index});

        const std::string worst = R"({"plusTime":[null,"1","week"]})";
        CHECK(issues_of(worst) ==
              Said{"null: null is no expression", worst + amount, worst + unit});
        CHECK(issues_of(R"({"extractFromUVCI":[null,1]})").size() == 1);
        CHECK(issues_of(R"({"if":[null,1,{"!":[null]}]})").size() == 2);
    }
}

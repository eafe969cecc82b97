// SPDX-License-Identifier: Apache-2.0
#include "certlogic/evaluate.hpp"

#include <doctest/doctest.h>

#include "certlogic/for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::certlogic;
using namespace vaxcert::certlogic::for_tests;

TEST_SUITE("certlogic") {
    TEST_CASE("looks into the data, and finds null where there is nothing") {
        check({{R"({"var":"a.1.b"})", "7"},
               {R"({"var":"a.9"})", "null"},
               {R"({"var":"a.-1"})", "null"},
               {R"({"var":"a.x"})", "null"},
               {R"({"var":"s.0"})", "null"},
               {R"({"var":"no.such.path"})", "null"},
               {R"({"var":""})", R"({"a":[0,{"b":7}],"s":"text"})"}},
              R"({"a":[0,{"b":7}],"s":"text"})");
    }

    TEST_CASE("decides lazily, on what is true or false and nothing else") {
        check({{R"({"if":[[],1,2]})", "2"},
               {R"({"if":["x",1,{"+":["not","reached"]}]})", "1"},
               {R"({"and":[1,"",{"+":["not","reached"]}]})", R"("")"},
               {R"({"and":[1,"last"]})", R"("last")"},
               {R"({"!":[0]})", "true"},
               {R"({"!":[{"var":"half"}]})", "rule-invalid"},
               {R"({"if":[{"plusTime":["2021",0,"day"]},1,2]})", "rule-invalid"}},
              R"({"half":0.5})");
    }

    TEST_CASE("compares whole numbers and instants, each with their own operations") {
        check({{R"({"<":[1,2,3]})", "true"},
               {R"({"<":[1,3,2]})", "false"},
               {R"({">=":[2,2]})", "true"},
               {R"({"<=":["1",2]})", "rule-invalid"},
               {R"({"not-after":[{"plusTime":["2021-01-01",0,"day"]},
                                 {"plusTime":["2021-01-01",0,"hour"]}]})",
                "true"},
               {R"({"before":[{"plusTime":["2021-01-01",0,"day"]},"2021-01-02"]})", "rule-invalid"},
               {R"({"===":[1,"1"]})", "false"},
               {R"({"in":["b",["a","b"]]})", "true"},
               {R"({"in":["b","abc"]})", "rule-invalid"},
               {R"({"+":[9007199254740991,9]})", "rule-invalid"}});
    }

    TEST_CASE("shifts dates as ECMAScript does") {
        check({{R"({"plusTime":["2020-02-29",1,"year"]})", "2021-03-01T00:00:00.000Z"},
               {R"({"plusTime":["2020-02-29",1,"month"]})", "2020-03-29T00:00:00.000Z"},
               {R"({"plusTime":["2021-01-31",1,"month"]})", "2021-03-03T00:00:00.000Z"},
               {R"({"plusTime":["2021-03-31",-13,"month"]})", "2020-03-02T00:00:00.000Z"},
               {R"({"plusTime":["2021-06-01T10:00:00.12345+5:30",-1,"hour"]})",
                "2021-06-01T03:30:00.123Z"},
               {R"({"plusTime":["2021-06-01T10:00:00-230",0,"day"]})", "2021-06-01T12:30:00.000Z"},
               {R"({"plusTime":["2021-06-01T10:00:00+02",0,"day"]})", "2021-06-01T08:00:00.000Z"},
               {R"({"dccDateOfBirth":["1999"]})", "1999-12-31T00:00:00.000Z"},
               {R"({"dccDateOfBirth":["2000-02"]})", "2000-02-29T00:00:00.000Z"},
               {R"({"dccDateOfBirth":["2000-02-03T00:00:00"]})", "rule-invalid"},
               {R"({"plusTime":["2021-02-30",0,"day"]})", "rule-invalid"},
               {R"({"plusTime":["2021-06",0,"day"]})", "2021-06-30T00:00:00.000Z"},
               {R"({"plusTime":["2021-06T10:00:00",0,"day"]})", "rule-invalid"},
               {R"({"plusTime":["2021-06-01T10:00:00+123456",0,"day"]})", "rule-invalid"},
               {R"({"plusTime":["2021-06-01",99999,"year"]})", "rule-invalid"},
               {R"({"plusTime":["2021-06-01",4000000,"day"]})", "rule-invalid"}});
    }

    TEST_CASE("folds arrays, also with instants") {
        check(
            {{R"({"reduce":[{"var":"n"},{"+":[{"var":"current"},{"var":"accumulator"}]},0]})", "6"},
             {R"({"reduce":[{"var":"no"},{"var":"current"},"initial"]})", R"("initial")"},
             {R"({"reduce":[[1],{"var":""},"a"]})", R"({"current":1,"accumulator":"a"})"},
             {R"({"reduce":[{"var":"o"},{"var":"current.k"},0]})", "2"},
             {R"({"reduce":["text",1,0]})", "rule-invalid"}},
            R"({"n":[1,2,3],"o":[{"k":1},{"k":2}]})");
        CHECK(value_of(R"({"reduce":[["2021"],{"plusTime":[{"var":"current"},0,"day"]},0]})") ==
              "2021-12-31T00:00:00.000Z");
    }

    TEST_CASE("takes fragments out of certificate ids") {
        check({{R"({"extractFromUVCI":["URN:UVCI:01:AT:123#B",1]})", R"("AT")"},
               {R"({"extractFromUVCI":["a::c/#/f",5]})", R"("f")"},
               {R"({"extractFromUVCI":["a::c/#/f",1]})", R"("")"},
               {R"({"extractFromUVCI":["a",1]})", "null"},
               {R"({"extractFromUVCI":["a",-1]})", "null"},
               {R"({"extractFromUVCI":[{"var":"none"},1]})", "null"},
               {R"({"extractFromUVCI":[1,1]})", "rule-invalid"}});
    }

    TEST_CASE("spends no more steps than it may") {
        const Budget small{.rule_steps = 10};
        CHECK(value_of(R"({"and":[1,1,1,1,1,1,1,1,1]})", "{}", small) == "1");
        CHECK(value_of(R"({"and":[1,1,1,1,1,1,1,1,1,1]})", "{}", small) == "limit-exceeded");
    }

    TEST_CASE("a rule holds when it says true, and not when it fails") {
        const json::Value data = parsed("{}");
        CHECK(holds(parsed("true"), data, {}));
        CHECK_FALSE(holds(parsed("1"), data, {}));
        CHECK_FALSE(holds(parsed(R"({"<":["a",1]})"), data, {}));
        CHECK_FALSE(holds(parsed(R"({"nonsense":[]})"), data, {}));
        CHECK_FALSE(holds(parsed("null"), data, {}));
    }

    TEST_CASE("an expression is checked before there is data, every part of it") {
        const json::Value bad =
            parsed(R"({"if":[{"<":[1]},[null,2.5],{"plusTime":["2021","1","week"]},{"var":1}]})");
        CHECK(check_expression(bad).size() == 1);
        const json::Value worse =
            parsed(R"({"if":[{"<":[1]},[null,2.5,{"var":"a..b"}],{"plusTime":[{},"1","week"]}]})");
        CHECK(check_expression(worse).size() == 7);
    }
}

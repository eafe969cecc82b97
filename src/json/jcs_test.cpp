// SPDX-License-Identifier: Apache-2.0
#include "json/jcs.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "json/parse.hpp"

namespace vaxcert::json {
namespace {

std::string canonical(std::string_view text) {
    const auto value = parse(text, Budget::for_one_certificate());
    REQUIRE(value);
    return to_jcs(*value);
}

}  // namespace

TEST_SUITE("jcs") {
    TEST_CASE("sorts members at every level, keeps the order of arrays, drops white space") {
        CHECK(canonical(R"( { "b" : [ 3, {"d":1, "c":2} ], "a" : { "z": null, "": true } } )") ==
              R"({"a":{"":true,"z":null},"b":[3,{"c":2,"d":1}]})");
        CHECK(canonical("[]") == "[]");
        CHECK(canonical("{}") == "{}");
    }

    TEST_CASE("a name comes before those it begins") {
        CHECK(canonical(R"({"aa":1,"a":2,"ab":3,"":4})") == R"({"":4,"a":2,"aa":1,"ab":3})");
    }

    TEST_CASE("writes strings and numbers in one way") {
        CHECK(canonical(
                  R"(["\u0041\/\u001F\u007f\u20ac", 1.0, 1E2, -0, 1e-7, 333333333.33333329])") ==
              "[\"A/\\u001f\x7f\xe2\x82\xac\",1,100,0,1e-7,333333333.3333333]");
    }

    TEST_CASE("sorts by UTF-16 code units where code points would sort otherwise") {
        // Each with every other, around all the borders of UTF-8 and UTF-16.
        const std::vector<std::u16string> in_order = {
            u"",           u"\u0001", u"A",      u"B",          u"\u007f",     u"\u0080",
            u"\u07ff",     u"\u0800", u"\ud7ff", u"\U00010000", u"\U0003ffff", u"\U00040000",
            u"\U0010ffff", u"\ue000", u"\ufb33", u"\uffff"};
        REQUIRE(std::ranges::is_sorted(in_order));
        Object object;
        std::string expected = "{";
        for (const std::u16string& units : in_order) {
            std::string name;
            if (units.size() == 1) append_utf8(units[0], name);
            if (units.size() == 2)
                append_utf8(0x10000 + ((units[0] & 0x3ffU) << 10 | (units[1] & 0x3ffU)), name);
            object.insert(object.begin(), {name, 1});
            expected +=
                (expected.size() > 1 ? ",\"" : "\"") + (name == "\x01" ? "\\u0001" : name) + "\":1";
        }
        CHECK(to_jcs(object) == expected + "}");
    }
}

}  // namespace vaxcert::json

// SPDX-License-Identifier: Apache-2.0
// The public suite has a case for every sentence of the specification; these are the main ones, so
// that a build without the suite is not blind.

#include "jsonld/expand.hpp"

#include <doctest/doctest.h>

#include <string>

#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::jsonld;

namespace {

json::Value parsed(std::string_view text) {
    auto value = json::parse(text, Budget::for_trusted_data());
    REQUIRE(value);
    return *std::move(value);
}

/// Expanded without safe mode, as text; or what the specification calls the error.
std::string expanded(std::string_view text, Options options = {}) {
    options.safe = false;
    const auto result = expand(parsed(text), options, Budget::for_one_certificate());
    if (result) return json::to_text(*result);
    return result.error().detail.substr(0, result.error().detail.find(':'));
}

struct Example {
    std::string_view document, expanded;
};

void check(std::initializer_list<Example> examples) {
    for (const Example& example : examples) {
        CAPTURE(example.document);
        CHECK(expanded(example.document) == example.expanded);
    }
}

}  // namespace

TEST_SUITE("expand") {
    TEST_CASE("writes every name out") {
        check({
            {R"({"@context":{"@vocab":"http://v/","p":"http://p/#"},"a":1,"p:b":true})",
             R"([{"http://v/a":[{"@value":1}],"http://p/#b":[{"@value":true}]}])"},
            {R"({"@context":{"id":"@id","t":"@type","T":"urn:T"},"id":"urn:a","t":"T"})",
             R"([{"@id":"urn:a","@type":["urn:T"]}])"},
            {R"({"@context":{"d":{"@id":"urn:d","@type":"urn:date"}},"d":"2021"})",
             R"([{"urn:d":[{"@value":"2021","@type":"urn:date"}]}])"},
            {R"({"@context":{"@language":"DE","n":"urn:n","m":{"@id":"urn:m","@language":null}},
                 "n":"x","m":"y"})",
             R"([{"urn:n":[{"@value":"x","@language":"de"}],"urn:m":[{"@value":"y"}]}])"},
            {R"({"urn:p":{"@set":["a",null,["b"]]}})",
             R"([{"urn:p":[{"@value":"a"},{"@value":"b"}]}])"},
        });
    }

    TEST_CASE("knows lists, and lists in lists") {
        check({
            {R"({"urn:p":{"@list":["a",["b"]]}})",
             R"([{"urn:p":[{"@list":[{"@value":"a"},{"@value":"b"}]}]}])"},
            {R"({"@context":{"l":{"@id":"urn:l","@container":"@list"}},"l":["a",["b"]]})",
             R"([{"urn:l":[{"@list":[{"@value":"a"},{"@list":[{"@value":"b"}]}]}]}])"},
        });
    }

    TEST_CASE("knows maps by language, index, id and type") {
        check({
            {R"({"@context":{"n":{"@id":"urn:n","@container":"@language"}},
                 "n":{"en":"a","@none":["b"]}})",
             R"([{"urn:n":[{"@value":"a","@language":"en"},{"@value":"b"}]}])"},
            {R"({"@context":{"n":{"@id":"urn:n","@container":"@index"}},"n":{"x":"a"}})",
             R"([{"urn:n":[{"@value":"a","@index":"x"}]}])"},
            {R"({"@context":{"n":{"@id":"urn:n","@container":"@index","@index":"urn:k"}},
                 "n":{"x":{"urn:p":1}}})",
             R"([{"urn:n":[{"urn:p":[{"@value":1}],"urn:k":[{"@value":"x"}]}]}])"},
            {R"({"@context":{"n":{"@id":"urn:n","@container":"@id"}},"n":{"urn:a":{"urn:p":1}}})",
             R"([{"urn:n":[{"@id":"urn:a","urn:p":[{"@value":1}]}]}])"},
            {R"({"@context":{"n":{"@id":"urn:n","@container":"@type"}},
                 "n":{"urn:T":{"@type":"urn:U"}}})",
             R"([{"urn:n":[{"@type":["urn:T","urn:U"]}]}])"},
        });
    }

    TEST_CASE("knows graphs, included nodes, JSON, nesting and properties in reverse") {
        check({
            {R"({"@context":{"g":{"@id":"urn:g","@container":"@graph"}},"g":{"urn:p":1}})",
             R"([{"urn:g":[{"@graph":[{"urn:p":[{"@value":1}]}]}]}])"},
            {R"({"urn:p":1,"@included":{"@id":"urn:a","urn:p":2}})",
             R"([{"urn:p":[{"@value":1}],"@included":[{"@id":"urn:a","urn:p":[{"@value":2}]}]}])"},
            {R"({"@context":{"j":{"@id":"urn:j","@type":"@json"}},"j":{"b":[null],"@a":1}})",
             R"([{"urn:j":[{"@value":{"b":[null],"@a":1},"@type":"@json"}]}])"},
            {R"({"@context":{"n":"@nest","p":"urn:p"},"n":{"p":1,"n":{"p":2}}})",
             R"([{"urn:p":[{"@value":1},{"@value":2}]}])"},
            {R"({"@context":{"r":{"@reverse":"urn:p"}},"@id":"urn:a","r":{"@id":"urn:b"}})",
             R"([{"@id":"urn:a","@reverse":{"urn:p":[{"@id":"urn:b"}]}}])"},
            {R"({"@graph":[{"@id":"urn:a","urn:p":1}]})",
             R"([{"@id":"urn:a","urn:p":[{"@value":1}]}])"},
        });
    }

    TEST_CASE("applies the context of a type inside the node of that type, and no deeper") {
        const std::string context =
            R"({"@context":{"n":"urn:out","k":"urn:k","T":{"@id":"urn:T",
                            "@context":{"n":"urn:in"$}}},)";
        const auto with = [&](const std::string& more, const std::string& members) {
            std::string text = context;
            return expanded(text.replace(text.find('$'), 1, more) + members + "}");
        };
        CHECK(with("", R"("@type":"T","n":1,"k":{"n":2})") ==
              R"([{"@type":["urn:T"],"urn:in":[{"@value":1}],)"
              R"("urn:k":[{"urn:out":[{"@value":2}]}]}])");
        CHECK(with(R"(,"@propagate":true)", R"("@type":"T","n":1,"k":{"n":2})") ==
              R"([{"@type":["urn:T"],"urn:in":[{"@value":1}],)"
              R"("urn:k":[{"urn:in":[{"@value":2}]}]}])");
    }

    TEST_CASE("applies the contexts of several types by name, whatever their order") {
        const std::string context =
            R"({"@context":{"A":{"@id":"urn:A","@context":{"n":"urn:a"}},
                            "B":{"@id":"urn:B","@context":{"n":"urn:b"}}},"n":1,"@type":)";
        CHECK(expanded(context + R"(["A","B"]})") ==
              R"([{"@type":["urn:A","urn:B"],"urn:b":[{"@value":1}]}])");
        CHECK(expanded(context + R"(["B","A"]})") ==
              R"([{"@type":["urn:B","urn:A"],"urn:b":[{"@value":1}]}])");
    }

    TEST_CASE("applies the context of a property inside its values, also against protection") {
        check({
            {R"({"@context":{"@protected":true,"n":"urn:out",
                             "k":{"@id":"urn:k","@context":{"n":"urn:in"}}},
                 "n":1,"k":{"n":2,"urn:x":{"n":3}}})",
             R"([{"urn:out":[{"@value":1}],"urn:k":[{"urn:in":[{"@value":2}],)"
             R"("urn:x":[{"urn:in":[{"@value":3}]}]}]}])"},
        });
    }

    TEST_CASE("resolves ids against the base, and leaves them without one") {
        Options options;
        CHECK(expanded(R"({"@id":"../a","urn:p":1})", options) ==
              R"([{"@id":"../a","urn:p":[{"@value":1}]}])");
        options.base = "http://b/c/d/e";
        CHECK(expanded(R"({"@id":"../a","urn:p":1})", options) ==
              R"([{"@id":"http://b/c/a","urn:p":[{"@value":1}]}])");
        CHECK(expanded(R"({"@context":{"@base":"f/"},"@id":"a","urn:p":1})", options) ==
              R"([{"@id":"http://b/c/d/f/a","urn:p":[{"@value":1}]}])");
        CHECK(expanded(R"({"@context":{"@base":null},"@id":"a","urn:p":1})", options) ==
              R"([{"@id":"a","urn:p":[{"@value":1}]}])");
    }

    TEST_CASE("names each error as the specification does") {
        check({
            {R"({"@context":5})", "invalid local context"},
            {R"({"@context":{"@version":1.0}})", "invalid @version value"},
            {R"({"@context":{"@base":5}})", "invalid base IRI"},
            {R"({"@context":{"@vocab":5}})", "invalid vocab mapping"},
            {R"({"@context":{"@language":5}})", "invalid default language"},
            {R"({"@context":{"@direction":"up"}})", "invalid base direction"},
            {R"({"@context":{"@propagate":"no"}})", "invalid @propagate value"},
            {R"({"@context":{"@import":5}})", "invalid @import value"},
            {R"({"@context":{"a":"b:x","b":"a:y"}})", "cyclic IRI mapping"},
            {R"({"@context":{"@id":"urn:x"}})", "keyword redefinition"},
            {R"({"@context":{"a":"@context"}})", "invalid keyword alias"},
            {R"({"@context":{"a":5}})", "invalid term definition"},
            {R"({"@context":{"a":{"@id":5}}})", "invalid IRI mapping"},
            {R"({"@context":{"a":"relative"}})", "invalid IRI mapping"},
            {R"({"@context":{"a":{"@id":"urn:a","@type":"relative"}}})", "invalid type mapping"},
            {R"({"@context":{"a":{"@id":"urn:a","@container":"@value"}}})",
             "invalid container mapping"},
            {R"({"@context":{"a":{"@id":"urn:a","@prefix":1}}})", "invalid @prefix value"},
            {R"({"@context":{"a":{"@id":"urn:a","@nest":"@id"}}})", "invalid @nest value"},
            {R"({"@context":{"a":{"@id":"urn:a","@language":5}}})", "invalid language mapping"},
            {R"({"@context":{"a":{"@reverse":"urn:a","@id":"urn:b"}}})",
             "invalid reverse property"},
            {R"({"@context":{"a":{"@id":"urn:a","@context":{"b":5}}}})", "invalid scoped context"},
            {R"({"@context":[{"@protected":true,"a":"urn:a"},{"a":"urn:b"}]})",
             "protected term redefinition"},
            {R"({"@context":[{"@protected":true,"a":"urn:a"},null]})",
             "invalid context nullification"},
            {R"({"@type":5})", "invalid type value"},
            {R"({"@index":5,"urn:p":1})", "invalid @index value"},
            {R"({"@reverse":5})", "invalid @reverse value"},
            {R"({"@reverse":{"@id":"urn:a"}})", "invalid reverse property map"},
            {R"({"@reverse":{"urn:p":"v"}})", "invalid reverse property value"},
            {R"({"@included":"v"})", "invalid @included value"},
            {R"({"urn:p":{"@value":{}}})", "invalid value object value"},
            {R"({"urn:p":{"@value":1,"@id":"urn:a"}})", "invalid value object"},
            {R"({"urn:p":{"@value":1,"@language":"en"}})", "invalid language-tagged value"},
            {R"({"urn:p":{"@value":"v","@language":1}})", "invalid language-tagged string"},
            {R"({"urn:p":{"@value":1,"@type":"x"}})", "invalid typed value"},
            {R"({"urn:p":{"@list":[],"@id":"urn:a"}})", "invalid set or list object"},
            {R"({"@context":{"id":"@id"},"@id":"urn:a","id":"urn:b"})", "colliding keywords"},
        });
    }

    TEST_CASE("loads a context only by the loader it is given, and only so deep") {
        Options options;
        std::string loaded;
        options.loader = [&](std::string_view url) -> Result<json::Value> {
            loaded += std::string(url) + ' ';
            if (url == "http://x/none") return Error{Reason::internal, "not there"};
            if (url == "http://x/loop") return parsed(R"({"@context":"loop"})");
            if (url == "http://x/empty") return parsed("{}");
            return parsed(R"({"@context":{"n":"urn:n"}})");
        };
        options.base = "http://x/document";
        CHECK(expanded(R"({"@context":["a","a"],"n":1})", options) ==
              R"([{"urn:n":[{"@value":1}]}])");
        CHECK(loaded == "http://x/a ");
        CHECK(expanded(R"({"@context":"none"})", options) == "loading remote context failed");
        CHECK(expanded(R"({"@context":"empty"})", options) == "invalid remote context");
        CHECK(expanded(R"({"@context":"loop"})", options) == "context overflow");
    }
}

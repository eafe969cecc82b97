// SPDX-License-Identifier: Apache-2.0
#include "proof/coverage.hpp"

#include <doctest/doctest.h>

#include "json/parse.hpp"
#include "rdf/nquads.hpp"

using namespace vaxcert;

namespace {

std::vector<std::string> uncovered(std::string_view json, std::string_view nquads) {
    const auto document = json::parse(json, Budget::for_one_certificate());
    const auto dataset = rdf::parse_nquads(nquads, Budget::for_one_certificate());
    REQUIRE(document);
    REQUIRE(dataset);
    return proof::uncovered_leaves(*document, *dataset);
}

constexpr std::string_view quads = R"(<did:x> <s:name> "Test" .
<did:x> <s:dose> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .
<did:x> <s:done> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<did:x> <s:empty> "" .
)";

}  // namespace

TEST_SUITE("coverage") {
    TEST_CASE("every leaf that left a quad is covered") {
        CHECK(
            uncovered(
                R"({"@context":"c","type":"T","id":"did:x","name":"Test","dose":2,"done":true,"empty":""})",
                quads)
                .empty());
    }

    TEST_CASE("a leaf that left none is named by its pointer, never by its content") {
        CHECK(uncovered(
                  R"({"id":"did:y","a":[{"b":"Test"},{"b":"Tset"}],"dose":3,"no":null,"list":[]})",
                  quads) == std::vector<std::string>{"/id", "/a/1/b", "/dose", "/no", "/list"});
    }

    TEST_CASE("an empty dataset covers nothing, not even an empty text") {
        CHECK(uncovered(R"({"a":""})", "") == std::vector<std::string>{"/a"});
    }
}

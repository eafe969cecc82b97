// SPDX-License-Identifier: Apache-2.0
#include "proof/coverage.hpp"

#include <doctest/doctest.h>

#include <array>

#include "base/budget.hpp"
#include "json/parse.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/nquads.hpp"

using namespace vaxcert;
using Pointers = std::vector<std::string>;

namespace {

constexpr std::array<std::string_view, 2> keywords = {"@context", "type"};

json::Value parsed(std::string_view text) {
    auto value = json::parse(text, Budget{});
    REQUIRE(value);
    return *std::move(value);
}

Pointers uncovered(std::string_view json, std::string_view nquads,
                   jsonld::Profile profile = jsonld::Profile::standard) {
    const auto dataset = rdf::parse_nquads(nquads, Budget{});
    REQUIRE(dataset);
    return proof::uncovered_leaves(parsed(json), *dataset, {profile, keywords});
}

/// A CoWIN credential in which the person has this id.
std::string credential(std::string_view id) {
    return R"({"@context": ["https://www.w3.org/2018/credentials/v1",
                            "https://cowin.gov.in/credentials/vaccination/v1"],
               "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
               "credentialSubject": {"type": "Person", "id": ")" +
           std::string(id) + R"(", "refId": "10000000000001", "name": "Asha Example",
                   "address": {"city": "", "postalCode": 100000}},
               "issuer": "https://cowin.gov.in/",
               "evidence": [{"type": ["Vaccination"], "id": "https://cowin.gov.in/vaccine/1",
                             "dose": 1, "totalDoses": 2}]})";
}

Pointers uncovered_in_credential(std::string_view id) {
    const json::Value document = parsed(credential(id));
    const auto options = jsonld::Options::for_divoc();
    const auto dataset = jsonld::to_rdf(document, options, Budget{});
    REQUIRE(dataset);
    return proof::uncovered_leaves(document, *dataset, {options.profile, keywords});
}

}  // namespace

TEST_SUITE("coverage") {
    TEST_CASE("finds every leaf of a document that was read whole") {
        CHECK(uncovered_in_credential("did:Passport:TEST0001") == Pointers{});
        CHECK(uncovered_in_credential("did:Card:**** with spaces") == Pointers{});
    }

    TEST_CASE("names every leaf of a person whose id is no IRI, and so was dropped") {
        CHECK(uncovered_in_credential("872550100V") == Pointers{"/credentialSubject/id",
                                                                "/credentialSubject/refId",
                                                                "/credentialSubject/name"});
    }

    TEST_CASE("takes no empty id for covered, though empty texts are about") {
        CHECK(uncovered(R"({"id": "", "@id": "", "note": ""})", "<urn:s> <urn:p> \"\" .\n") ==
              Pointers{"/id", "/@id"});
    }

    TEST_CASE("goes by the value and its kind, not by the text alone") {
        const std::string_view text = "<urn:s> <urn:p> \"1\" .\n<urn:s> <urn:p> \"true\" .\n";
        CHECK(uncovered(R"({"a": "1", "b": "true"})", text) == Pointers{});
        CHECK(uncovered(R"({"a": 1, "b": true})", text) == Pointers{"/a", "/b"});
        const std::string_view typed =
            "<urn:s> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
            "<urn:s> <urn:p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n";
        CHECK(uncovered(R"({"a": 1, "b": true, "c": 2, "d": false})", typed) ==
              Pointers{"/c", "/d"});
    }

    TEST_CASE("knows a number by its spelling in RDF, as its reader spelled it") {
        const std::string_view doubles =
            "<urn:s> <urn:p> \"1.5E0\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
            "<urn:s> <urn:p> \"2.0E0\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
            "<urn:s> <urn:p> \"1.0E-7\"^^<http://www.w3.org/2001/XMLSchema#double> .\n";
        CHECK(uncovered(R"({"a": [1.5, 2, 1e-7, 3.5]})", doubles) == Pointers{"/a/3"});
        CHECK(uncovered(R"({"a": 1e-7})",
                        "<urn:s> <urn:p> \"0\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
                        jsonld::Profile::jsonld_js_2) == Pointers{});
    }

    TEST_CASE("takes null and an empty array for dropped, wherever they stand") {
        CHECK(uncovered(R"({"a": {"b": null}, "c": [], "d": [["x", null]]})",
                        "<urn:s> <urn:p> \"x\" .\n") == Pointers{"/a/b", "/c", "/d/0/1"});
    }

    TEST_CASE("finds nothing in an empty dataset, not even an empty text") {
        CHECK(uncovered(R"({"a": ""})", "") == Pointers{"/a"});
    }

    TEST_CASE("does not look at predicates, graphs and blank nodes, which are no leaves") {
        CHECK(uncovered(R"({"a": "urn:p", "b": "urn:g", "c": "x", "d": "_:x"})",
                        "_:x <urn:p> _:x <urn:g> .\n") == Pointers{"/a", "/b", "/c", "/d"});
    }

    TEST_CASE("points in the notation of RFC 6901") {
        CHECK(uncovered(R"({"a/b": {"m~n": [true, {"": 1}]}})", "") ==
              Pointers{"/a~1b/m~0n/0", "/a~1b/m~0n/1/"});
    }

    TEST_CASE("passes over keywords at every level, and over nothing else") {
        CHECK(uncovered(R"({"@context": "x", "type": ["x"], "a": {"type": "x", "Type": "x"}})",
                        "") == Pointers{"/a/Type"});
    }
}

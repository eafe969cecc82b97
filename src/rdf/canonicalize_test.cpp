// SPDX-License-Identifier: Apache-2.0
#include "rdf/canonicalize.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace vaxcert;
using namespace vaxcert::rdf;

namespace {

const Budget budget;

std::string canonical(std::string_view text, const CanonicalizeOptions& options = {}) {
    const auto dataset = parse_nquads(text, budget);
    REQUIRE(dataset);
    const auto result = canonicalize(*dataset, options, budget);
    REQUIRE(result);
    return result->nquads;
}

Reason refusal(const Dataset& dataset, const Budget& limits) {
    const auto result = canonicalize(dataset, {}, limits);
    REQUIRE_FALSE(result);
    return result.error().reason;
}

Term iri(std::string_view value) {
    return {TermKind::iri, value, {}, {}};
}

/// A ring of nodes that look alike from close by, and one that is marked.
std::string ring(std::size_t size, bool marked) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i)
        text +=
            "_:n" + std::to_string(i) + " <urn:next> _:n" + std::to_string((i + 1) % size) + " .\n";
    return marked ? text + "_:n0 <urn:mark> \"here\" .\n" : text;
}

/// Every node related to every other.
std::string clique(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t k = 0; k < size; ++k)
            if (i != k)
                text += "_:n" + std::to_string(i) + " <urn:p> _:n" + std::to_string(k) + " .\n";
    return text;
}

}  // namespace

TEST_SUITE("canonicalize") {
    TEST_CASE("names blank nodes by what is said of them, and says which is which") {
        const auto dataset = parse_nquads(
            "_:holder <urn:name> \"Asha\" .\n_:holder <urn:address> _:home .\n"
            "_:home <urn:city> \"Pune\" .\n",
            budget);
        REQUIRE(dataset);
        const auto result = canonicalize(*dataset, {}, budget);
        REQUIRE(result);
        CHECK(result->nquads ==
              "_:c14n0 <urn:city> \"Pune\" .\n_:c14n1 <urn:address> _:c14n0 .\n"
              "_:c14n1 <urn:name> \"Asha\" .\n");
        CHECK(result->labels == std::vector<std::string_view>{"home", "holder"});
    }

    TEST_CASE("has one form for a dataset, whatever its labels and the order of its quads") {
        std::minstd_rand random(7);
        const std::string graph = "_:n0 <urn:in> _:g <urn:graph> .\n_:n1 <urn:p> _:n1 _:g .\n";
        for (const std::string& text :
             {ring(5, true), ring(6, false), clique(4), ring(4, true) + graph}) {
            const std::string expected = canonical(text);
            CHECK(canonical(expected) == expected);
            for (int round = 0; round < 30; ++round) {
                auto dataset = parse_nquads(text, budget);
                REQUIRE(dataset);
                const std::string salt = "x" + std::to_string(random() % 1000);
                const auto rename = [&](Term& term) {
                    if (term.kind == TermKind::blank)
                        term.value = dataset->keep(
                            salt + std::string(term.value.rbegin(), term.value.rend()));
                };
                for (Quad& quad : dataset->quads()) {
                    rename(quad.subject);
                    rename(quad.object);
                    rename(quad.graph);
                }
                std::ranges::shuffle(dataset->quads(), random);
                const auto result = canonicalize(*dataset, {}, budget);
                REQUIRE(result);
                CHECK(result->nquads == expected);
            }
        }
    }

    TEST_CASE("tells apart what differs only far away") {
        // One ring of six, or two rings of three: each node alone looks the same in both.
        const std::string two_rings =
            "_:a <urn:next> _:b .\n_:b <urn:next> _:c .\n_:c <urn:next> _:a .\n"
            "_:d <urn:next> _:e .\n_:e <urn:next> _:f .\n_:f <urn:next> _:d .\n";
        CHECK(canonical(two_rings) != canonical(ring(6, false)));
    }

    TEST_CASE("takes the dataset as a set, but not in the legacy spelling") {
        const Term s = iri("urn:s");
        const Term zero{TermKind::literal, "0", {}, {}};
        Dataset dataset;
        dataset.add({s, iri("urn:p"), zero, {}});
        dataset.add({s, iri("urn:p"), zero, {}});
        const std::string line = "<urn:s> <urn:p> \"0\" .\n";
        CHECK((*canonicalize(dataset, {}, budget)).nquads == line);
        CHECK((*canonicalize(dataset, {.spelling = Spelling::legacy}, budget)).nquads ==
              line + line);
    }

    TEST_CASE("counts a quad that comes twice once when it names blank nodes") {
        const Term blank{TermKind::blank, "x", {}, {}};
        const Term other{TermKind::blank, "y", {}, {}};
        Dataset once, twice;
        for (Dataset* dataset : {&once, &twice, &twice}) {
            dataset->add({blank, iri("urn:p"), other, {}});
            dataset->add({other, iri("urn:p"), blank, {}});
            dataset->add({other, iri("urn:q"), blank, {}});
        }
        CHECK((*canonicalize(once, {}, budget)).nquads ==
              (*canonicalize(twice, {}, budget)).nquads);
    }

    TEST_CASE("keeps two quads apart that differ only in which blank node they mean") {
        CHECK(canonical("<urn:s> <urn:p> _:a .\n<urn:s> <urn:p> _:b .\n") ==
              "<urn:s> <urn:p> _:c14n0 .\n<urn:s> <urn:p> _:c14n1 .\n");
    }

    TEST_CASE("sorts names as text, so the eleventh comes before the third") {
        std::string text;
        for (int i = 0; i < 11; ++i) text += "<urn:s> <urn:p> _:b" + std::to_string(i) + " .\n";
        const std::string result = canonical(text);
        CHECK(result.find("_:c14n10 ") < result.find("_:c14n2 "));
    }

    TEST_CASE("sorts by UTF-16 code units in the legacy spelling") {
        const std::string ligature = "<urn:s> <urn:p> \"\xEF\xAC\x81\" .\n";
        const std::string smile = "<urn:s> <urn:p> \"\xF0\x9F\x98\x80\" .\n";
        CHECK(canonical(smile + ligature) == ligature + smile);
        CHECK(canonical(ligature + smile, {.spelling = Spelling::legacy}) == smile + ligature);
    }

    TEST_CASE("uses the hash it is told to") {
        // Two addresses that differ in one letter: SHA-256 and SHA-384 order them differently.
        const std::string text = "_:a <urn:city> \"Pune 1\" .\n_:b <urn:city> \"Pune 3\" .\n";
        const std::string sha256 = canonical(text);
        const std::string sha384 = canonical(text, {.hash = crypto::HashAlgorithm::sha384});
        CHECK(canonical(sha384) == sha256);
        CHECK(sha384 != sha256);
    }

    TEST_CASE("refuses terms where none of their kind can be") {
        const Term blank{TermKind::blank, "b", {}, {}};
        const Term literal{TermKind::literal, "x", {}, {}};
        const Term s = iri("urn:s");
        for (const Quad& quad : {Quad{literal, s, s, {}}, Quad{{}, s, s, {}}, Quad{s, blank, s, {}},
                                 Quad{s, s, {}, {}}, Quad{s, s, s, literal}}) {
            Dataset dataset;
            dataset.add(quad);
            CHECK(refusal(dataset, budget) == Reason::bad_nquads);
        }
    }

    TEST_CASE("refuses an IRI whose text could pass for more than an IRI") {
        const Term s = iri("urn:s");
        Dataset standard;
        standard.add({s, s, iri("urn:o> <urn:g"), {}});
        CHECK(refusal(standard, budget) == Reason::bad_nquads);

        // Certificates of 2021 hold such ids, and their signatures are over such lines.
        const CanonicalizeOptions legacy{.spelling = Spelling::legacy};
        CHECK(canonicalize(standard, legacy, budget));
        Dataset two_lines;
        two_lines.add({s, s, iri("urn:o> .\n<urn:s> <urn:s> <urn:x"), {}});
        CHECK_FALSE(canonicalize(two_lines, legacy, budget));
    }

    TEST_CASE("stays within its budget, to the last quad and blank node") {
        const auto dataset = parse_nquads(ring(8, true), budget);
        REQUIRE(dataset);
        Budget limits;
        limits.quads = 9;
        limits.blank_nodes = 8;
        CHECK(canonicalize(*dataset, {}, limits));
        limits.quads = 8;
        CHECK(refusal(*dataset, limits) == Reason::limit_exceeded);
        limits = {.blank_nodes = 7};
        CHECK(refusal(*dataset, limits) == Reason::limit_exceeded);
    }

    TEST_CASE("gives up on datasets made to take forever") {
        const auto dataset = parse_nquads(clique(4), budget);
        REQUIRE(dataset);
        const auto least = [&](std::size_t Budget::*limit) {
            Budget limits;
            for (limits.*limit = 0; !canonicalize(*dataset, {}, limits); ++(limits.*limit)) {
                CHECK(refusal(*dataset, limits) == Reason::limit_exceeded);
            }
            return limits.*limit;
        };
        CHECK(least(&Budget::hash_calls) > 4);
        CHECK(least(&Budget::permutations) > 6);

        const auto poison = parse_nquads(clique(10), budget);
        REQUIRE(poison);
        CHECK(refusal(*poison, Budget::for_one_certificate()) == Reason::limit_exceeded);
        CHECK(refusal(*poison, Budget::for_trusted_data()) == Reason::limit_exceeded);
    }
}

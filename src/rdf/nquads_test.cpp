// SPDX-License-Identifier: Apache-2.0
#include "rdf/nquads.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace vaxcert;
using namespace vaxcert::rdf;

namespace {

const Budget budget;

std::string again(std::string_view text) {
    const auto dataset = parse_nquads(text, budget);
    REQUIRE(dataset);
    return to_nquads(*dataset);
}

}  // namespace

TEST_SUITE("nquads") {
    TEST_CASE("reads every kind of term") {
        const auto dataset = parse_nquads(
            "_:b0 <http://example.org/p> \"chat\"@fr-BE <urn:graph> .\n"
            "<urn:s> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> _:g.1 .\n"
            "<urn:s> <urn:p> \"plain\"^^<http://www.w3.org/2001/XMLSchema#string> .",
            budget);
        REQUIRE(dataset);
        REQUIRE(dataset->quads().size() == 3);
        const auto& [subject, predicate, object, graph] = dataset->quads()[0];
        CHECK(subject == Term{TermKind::blank, "b0", {}, {}});
        CHECK(predicate == Term{TermKind::iri, "http://example.org/p", {}, {}});
        CHECK(object == Term{TermKind::literal, "chat", {}, "fr-BE"});
        CHECK(graph == Term{TermKind::iri, "urn:graph", {}, {}});
        CHECK(dataset->quads()[1].object.datatype == "http://www.w3.org/2001/XMLSchema#integer");
        CHECK(dataset->quads()[1].graph == Term{TermKind::blank, "g.1", {}, {}});
        CHECK(dataset->quads()[2].object == Term{TermKind::literal, "plain", {}, {}});
        CHECK(dataset->quads()[2].graph == Term{});
    }

    TEST_CASE("takes blanks, comments and empty lines as the grammar does") {
        CHECK(again("# a comment \xE2\x88\x9E\n\r\n  <urn:s>\t<urn:p> <urn:o> . # another\n"
                    "<urn:s><urn:p>\"\"<urn:g>.") ==
              "<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> \"\" <urn:g> .\n");
        CHECK(again("_:a <urn:p> _:b.c.\n") == "_:a <urn:p> _:b.c .\n");
        CHECK(again("") == "");
    }

    TEST_CASE("reads escapes and writes only those of canonical N-Quads") {
        CHECK(
            again(
                R"(<urn:\u0041> <urn:p> "\t\b\n\r\f\"\'\\\u0000\U0001F303\u0085\u007f\u000b" .)") ==
            "<urn:A> <urn:p> \"\\t\\b\\n\\r\\f\\\"'\\\\\\u0000\xF0\x9F\x8C\x83\xC2\x85\\u007F"
            "\\u000B\" .\n");
    }

    TEST_CASE("writes every byte of a literal so that it is read back") {
        // Escapes are looked for eight bytes at a time, so each byte stands at each offset.
        for (std::size_t offset = 0; offset < 17; ++offset)
            for (char c = 0; c < 0x7f; ++c) {
                std::string form(20, 'x');
                form[offset] = c;
                Dataset dataset;
                const Term iri{TermKind::iri, "urn:x", {}, {}};
                dataset.add({iri, iri, {TermKind::literal, form, {}, {}}, {}});
                const std::string text = to_nquads(dataset);
                const auto back = parse_nquads(text, budget);
                CAPTURE(text);
                REQUIRE(back);
                CHECK(back->quads()[0].object.value == form);
            }
    }

    TEST_CASE("escapes only four characters in the legacy spelling") {
        Dataset dataset;
        const Term iri{TermKind::iri, "did:Card:**** 1", {}, {}};
        dataset.add({iri, iri, {TermKind::literal, "\t\b\n\r\f\"\\\x01\x7f", {}, {}}, {}});
        CHECK(to_nquads(dataset, Spelling::legacy) ==
              "<did:Card:**** 1> <did:Card:**** 1> \"\t\b\\n\\r\f\\\"\\\\\x01\x7f\" .\n");
    }

    TEST_CASE("keeps a quad that comes twice once, and the order of the first ones") {
        CHECK(again("_:b <urn:p> \"a\" .\n_:a <urn:p> \"a\" .\n_:b <urn:p> \"\\u0061\" .\n") ==
              "_:b <urn:p> \"a\" .\n_:a <urn:p> \"a\" .\n");
    }

    TEST_CASE("refuses what the grammar does not have, and says in which line") {
        struct Refusal {
            std::string_view text;
            std::string detail;
        };
        const std::string barred = "an IRI holds a character it may not hold";
        for (const Refusal& refusal : {
                 Refusal{"<urn:s> <urn:p> <urn:o> .\n.\n", "line 2: a subject is expected"},
                 Refusal{"\"s\" <urn:p> <urn:o> .", "line 1: a subject is expected"},
                 Refusal{"<urn:s> _:p <urn:o> .",
                         "line 1: a predicate is expected, and it is an IRI"},
                 Refusal{"<urn:s> <urn:p> .", "line 1: an object is expected"},
                 Refusal{"<urn:s> <urn:p> <urn:o> \"g\" .",
                         "line 1: a full stop is expected after the terms"},
                 Refusal{"<urn:s> <urn:p> <urn:o>",
                         "line 1: a full stop is expected after the terms"},
                 Refusal{"<urn:s> <urn:p> <urn:o> . <urn:s> <urn:p> <urn:o> .",
                         "line 1: something follows the end of the quad"},
                 Refusal{"<urn:s> <urn:p> <urn:o", "line 1: an IRI does not end"},
                 Refusal{"<s> <urn:p> <urn:o> .", "line 1: an IRI is not absolute"},
                 Refusal{"<:s> <urn:p> <urn:o> .", "line 1: an IRI is not absolute"},
                 Refusal{"<1:s> <urn:p> <urn:o> .", "line 1: an IRI is not absolute"},
                 Refusal{"<a/b:s> <urn:p> <urn:o> .", "line 1: an IRI is not absolute"},
                 Refusal{"<urn:s> <urn:p> \"\"^^<integer> .", "line 1: an IRI is not absolute"},
                 Refusal{"<urn:a b> <urn:p> <urn:o> .", "line 1: " + barred},
                 Refusal{"<urn:a\\u0020b> <urn:p> <urn:o> .", "line 1: " + barred},
                 Refusal{"<urn:a\\u003Eb> <urn:p> <urn:o> .", "line 1: " + barred},
                 Refusal{"<urn:a\nb> <urn:p> <urn:o> .", "line 1: " + barred},
                 Refusal{"<urn:a\\nb> <urn:p> <urn:o> .",
                         "line 1: an escape is not one of N-Quads"},
                 Refusal{"<urn:s> <urn:p> \"a\\vb\" .", "line 1: an escape is not one of N-Quads"},
                 Refusal{"<urn:s> <urn:p> \"\\u12\" .",
                         "line 1: an escape lacks a hexadecimal digit"},
                 Refusal{"<urn:s> <urn:p> \"\\u12", "line 1: an escape is not one of N-Quads"},
                 Refusal{"<urn:s> <urn:p> \"\\uD800\" .", "line 1: an escape names no character"},
                 Refusal{"<urn:s> <urn:p> \"\\U00110000\" .",
                         "line 1: an escape names no character"},
                 Refusal{"<urn:s> <urn:p> \"a\nb\" .", "line 1: a literal does not end"},
                 Refusal{"<urn:s> <urn:p> \"a", "line 1: a literal does not end"},
                 Refusal{"<urn:s> <urn:p> \"a\"@ .", "line 1: a language tag lacks a part"},
                 Refusal{"<urn:s> <urn:p> \"a\"@1 .", "line 1: a language tag lacks a part"},
                 Refusal{"<urn:s> <urn:p> \"a\"@en- .", "line 1: a language tag lacks a part"},
                 Refusal{"<urn:s> <urn:p> \"a\"^^_:b .", "line 1: a datatype is expected after ^^"},
                 Refusal{"_ <urn:p> <urn:o> .", "line 1: a blank node starts with _:"},
                 Refusal{"_: <urn:p> <urn:o> .", "line 1: a blank node has no label"},
                 Refusal{"_:-a <urn:p> <urn:o> .", "line 1: a blank node has no label"},
                 Refusal{"<urn:s> <urn:p> \"\x80\" .", "line 1: the text is not UTF-8"},
                 Refusal{"# \xC0\x80", "line 1: the text is not UTF-8"},
             }) {
            CAPTURE(refusal.text);
            const auto dataset = parse_nquads(refusal.text, budget);
            REQUIRE_FALSE(dataset);
            CHECK(dataset.error() == Error{Reason::bad_nquads, refusal.detail});
        }
    }

    TEST_CASE("reads as many quads as the budget has, and not one more") {
        Budget two;
        two.quads = 2;
        std::string text = "<urn:s> <urn:p> \"1\" .\n<urn:s> <urn:p> \"2\" .\n";
        CHECK(parse_nquads(text, two));
        CHECK(parse_nquads(text + text, two));
        const auto three = parse_nquads(text + "<urn:s> <urn:p> \"3\" .\n", two);
        REQUIRE_FALSE(three);
        CHECK(three.error().reason == Reason::limit_exceeded);
    }
}

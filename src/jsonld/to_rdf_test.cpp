// SPDX-License-Identifier: Apache-2.0
#include "jsonld/to_rdf.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "json/parse.hpp"
#include "rdf/nquads.hpp"

using namespace vaxcert;
using namespace vaxcert::jsonld;

namespace {

const Budget budget;

json::Value document(std::string_view text) {
    auto value = json::parse(text, Budget::for_trusted_data());
    REQUIRE(value);
    return *std::move(value);
}

std::string quads(std::string_view text, const Options& options) {
    const auto dataset = to_rdf(document(text), options, budget);
    if (!dataset) return name(dataset.error().reason);
    return rdf::to_nquads(*dataset, rdf::Spelling::legacy);
}

Reason refusal(std::string_view text, const Options& options, const Budget& limits = budget) {
    const auto dataset = to_rdf(document(text), options, limits);
    REQUIRE_FALSE(dataset);
    return dataset.error().reason;
}

Options lenient() {
    Options options;
    options.safe = false;
    return options;
}

/// The first text with every $ replaced by the second.
std::string filled(std::string_view text, std::string_view with) {
    std::string result;
    for (const char c : text) c == '$' ? result.append(with) : result.append(1, c);
    return result;
}

/// A CoWIN credential about the person `subject`.
std::string cowin(std::string_view subject) {
    constexpr std::string_view text = R"({"@context":["https://www.w3.org/2018/credentials/v1",
               "https://cowin.gov.in/credentials/vaccination/v1"],
               "type":["VerifiableCredential","ProofOfVaccinationCredential"],
               "credentialSubject":$})";
    return filled(text, subject);
}

/// What its signer read.
std::string as_signed(std::string_view subject) {
    return quads(cowin(subject), Options::for_divoc());
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_SUITE("to_rdf") {
    TEST_CASE("says what a document says") {
        CHECK(quads(R"({"@context":{"@vocab":"http://v/","knows":{"@type":"@id"}},
                        "@id":"http://a","name":"Asha","knows":["http://b","http://b"],
                        "age":41,"tall":1.5,"alive":true})",
                    {}) ==
              "<http://a> <http://v/name> \"Asha\" .\n"
              "<http://a> <http://v/knows> <http://b> .\n"
              "<http://a> <http://v/age> \"41\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
              "<http://a> <http://v/tall> \"1.5E0\"^^<http://www.w3.org/2001/XMLSchema#double> .\n"
              "<http://a> <http://v/alive> "
              "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n");
    }

    TEST_CASE("leaves each quad once, wherever it is repeated") {
        const std::string once = "<urn:a> <urn:p> <urn:b> .\n";
        CHECK(quads(R"([{"@id":"urn:a","urn:p":{"@id":"urn:b"}},
                        {"@id":"urn:a","urn:p":{"@id":"urn:b"}}])",
                    {}) == once);
        CHECK(quads(R"([{"@id":"urn:a","urn:p":{"@id":"urn:b"}},
                        {"@id":"urn:b","@reverse":{"urn:p":{"@id":"urn:a"}}}])",
                    {}) == once);
        CHECK(quads(R"([{"@id":"urn:b","@reverse":{"urn:p":{"@id":"urn:a"}}},
                        {"@id":"urn:a","urn:p":{"@id":"urn:b"}}])",
                    {}) == once);
        CHECK(quads(R"({"@id":"urn:b","@reverse":{"urn:p":[
                          {"@id":"urn:a","urn:p":{"@id":"urn:b"}}]}})",
                    {}) == once);
        std::string many = R"({"@id":"urn:a","urn:p":[)";
        for (int i = 0; i < 40; ++i) many += R"({"@id":"urn:b"},)";
        many += R"({"@id":"urn:b"}]})";
        CHECK(quads(many, {}) == once);
    }

    TEST_CASE("writes no character that would let one quad smuggle in another") {
        const std::string injected = R"({"@id":"urn:a> <urn:p> \"x\" .\n<urn:b","urn:q":"v"})";
        CHECK(quads(injected, lenient()).empty());
        CHECK(refusal(injected, {}) == Reason::data_loss);
        CHECK(quads(R"({"urn:p> <urn:q":"v"})", lenient()).empty());
        CHECK(quads(R"({"urn:p":{"@value":"v","@type":"urn:t>"}})", lenient()).empty());
        CHECK(quads(R"({"urn:p":{"@value":"v","@language":"a b"}})", lenient()).empty());
    }

    TEST_CASE("names a base direction, or says that it would be lost") {
        const std::string text =
            R"({"@id":"urn:a","urn:p":{"@value":"v","@language":"AR","@direction":"rtl"}})";
        CHECK(quads(text, Options::for_data_integrity()) ==
              "<urn:a> <urn:p> \"v\"^^<https://www.w3.org/ns/i18n#ar_rtl> .\n");
        CHECK(refusal(text, {}) == Reason::data_loss);
        CHECK(quads(text, lenient()) == "<urn:a> <urn:p> \"v\"@ar .\n");
    }

    TEST_CASE("refuses to lose anything in safe mode, and loses it otherwise") {
        for (const char* text : {
                 R"({"urn:p":"v","unknown":"v"})",
                 R"({"urn:p":"v","unknown":null})",
                 R"({"@id":"relative","urn:p":"v"})",
                 R"({"@id":"@ignored","urn:p":"v"})",
                 R"({"@type":"Relative","urn:p":"v"})",
                 R"({"@context":{"@vocab":"relative#"},"urn:p":"v"})",
                 R"({"@context":{"@ignored":"urn:x"},"urn:p":"v"})",
                 R"({"@context":{"x":{"@id":"@ignored"}},"urn:p":"v"})",
                 R"({"@context":{"x":{"@reverse":"@ignored"}},"urn:p":"v"})",
                 R"({"@context":{"@language":"a b"},"urn:p":"v"})",
                 R"({"urn:p":{"@value":"v","@language":"a b"}})",
                 R"(["scalar",{"urn:p":"v"}])",
                 R"([{},{"urn:p":"v"}])",
                 R"([{"@id":"urn:a"},{"urn:p":"v"}])",
                 R"([{"@value":"v"},{"urn:p":"v"}])",
                 R"([{"@list":["v"]},{"urn:p":"v"}])",
                 R"([{"@language":"en"},{"urn:p":"v"}])",
                 R"({"urn:p":"v","urn:q":null})",
                 R"({"urn:p":"v","urn:q":[]})",
                 R"({"urn:p":["v",null]})",
                 R"({"urn:p":{"@value":null}})",
                 R"({"_:p":"v"})",
                 R"({"@id":"urn:a","@language":"en","urn:p":"v"})",
                 R"({"@context":{"p":{"@id":"urn:p","@container":"@language"}},"p":{"a b":"v"}})",
             }) {
            CAPTURE(text);
            CHECK(refusal(text, {}) == Reason::data_loss);
            CHECK(to_rdf(document(text), lenient(), budget));
        }
    }

    TEST_CASE("says which error of the specification was met") {
        const auto result = to_rdf(document(R"({"@id":5,"urn:p":"v"})"), {}, budget);
        REQUIRE_FALSE(result);
        CHECK(result.error().reason == Reason::bad_jsonld);
        CHECK(result.error().detail == "invalid @id value: it is no number");
    }

    TEST_CASE("fetches nothing") {
        for (const char* url : {"https://example.org/context", "file:///etc/passwd", "context",
                                "{\\\"@context\\\":{}}", ""}) {
            CAPTURE(url);
            const std::string text = filled(R"({"@context":"$","urn:p":"v"})", url);
            CHECK(refusal(text, lenient()) == Reason::context_not_pinned);
            CHECK(refusal(text, Options::for_divoc()) == Reason::context_not_pinned);
        }
    }

    TEST_CASE("stops at each budget and not before") {
        const std::string text = R"({"@context":[{"p":"urn:p"},{"q":"urn:q"}],
                                     "p":[{"q":"1"},{"q":"2"}]})";
        Budget exact;
        exact.quads = 4;
        exact.blank_nodes = 3;
        exact.contexts = 2;
        exact.json_depth = 3;
        CHECK(to_rdf(document(text), {}, exact));
        for (std::size_t Budget::*limit :
             {&Budget::quads, &Budget::blank_nodes, &Budget::contexts, &Budget::json_depth}) {
            Budget less = exact;
            --(less.*limit);
            CHECK(refusal(text, {}, less) == Reason::limit_exceeded);
        }
    }

    TEST_CASE("answers the same from many threads at once, first use included") {
        // Types combined as nowhere else, so that these contexts are compiled here.
        const std::string text =
            R"({"@context":"https://www.w3.org/2018/credentials/v1",
                "type":["VerifiableCredential","VerifiablePresentation","Ed25519Signature2018"],
                "holder":"did:x:y"})";
        std::vector<std::string> answers(8);
        std::vector<std::thread> threads;
        threads.reserve(answers.size());
        for (std::string& answer : answers)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i) answer = quads(text, {});
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(count(answers[0], "did:x:y") == 1);
        CHECK(std::ranges::all_of(answers, [&](const auto& one) { return one == answers[0]; }));
    }

    TEST_CASE("does not depend on what was asked before") {
        // Enough odd combinations of types to have the shared contexts begun anew, more than once.
        const std::vector<std::string> types = {"VerifiableCredential",
                                                "VerifiablePresentation",
                                                "Ed25519Signature2018",
                                                "EcdsaSecp256k1Signature2019",
                                                "EcdsaSecp256r1Signature2019",
                                                "RsaSignature2018",
                                                "ProofOfVaccinationCredential",
                                                "Person",
                                                "Vaccination"};
        const std::string plain = cowin(R"({"type":"Person","id":"did:x:1","name":"A"})");
        const std::string before = quads(plain, Options::for_divoc());
        CHECK(count(before, "https://schema.org/name") == 1);
        for (unsigned i = 0; i < 1U << types.size(); ++i) {
            std::string list;
            for (std::size_t bit = 0; bit < types.size(); ++bit)
                if (i >> bit & 1) list += filled(R"(,"$")", types[bit]);
            const auto odd =
                to_rdf(document(filled(R"({"@context":["https://www.w3.org/2018/credentials/v1",
                                    "https://divoc.dev/credentials/vaccination/v2"],
                                    "type":["urn:x"$]})",
                                       list)),
                       lenient(), budget);
            CHECK((odd || odd.error().reason == Reason::bad_jsonld));
        }
        CHECK(quads(plain, Options::for_divoc()) == before);
    }
}

TEST_SUITE("to_rdf as jsonld.js 2.0.2") {
    TEST_CASE("keeps any id with a scheme as it stands, and drops the others with what they say") {
        constexpr std::string_view person = R"({"type":"Person","id":"$","name":"A"})";
        for (const char* id : {"did:Aadhaar Card:********1234", "did:x:a<b>c{d}|f^g`h",
                               "custom:aadhar card:123", "did:\u0905", "a,b:c"}) {
            CAPTURE(id);
            const std::string text = as_signed(filled(person, id));
            CHECK(count(text, filled("<$> <https://schema.org/name> \"A\"", id)) == 1);
            CHECK(count(text, filled("credentials#credentialSubject> <$> .", id)) == 1);
        }
        for (const char* id : {"962433308V", "", "1did:x", "di d:x", "a/b:c"}) {
            CAPTURE(id);
            const std::string text = as_signed(filled(person, id));
            CHECK(count(text, "\n") == 2);  // the two types of the credential
        }
    }

    TEST_CASE("relabels a blank id, and names a node without one") {
        for (const char* id : {R"("id":"_:x",)", ""}) {
            CAPTURE(id);
            const std::string text = as_signed(filled(R"({"type":"Person",$"name":"A"})", id));
            CHECK(count(text, "_:b1 <https://schema.org/name> \"A\"") == 1);
        }
    }

    TEST_CASE("refuses an id that is no string, or stands for nothing") {
        for (const char* id : {"null", "5", "[]", "{}", "true", "\"@foo\""}) {
            CAPTURE(id);
            CHECK(as_signed(filled(R"({"type":"Person","name":"A","id":$})", id)) == "bad-jsonld");
        }
    }

    TEST_CASE("refuses a member that no context defines, whatever its value") {
        for (const char* member : {R"("dob":"2000-01-01")", R"("sex":null)", R"("x":[])",
                                   R"("@foo":"y")", R"("vaccine":"y")"}) {
            CAPTURE(member);
            CHECK(as_signed(filled(R"({"type":"Person","id":"did:x:1",$})", member)) ==
                  "unknown-member");
        }
        // Without its type nothing of the person is defined.
        CHECK(as_signed(R"({"id":"did:x:1","name":"A"})") == "unknown-member");
    }

    TEST_CASE("takes null and an empty array for nothing, and an empty object for a blank node") {
        const auto said = [&](const char* value) {
            return count(as_signed(filled(R"({"type":"Person","id":"did:x:1","name":$})", value)),
                         "https://schema.org/name");
        };
        CHECK(said("null") == 0);
        CHECK(said("[]") == 0);
        CHECK(said("[null]") == 0);
        CHECK(said("{}") == 1);
        CHECK(said("[\"a\",\"a\",\"b\"]") == 2);
    }

    TEST_CASE("tells values apart by their JSON, not by the literal they become") {
        const std::string zero = R"(<https://schema.org/name> "0"^^)";
        const auto zeros = [&](const char* values) {
            return count(as_signed(filled(R"({"type":"Person","id":"did:x:1","name":$})", values)),
                         zero);
        };
        CHECK(zeros("[0,1e-7]") == 2);
        CHECK(zeros("[0,-0,0.0]") == 1);
        // Also where the same person is described twice.
        constexpr std::string_view twice =
            R"([{"type":"Person","id":"did:x:1","name":0},
                {"type":"Person","id":"did:x:1","name":$}])";
        CHECK(count(as_signed(filled(twice, "1e-7")), zero) == 2);
        CHECK(count(as_signed(filled(twice, "-0")), zero) == 1);
    }

    TEST_CASE("expands a prefix only where it ends in a delimiter") {
        const auto subject = [&](const char* id) {
            return as_signed(filled(R"({"type":"Person","name":"A","id":"$"})", id));
        };
        CHECK(count(subject("schema:x"), "<https://schema.org/x>") == 3);
        CHECK(count(subject("schema://x"), "<schema://x>") == 3);
        CHECK(count(subject("vac:x"), "<vac:x>") == 3);
        // This one is a prefix in the credential, not in the person.
        CHECK(count(subject("cred:x"), "<cred:x>") == 3);
    }
}

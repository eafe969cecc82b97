// SPDX-License-Identifier: Apache-2.0
// DID documents as trust: which of their keys are taken, under which names, and until when.

#include <doctest/doctest.h>

#include <vaxcert/trust_list.hpp>

#include "encoding/base58.hpp"
#include "json/parse.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

const PublicKey& some_key() {
    static const PublicKey key = fresh_signer(Algorithm::es256)->public_key();
    return key;
}

/// A verification method, with members beside its id and its key: R"(, "expires": ...)".
std::string method(const std::string& id, const std::string& members = {}) {
    return R"({"id": ")" + id + R"(", "publicKeyJwk": )" + some_key().to_jwk() + members + '}';
}

std::string document(const std::string& methods, const std::string& assertions) {
    return R"({"id": "did:web:a", "verificationMethod": )" + methods + R"(, "assertionMethod": )" +
           assertions + '}';
}

/// A document of one method that may assert.
std::string with(const std::string& members) {
    return document('[' + method("#k", members) + ']', R"(["#k"])");
}

/// Under which names its keys are taken, each with its kid, or why none is.
std::string taken(const std::string& document) {
    const auto list = TrustList::parse(document);
    if (!list) {
        CHECK(list.error().reason == Reason::bad_trust_list);
        return list.error().detail;
    }
    std::string text;
    for (const TrustedKey& key : list->keys()) {
        CHECK(key.key == some_key());
        CHECK(key.environment == Environment::production);
        text += key.id + ' ' + key.kid + ';';
    }
    return text;
}

struct Example {
    std::string document, taken;
};

const std::string no_key = "the DID document has no key for assertions";

}  // namespace

TEST_SUITE("DID document") {
    TEST_CASE("names its keys by their fragment, or holds them where they assert") {
        const std::string full = "did:web:a#k";
        const std::string both = "did:web:a#k ;did:web:a k;";
        for (const Example& example : {
                 Example{document('[' + method("#k") + ']', R"(["#k"])"), both},
                 Example{document('[' + method(full) + ']', R"(["did:web:a#k"])"), both},
                 Example{document('[' + method("#k") + ']', R"(["did:web:a#k"])"), both},
                 Example{document('[' + method(full) + ']', R"(["#k"])"), both},
                 Example{document("[]", '[' + method("#k") + ']'), both},
                 Example{R"({"id": "did:web:a", "assertionMethod": [)" + method("#k") + "]}", both},
                 Example{document('[' + method("#other") + ',' + method("#k") + ']', R"(["#k"])"),
                         both},
                 Example{document('[' + method("did:web:a") + ']', R"(["did:web:a"])"),
                         "did:web:a ;"},
             }) {
            CAPTURE(example.document);
            CHECK(taken(example.document) == example.taken);
        }
    }

    TEST_CASE("speaks for its owner, and for nobody whose name it gives to a method") {
        for (const char* other : {"did:web:b#k", "did:web:ab#k", "did:web#k", "did:web:a:b#k"}) {
            CAPTURE(other);
            CHECK(taken(document('[' + method(other) + ']',
                                 R"([")" + std::string(other) + R"("])")) == "did:web:a k;");
        }
        CHECK(taken(document('[' + method("did:web:b") + ']', R"(["did:web:b"])")) ==
              "did:web:a ;");
    }

    TEST_CASE("gives no key that it does not name for assertions") {
        const std::string methods = '[' + method("#k") + ']';
        for (const std::string& refused : {
                 document(methods, "[]"),
                 document(methods, R"(["#other"])"),
                 document(methods, R"(["did:web:b#k"])"),
                 document(methods, R"("#k")"),
                 document(methods, "[1]"),
                 document(method("#k"), R"(["#k"])"),
                 document(R"(["#k"])", R"(["#k"])"),
                 R"({"id": "did:web:a", "verificationMethod": )" + methods + '}',
             }) {
            CAPTURE(refused);
            CHECK(taken(refused) == no_key);
        }
    }

    TEST_CASE("is refused whole for a method that cannot be read, and says which") {
        const std::string no_id = R"(the member "id" is missing)";
        const std::string good = method("#k") + ',';
        for (const Example& example : {
                 Example{document('[' + good + "{}]", R"(["#k"])"), "key 2: " + no_id},
                 Example{document("[]", "[{}]"), "key 1: " + no_id},
                 Example{document('[' + method("#k") + ']', "[{}]"), "key 2: " + no_id},
                 Example{document('[' + good + R"({"id": 1}])", R"(["#k"])"),
                         "key 2: the member \"id\" must be of the kind string, and is of the kind "
                         "number"},
                 Example{document('[' + good + R"({"id": "#l"}])", R"(["#k", "#l"])"),
                         "key 2: a verification method has no publicKeyJwk, -Pem, -Multibase or "
                         "-Base58"},
                 Example{document(R"([{"id": "#k", "publicKeyJwk": 1}])", R"(["#k"])"),
                         "key 1: a key should be a text or a JWK"},
                 Example{with(R"(, "expires": 1)"), "key 1: expires should be an RFC 3339 time"},
                 Example{with(R"(, "revoked": true)"), "key 1: revoked should be an RFC 3339 time"},
                 Example{R"({"id": 1, "verificationMethod": []})",
                         "the member \"id\" must be of the kind string, and is of the kind number"},
                 Example{R"({"assertionMethod": []})", no_id},
             }) {
            CAPTURE(example.document);
            CHECK(taken(example.document) == example.taken);
        }
    }

    TEST_CASE("takes a key in each of its notations") {
        const PublicKey key = fresh_signer()->public_key();
        const json::Value pem = key.to_pem();
        const std::string base58 = encoding::to_base58(ByteView(key.to_spki()).last(32));
        struct Notation {
            const char* member;
            std::string key;
        };
        for (const Notation& notation :
             {Notation{"publicKeyJwk", key.to_jwk()}, Notation{"publicKeyPem", json::to_text(pem)},
              Notation{"publicKeyMultibase", '"' + key.to_multikey() + '"'},
              Notation{"publicKeyBase58", '"' + base58 + '"'}}) {
            CAPTURE(notation.member);
            const auto list = TrustList::parse(document(
                R"([{"id": "#k", ")" + std::string(notation.member) + "\": " + notation.key + "}]",
                R"(["#k"])"));
            REQUIRE(list);
            CHECK(list->keys().at(0).key == key);
        }
    }

    TEST_CASE("says until when a method may be used, and which is revoked") {
        const auto plain = TrustList::parse(with(""));
        REQUIRE(plain);
        for (const TrustedKey& key : plain->keys()) {
            CHECK_FALSE(key.valid_until);
            CHECK_FALSE(key.revoked);
        }
        const auto list = TrustList::parse(
            with(R"(, "expires": "2022-01-01T00:00:00Z", "revoked": "2021-03-01T00:00:00Z")"));
        REQUIRE(list);
        REQUIRE(list->keys().size() == 2);
        for (const TrustedKey& key : list->keys()) {
            CHECK(to_text(*key.valid_until) == "2021-12-31T23:59:59Z");
            CHECK(key.revoked);
            CHECK(to_text(*key.revoked_since) == "2021-03-01T00:00:00Z");
        }
        CHECK(list->revokes(some_key()));
    }
}

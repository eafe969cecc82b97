// SPDX-License-Identifier: Apache-2.0
// C2SP/wycheproof: the signature files. What we expect of each case is what the file says, with one
// rule (docs/decisions/0006-wycheproof.md): a signature under parameters we do not take, valid or
// "acceptable", is expected to be rejected. So those files are negative tests too.

#include "conformance/wycheproof.hpp"

#include <optional>

#include <vaxcert/keys.hpp>

#include "conformance/suites.hpp"
#include "crypto/signature.hpp"
#include "encoding/hex.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using namespace wycheproof;
using json::Value;

enum class Notation { plain, der };

/// A type of test group that is about signatures over bytes.
struct GroupType {
    std::string_view name;
    Notation notation;
    std::optional<Algorithm> (*algorithm)(const Value& group);
};

std::optional<Algorithm> ecdsa(const Value& group) {
    const Value* key = group.find("publicKey") ? group.find("publicKey") : group.find("key");
    const std::string curve = key ? text_at(*key, "curve") : "", sha = text_at(group, "sha");
    if (curve == "secp256r1" && sha == "SHA-256") return Algorithm::es256;
    if (curve == "secp384r1" && sha == "SHA-384") return Algorithm::es384;
    if (curve == "secp521r1" && sha == "SHA-512") return Algorithm::es512;
    return {};
}

std::optional<Algorithm> eddsa(const Value& group) {
    const Value* key = group.find("publicKey") ? group.find("publicKey") : group.find("key");
    if (key && text_at(*key, "curve") == "edwards25519") return Algorithm::ed25519;
    return {};
}

bool has_number(const Value& group, std::string_view member, double least, double most) {
    const Value* number = group.find(member);
    return number && number->is_number() && number->number().value >= least &&
           number->number().value <= most;
}

bool is_rsa_of_ours(const Value& group) {
    return text_at(group, "sha") == "SHA-256" && has_number(group, "keySize", 2048, 4096);
}

std::optional<Algorithm> pss(const Value& group) {
    if (is_rsa_of_ours(group) && text_at(group, "mgf") == "MGF1" &&
        text_at(group, "mgfSha") == "SHA-256" && has_number(group, "sLen", 32, 32))
        return Algorithm::ps256;
    return {};
}

std::optional<Algorithm> pkcs1(const Value& group) {
    if (is_rsa_of_ours(group)) return Algorithm::rs256;
    return {};
}

constexpr GroupType group_types[] = {
    {"EcdsaVerify", Notation::der, ecdsa},
    {"EcdsaP1363Verify", Notation::plain, ecdsa},
    {"EddsaVerify", Notation::plain, eddsa},
    {"RsassaPssVerify", Notation::plain, pss},
    {"RsassaPssWithParametersVerify", Notation::plain, pss},
    {"RsassaPkcs1Verify", Notation::plain, pkcs1},
};

const GroupType* type_of(const Value& group) {
    for (const GroupType& type : group_types)
        if (type.name == text_at(group, "type")) return &type;
    return nullptr;
}

/// The members of a group under which its key stands, older and newer spellings.
constexpr std::string_view der_members[] = {"publicKeyDer", "keyDer"},
                           pem_members[] = {"publicKeyPem", "keyPem"},
                           jwk_members[] = {"publicKeyJwk", "keyJwk", "jwk"};

Result<PublicKey> key_of(const Value& group, std::optional<Algorithm> algorithm) {
    for (const std::string_view member : der_members)
        if (const std::string hex = text_at(group, member); !hex.empty())
            if (const auto der = encoding::from_hex_any_case(hex))
                return PublicKey::from_spki(*der, algorithm);
    return Error{Reason::bad_key, "the group has no key in DER"};
}

/// The other notations of the group's key are the same key to us.
void check_notations(Run& run, const std::string& test_case, const Value& group,
                     const PublicKey& key) {
    const auto expect = [&](std::string_view member, const Result<PublicKey>& other) {
        run.expect(test_case + ' ' + std::string(member), "the same key",
                   !other                              ? other.error().detail
                   : other->to_spki() == key.to_spki() ? "the same key"
                                                       : "another key");
    };
    for (const std::string_view member : pem_members)
        if (const std::string pem = text_at(group, member); !pem.empty())
            expect(member, PublicKey::parse(as_bytes(pem)));
    for (const std::string_view member : jwk_members)
        if (const Value* jwk = group.find(member))
            expect(member, PublicKey::from_jwk(json::to_text(*jwk)));
    if (const std::string asn = text_at(group, "publicKeyAsn"); !asn.empty())
        expect("publicKeyAsn", PublicKey::parse(*encoding::from_hex_any_case(asn)));
    if (key.algorithm() == Algorithm::ed25519)
        if (const Value* raw = group.find("publicKey"))
            expect("publicKey.pk",
                   PublicKey::from_raw_ed25519(*encoding::from_hex_any_case(text_at(*raw, "pk"))));
}

void run_group(Run& run, const std::string& file, std::size_t number, const Value& group,
               const GroupType& type) {
    const auto algorithm = type.algorithm(group);
    const auto key = key_of(group, algorithm);
    if (algorithm && key)
        check_notations(run, file + " group " + std::to_string(number), group, *key);
    for (const Value& test : group.find("tests")->array()) {
        const auto message = encoding::from_hex_any_case(text_at(test, "msg"));
        const auto signature = encoding::from_hex_any_case(text_at(test, "sig"));
        const bool expected = algorithm && text_at(test, "result") == "valid";
        const auto verifies =
            type.notation == Notation::der ? crypto::signed_by_der : crypto::signed_by;
        const bool actual = key && message && signature && verifies(*key, *message, *signature);
        run.expect(case_name(file, test), expected ? accepted : rejected,
                   actual ? accepted : rejected);
    }
}

}  // namespace

void run_wycheproof(Run& run, const std::filesystem::path& folder) {
    for (const auto& path : files_in(folder, ".json")) {
        const std::string file = path.filename().string();
        const Value suite = read_json(path);
        const Value* groups = suite.find("testGroups");
        if (!groups || !groups->is_array()) {
            run.skip(file, "not a file of test groups");
            continue;
        }
        std::size_t number = 0;
        for (const Value& group : groups->array()) {
            ++number;
            const std::string type = text_at(group, "type");
            if (const GroupType* signatures = type_of(group))
                run_group(run, file, number, group, *signatures);
            else if (type.starts_with("JsonWeb"))
                run_jose_group(run, file, group);
            else
                run.skip(file + " group " + std::to_string(number),
                         "no signature that certificates are made with: " + type);
        }
    }
}

}  // namespace vaxcert::conformance

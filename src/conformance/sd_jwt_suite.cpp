// SPDX-License-Identifier: Apache-2.0
// The examples and test cases of SD-JWT (RFC 9901) and of SD-JWT VC: every one is genuine, so what
// must be refused is made from each.

#include <algorithm>
#include <string>

#include "conformance/suites.hpp"
#include "crypto/jwk.hpp"
#include "formats/sd_jwt/sd_jwt.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

constexpr std::string_view valid = "valid", invalid = "invalid";

Value public_half(Value jwk) {
    jwk.erase("d");
    return jwk;
}

/// What a reader makes of an SD-JWT, or the word of the reason why it refuses.
Result<jose::Disclosed> read(const std::string& text, const PublicKey& issuer) {
    const Budget budget = Budget::for_one_certificate();
    const auto sd_jwt = jose::parse_sd_jwt(text, budget);
    if (!sd_jwt) return sd_jwt.error();
    if (const auto good = jose::check_signature(sd_jwt->issued, issuer); !good) return good.error();
    auto disclosed = jose::disclose(*sd_jwt, budget);
    if (!disclosed || sd_jwt->key_binding.empty()) return disclosed;
    const auto binding = jose::check_key_binding(*sd_jwt, budget);
    if (!binding) return binding.error();
    if (binding->nonce != "1234567890" || binding->audience != "https://example.com/verifier")
        return Error{Reason::holder_proof_invalid, "it was made for somebody else"};
    return disclosed;
}

std::string text_of(const Value& serialized) {
    return serialized.is_string() ? serialized.string() : json::to_text(serialized);
}

struct Case {
    std::string name;
    const Value& value;
    PublicKey issuer;

    std::string text(const char* member) const { return text_of(*value.find(member)); }

    std::string verdict(const std::string& text) const {
        const auto disclosed = read(text, issuer);
        return disclosed ? std::string(valid) : vaxcert::name(disclosed.error().reason);
    }
};

/// Whatever the holder was given, all of it, says what the issuer meant.
void run_issuance(Run& run, const Case& test) {
    const auto disclosed = read(test.text("sd_jwt_issuance"), test.issuer);
    bool whole = disclosed.has_value();
    if (whole)
        for (const json::Member& claim : test.value.find("user_claims")->object()) {
            const Value* found = disclosed->claims.find(claim.name);
            whole = whole && found && *found == claim.value;
        }
    run.expect(test.name + ", as issued", valid, whole ? valid : invalid);
}

void run_presentation(Run& run, const Case& test) {
    const auto disclosed = read(test.text("sd_jwt_presentation"), test.issuer);
    const bool same = disclosed && disclosed->claims == *test.value.find("verified_contents");
    run.expect(test.name + ", as presented", valid, same ? valid : invalid);
    if (!test.value.find("kb_jwt_payload")) return;
    const auto sd_jwt = jose::parse_sd_jwt(test.text("sd_jwt_presentation"), {});
    run.expect(test.name + ", bound to the holder", valid,
               sd_jwt && !sd_jwt->key_binding.empty() ? valid : invalid);
}

/// What a thief or a forger could make of it without a key.
void run_changed(Run& run, const Case& test) {
    const std::string text = test.text("sd_jwt_presentation");
    if (text.starts_with('{')) return;
    const std::size_t jws = text.find('~'), last = text.rfind('~');
    const std::string bound = text.substr(last + 1);
    const std::string issued = text.substr(0, last + 1);

    std::string flipped = text;
    char& character = flipped[text.rfind('.', jws) + 7];
    character = character == 'A' ? 'B' : 'A';
    run.expect(test.name + ", signature changed", "bad-signature", test.verdict(flipped));
    run.expect(test.name + ", without its last ~", "bad-jws", test.verdict(text.substr(0, jws)));
    run.expect(test.name + ", a disclosure that is nobody's", "bad-disclosure",
               test.verdict(issued + "WyJhIiwgImIiLCAiYyJd~" + bound));
    if (jws == last) return;
    const std::string disclosure = text.substr(jws + 1, text.find('~', jws + 1) - jws);
    run.expect(test.name + ", a disclosure twice", "bad-disclosure",
               test.verdict(issued + disclosure + bound));
    // The last one has nothing inside that would hang in the air.
    if (!bound.empty())
        run.expect(test.name + ", bound to more than is shown", "holder-proof-invalid",
                   test.verdict(text.substr(0, text.rfind('~', last - 1) + 1) + bound));
}

/// The format's own door takes what is an SD-JWT VC and no other.
void run_format(Run& run, const Case& test, bool is_credential) {
    const std::string text = test.text("sd_jwt_issuance");
    if (!sd_jwt::recognizes(as_bytes(text))) {
        run.expect(test.name + ", recognized", valid, invalid);
        return;
    }
    const auto envelope = sd_jwt::open(as_bytes(text), Budget::for_one_certificate());
    // None of them is of our type of credential.
    run.expect(test.name + ", opened as a certificate",
               is_credential ? "unsupported-format" : "malformed",
               envelope ? valid : std::string_view(name(envelope.error().reason)));
}

}  // namespace

void run_sd_jwt(Run& run, const std::filesystem::path& folder) {
    const Value suite = read_json(folder / "sd_jwt_cases.json");
    for (const Value& value : suite.find("cases")->array()) {
        const std::string group = value.find("group")->string();
        const Value& settings = *suite.find("keys")->find(group)->find("key_settings");
        const Value* one = settings.find("issuer_key");
        const Value& jwk = one ? *one : settings.find("issuer_keys")->array().front();
        const auto key = PublicKey::from_jwk(json::to_text(public_half(jwk)));
        if (!key) throw std::runtime_error("sd-jwt: the key of " + group + " cannot be read");
        const Case test{group + '/' + value.find("name")->string(), value, *key};
        run_issuance(run, test);
        run_presentation(run, test);
        run_changed(run, test);
        run_format(run, test, group == "sd-jwt-vc-draft-examples");
    }
}

}  // namespace vaxcert::conformance

// SPDX-License-Identifier: Apache-2.0
// The JOSE cookbook (RFC 7520, RFC 7797, RFC 8037): its keys and its signatures. And, since they
// ask for the same code, the negative JWS of the bad-input suite.

#include <algorithm>
#include <string>

#include <vaxcert/keys.hpp>

#include "conformance/suites.hpp"
#include "conformance/wycheproof.hpp"
#include "crypto/ecdsa.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "jose/detached_jws.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using namespace wycheproof;
using json::Value;

// ---- jose: positives, and what no certificate format uses --------------------------------------

Value without(Value jwk, std::initializer_list<std::string_view> members) {
    for (const std::string_view member : members) jwk.erase(member);
    return jwk;
}

Result<PublicKey> public_half(const Value& jwk) {
    return PublicKey::from_jwk(
        json::to_text(without(jwk, {"d", "p", "q", "dp", "dq", "qi", "key_ops"})));
}

void run_jwk(Run& run, const std::string& file, const Value& jwk) {
    const bool symmetric = text_at(jwk, "kty") == "oct", is_private = jwk.find("d") != nullptr;
    const std::string text = json::to_text(jwk);
    const bool taken = is_private ? signer_from_key(as_bytes(text)).has_value()
                                  : PublicKey::from_jwk(text).has_value();
    run.expect(file, symmetric ? rejected : accepted, taken ? accepted : rejected);
    if (is_private)
        run.expect(file + " as a public key", rejected,
                   PublicKey::from_jwk(text) ? accepted : rejected);
}

void run_jws(Run& run, const std::string& file, const Value& example) {
    const Value *input = example.find("input"), *output = example.find("output");
    const std::string compact = output ? text_at(*output, "compact") : "";
    const Value* jwk = input ? input->find("key") : nullptr;
    if (compact.empty() || !jwk || !jwk->is_object())
        return run.skip(file, "not one signature in compact form");

    // The cookbook's RSA keys are used with several algorithms, so none of them names one.
    const std::string alg = text_at(*input, "alg");
    Value with_alg = *jwk;
    if (text_at(*jwk, "kty") == "RSA") with_alg.set("alg", alg);
    const auto key = public_half(with_alg);
    const auto jws = jose::parse_jws(compact);
    const bool actual = key && jws && jose::check_signature(*jws, *key).has_value();
    const bool ours = algorithm_named(alg).has_value();
    const bool detached = compact.find("..") != compact.npos;
    run.expect(file, ours && !detached ? accepted : rejected, actual ? accepted : rejected);
}

// ---- bad-input: jws_negative.json --------------------------------------------------------------

/// Signs whatever header it is given, so that a header is the only thing that can be refused.
class Forge {
  public:
    Forge() : signer_(*signer_from_key(as_bytes(*generate_key(Algorithm::es256)))) {}

    std::string sign(std::string_view header) const {
        const std::string text =
            encoding::to_base64url(as_bytes(header)) + '.' + encoding::to_base64url(as_bytes("{}"));
        return text + '.' + encoding::to_base64url(*signer_->sign(as_bytes(text)));
    }

    std::string with_signature(ByteView signature) const {
        const std::string signed_one = sign(R"({"alg":"ES256"})");
        return signed_one.substr(0, signed_one.rfind('.') + 1) + encoding::to_base64url(signature);
    }

    /// As a verifier that holds this one key under the name "k".
    bool accepts(std::string_view compact) const {
        const auto jws = jose::parse_jws(compact);
        if (!jws || (!jws->key_id.empty() && jws->key_id != "k")) return false;
        return jose::check_signature(*jws, signer_->public_key()).has_value();
    }

    /// The same, of the linked-data proof that allows an unencoded payload.
    bool accepts_detached(std::string_view jws) const {
        return jose::signature_of_detached_jws(jws, Algorithm::ed25519).has_value();
    }

  private:
    std::shared_ptr<const Signer> signer_;
};

constexpr std::string_view order_of_p256 =
    "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

Bytes r_and_s(std::string_view r, std::string_view s) {
    const auto number = [](std::string_view hex) {
        Bytes bytes(32);
        const auto parsed = *encoding::from_hex(hex);
        std::copy(parsed.begin(), parsed.end(), bytes.end() - static_cast<long>(parsed.size()));
        return bytes;
    };
    Bytes both = number(r);
    const Bytes second = number(s);
    both.insert(both.end(), second.begin(), second.end());
    return both;
}

/// The cases that the suite describes in words.
std::string described(const Forge& forge, const std::string& id, const std::string& form) {
    if (id.starts_with("dup_header")) return forge.sign(form);
    if (id == "zero_sig_64") return forge.with_signature(Bytes(64));
    if (id == "r_eq_n") return forge.with_signature(r_and_s(order_of_p256, "01"));
    if (id == "s_eq_n") return forge.with_signature(r_and_s("01", order_of_p256));
    if (id == "sig_63" || id == "sig_65" || id == "sig_der") {
        const auto jws = *jose::parse_jws(forge.sign(R"({"alg":"ES256"})"));
        Bytes signature = jws.signature;
        if (id == "sig_der") {
            const auto der = *crypto::der_from_raw(signature, 32);
            const ByteView bytes = der;
            return jws.signed_text + '.' + encoding::to_base64url(bytes);
        }
        if (id == "sig_63") return forge.with_signature(ByteView(signature).first(63));
        signature.push_back(0);
        return jws.signed_text + '.' + encoding::to_base64url(signature);
    }
    return form;
}

}  // namespace

void run_jose(Run& run, const std::filesystem::path& folder) {
    for (const auto& path : files_in(folder / "jwk", ".json"))
        run_jwk(run, path.filename().string(), read_json(path));
    for (const char* part : {"jws", "curve25519", "rfc7797"})
        for (const auto& path : files_in(folder / part, ".json"))
            run_jws(run, std::string(part) + '/' + path.filename().string(), read_json(path));
}

void run_bad_jws(Run& run, const std::filesystem::path& folder) {
    const Forge forge;
    run.expect("what the cases are changed from", accepted,
               forge.accepts(forge.sign(R"({"alg":"ES256","kid":"k"})")) ? accepted : rejected);
    const Value suite = read_json(folder / "jws_negative.json");
    for (const Value& test : suite.find("cases")->array()) {
        const std::string id = text_at(test, "id"), form = text_at(test, "form");
        if (id == "zip_missing_shc") {
            run.skip(id, "a rule of SMART Health Cards alone");
            continue;
        }
        bool actual = false;
        if (id == "detached_with_payload") {
            const std::string header(jose::detached_header(Algorithm::ed25519));
            run.expect("detached without payload", accepted,
                       forge.accepts_detached(header + "..AA") ? accepted : rejected);
            actual = forge.accepts_detached(header + ".e30.AA");
        } else if (const Value* header = test.find("header")) {
            actual = forge.accepts(forge.sign(json::to_text(*header)));
        } else {
            actual = forge.accepts(described(forge, id, form));
        }
        run.expect(id, rejected, actual ? accepted : rejected);
    }
}

}  // namespace vaxcert::conformance

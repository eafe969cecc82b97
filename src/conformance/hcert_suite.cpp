// SPDX-License-Identifier: Apache-2.0
// Health certificates beyond the EU's test data: the container's own test message, and the public
// examples of WHO's certificates, whose signers are not public.

#include <array>

#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "encoding/base64.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "formats/hcert/wire.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

std::string text_at(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

/// The keys of a JWK Set, by the names that they have there.
TrustList trust_in(const Value& key_set) {
    TrustList trust;
    for (const Value& key : key_set.find("keys")->array()) {
        Value bare(json::Object{});
        for (const char* member : {"kty", "crv", "x", "y"}) bare.set(member, text_at(key, member));
        auto parsed = PublicKey::from_jwk(json::to_text(bare));
        const auto kid = encoding::from_base64url(text_at(key, "kid"));
        if (!parsed || !kid) throw std::runtime_error("a key of the suite");
        trust.add({.id = "the signer " + text_at(key, "kid"),
                   .key = *std::move(parsed),
                   .environment = Environment::test,
                   .kid = encoding::to_base64(*kid)});
    }
    return trust;
}

std::string outcome(const std::string& text, const TrustList& trust, const char* now) {
    const Verdict verdict = verify(as_bytes(text), {.trust = trust,
                                                    .status = {},
                                                    .policy = {},
                                                    .master_data = MasterData::ready(),
                                                    .now = *parse_time(now)});
    const std::string word = name(verdict.outcome());
    if (verdict.accepted() || verdict.findings().empty()) return word;
    return word + ": " + name(verdict.findings().front().error.reason);
}

std::string content(const std::string& text) {
    const auto inside = inspect(as_bytes(text));
    if (!inside) return std::string("error: ") + name(inside.error().reason);
    const auto document = json::parse(inside->document, Budget::for_one_certificate());
    return document ? json::to_jcs(*document) : "no JSON";
}

std::string in_hex(const Value& object, std::string_view name) {
    const auto bytes = encoding::from_hex(text_at(object, name));
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

/// A key as the vectors of claim 169 give it: the raw point of P-256, or the 32 bytes of Ed25519.
TrustList trust_in_hex(const Value& key) {
    const std::string raw = in_hex(key, "public_key_hex");
    const auto parsed =
        text_at(key, "algorithm") == "EdDSA"
            ? PublicKey::from_raw_ed25519(as_bytes(raw))
            : PublicKey::from_jwk(R"({"kty":"EC","crv":"P-256","x":")" +
                                  encoding::to_base64url(as_bytes(raw).subspan(1, 32)) +
                                  R"(","y":")" +
                                  encoding::to_base64url(as_bytes(raw).subspan(33, 32)) + "\"}");
    if (!parsed) throw std::runtime_error("a key of the suite");
    TrustList trust;
    trust.add({.id = "https://mosip.example.org", .key = *parsed, .environment = {}});
    for (const char* id : {"www.mosip.io", "https://example.org"})
        trust.add({.id = id, .key = *parsed, .environment = {}});
    return trust;
}

/// The Ed25519 key of one of the vectors.
const Value* any_key(const Value& vectors) {
    for (const json::Member& each : vectors.object())
        if (const Value* key = each.value.find("signing_key");
            key && text_at(*key, "algorithm") == "EdDSA")
            return key;
    throw std::runtime_error("the suite has no Ed25519 key");
}

/// Whose name is read, if the signature is good; else why not.
std::string identity(const std::string& text, const TrustList& trust, const char* now) {
    const Verdict verdict = verify(
        as_bytes(text),
        {.trust = trust, .status = {}, .policy = {}, .master_data = {}, .now = *parse_time(now)});
    if (verdict.accepted()) return "accepted";
    if (verdict.certificate()) return "genuine: " + verdict.certificate()->person().name;
    return name(verdict.findings().front().error.reason);
}

/// Most vectors have no signature at all, whatever the suite calls them: they are never genuine.
std::string expected_identity(const std::string& vector_name, const Value& vector) {
    if (vector.find("encryption_key")) return "unsupported-format";
    if (vector.find("signing_key"))
        return "genuine: " + text_at(*vector.find("expected_claim169"), "fullName");
    const std::string error = text_at(vector, "expected_error");
    if (error == "Claim169NotFound") return "member-missing";
    if (error == "CoseParse") return "bad-cose";
    // Without a prefix, a text that is no zlib stream in Base45 is none of ours.
    if (error == "Base45Decode" || error == "Decompress") return "unsupported-format";
    return vector_name.ends_with(".json") ? "bad-signature" : "";
}

/// The texts and numbers of an identity by their keys, as a canonical object.
std::string demographics(const Value& claim) {
    constexpr std::array<std::string_view, 23> names = {
        "id",
        "version",
        "language",
        "fullName",
        "firstName",
        "middleName",
        "lastName",
        "dateOfBirth",
        "gender",
        "address",
        "email",
        "phone",
        "nationality",
        "maritalStatus",
        "guardian",
        "photo",
        "photoFormat",
        "bestQualityFingers",
        "secondaryFullName",
        "secondaryLanguage",
        "locationCode",
        "legalStatus",
        "countryOfIssuance",
    };
    json::Object object;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const Value* value = claim.find(names.at(i));
            value && names.at(i) != "photo" && (value->is_string() || value->is_number()))
            object.push_back({std::to_string(i + 1), *value});
    return json::to_jcs(Value(std::move(object)));
}

}  // namespace

void run_hcert(Run& run, const std::filesystem::path& folder) {
    const std::string message = read_file(folder / "test1.bin");
    const TrustList trust = trust_in(read_json(folder / "jwks.json"));
    const std::string text = hcert::pack(as_bytes(message));
    run.expect("test1 content", json::to_jcs(read_json(folder / "test1.json")), content(text));
    run.expect("test1", "accepted", outcome(text, trust, "2021-07-01T00:00:00Z"));
    run.expect("test1 too late", "rejected: expired", outcome(text, trust, "2031-07-01T00:00:00Z"));
    std::string changed = message;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    run.expect("test1 changed", "rejected: bad-signature",
               outcome(hcert::pack(as_bytes(changed)), trust, "2021-07-01T00:00:00Z"));
    run.expect("test1 without its key", "undecided: issuer-not-trusted",
               outcome(text, {}, "2021-07-01T00:00:00Z"));
}

void run_claim169(Run& run, const std::filesystem::path& folder) {
    const Value vectors = read_json(folder / "claim169-vectors.json");
    for (const json::Member& each : vectors.object()) {
        const Value& vector = each.value;
        const std::string text = text_at(vector, "qr_data");
        TrustList trust;
        if (const Value* key = vector.find("signing_key")) trust = trust_in_hex(*key);
        // Without a key of its own, any: an empty signature is by nobody.
        if (trust.keys().empty()) trust = trust_in_hex(*any_key(vectors));
        run.expect(each.name, expected_identity(each.name, vector),
                   identity(text, trust, "2026-01-01T00:00:00Z"));
        if (const Value* claim = vector.find("expected_claim169"); claim && inspect(as_bytes(text)))
            run.expect(each.name + " content", demographics(*claim), content(text));
    }
}

void run_icvp(Run& run, const std::filesystem::path& folder) {
    const Value examples = read_json(folder / "gdhcn-validator-hc1.json");
    for (const Value& example : examples.array()) {
        const std::string name = text_at(example, "name"), text = text_at(example, "qr");
        run.expect(name, "undecided: issuer-not-trusted",
                   outcome(text, {}, "2025-01-01T00:00:00Z"));
        if (const Value* unpacked = example.find("unpacked"))
            run.expect(name + " content",
                       json::to_jcs(*unpacked->find("contents")->find("-260")->find("-6")),
                       content(text));
    }
}

}  // namespace vaxcert::conformance

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <memory>

#include "credential/check_model.hpp"
#include "formats/w3c/document.hpp"
#include "formats/w3c/settings.hpp"
#include "formats/w3c/w3c.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"
#include "proof/data_integrity.hpp"

namespace vaxcert::w3c {
namespace {

/// What the envelope's late steps share.
struct Opened {
    json::Value document;
    std::vector<proof::Proof> proofs;
    std::string issuer;
};

Result<Done> check_proof(const proof::Proof& proof) {
    if (proof.purpose != "assertionMethod")
        return Error{Reason::wrong_purpose, "the proof should be an assertion"};
    return Done{};
}

/// Whether a proof lets the holder leave things out.
bool is_selective(const json::Value& document) {
    const json::Value* proof = document.find("proof");
    const auto is_it = [](const json::Value& one) {
        const json::Value* suite = one.find("cryptosuite");
        return suite && suite->is_string() && suite->string() == name(Cryptosuite::ecdsa_sd_2023);
    };
    if (!proof) return false;
    return proof->is_array() ? std::ranges::any_of(proof->array(), is_it) : is_it(*proof);
}

const proof::Proof* proof_of_issuer(const Opened& opened) {
    const auto is_own = [&](const proof::Proof& proof) {
        return controller_of(proof.verification_method) == opened.issuer;
    };
    const auto found = std::ranges::find_if(opened.proofs, is_own);
    return found == opened.proofs.end() ? nullptr : &*found;
}

/// The earlier of two times, one of which may be missing.
std::string earlier(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return one.empty() ? other : one;
    const auto first = proof::parse_date_time_stamp(one);
    const auto second = proof::parse_date_time_stamp(other);
    return first && second && *second < *first ? other : one;
}

Reading read(const Opened& opened, const MasterData& master_data) {
    Reading reading;
    reading.claims = read_claims(opened.document);
    Issuance& certificate = reading.claims.certificate;
    const proof::Proof* own = proof_of_issuer(opened);
    if (!own)
        reading.findings.push_back(
            {Step::trust,
             Outcome::rejected,
             {Reason::signer_not_allowed, "none of the keys that signed is the issuer's own"}});
    const proof::Proof& proof = own ? *own : opened.proofs.front();
    certificate.verification_method = proof.verification_method;
    if (!proof.created.empty()) certificate.issued_at = proof.created;
    for (const proof::Proof& one : opened.proofs)
        certificate.expires_at = earlier(certificate.expires_at, one.expires);
    for (std::string* time :
         {&certificate.issued_at, &certificate.valid_from, &certificate.expires_at})
        *time = as_time(*time);

    for (const Profile& profile : master_data.profiles()) {
        const auto settings = read_settings(profile);
        if (settings && settings->verification_method == proof.verification_method)
            reading.standing.for_test = profile.inner().test_environment;
    }
    return reading;
}

bool mentions(ByteView scanned, std::string_view word) {
    return as_text(scanned).find(word) != std::string_view::npos;
}

}  // namespace

std::string as_time(const std::string& text) {
    const auto time = proof::parse_date_time_stamp(text);
    return !time || parse_time(text) ? text : to_text(*time);
}

bool recognizes(ByteView scanned) {
    const std::string_view text = as_text(scanned);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] != '{') return false;
    // Linked-data proofs of 2018 are another format's.
    if (mentions(scanned, "Signature2018")) return false;
    return mentions(scanned, "DataIntegrityProof") || mentions(scanned, "Ed25519Signature2020") ||
           mentions(scanned, credential::context_v2);
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    if (scanned.size() > budget.inflated_bytes)
        return limit_exceeded("bytes of a document", scanned.size(), budget.inflated_bytes);
    auto document = json::parse(as_text(scanned), budget);
    if (!document) return document.error();
    const auto secured = is_selective(*document) ? Secured::by_part_proof : Secured::by_proof;
    if (const auto good = check_shape(*document, secured); !good) return good.error();
    auto proofs = proof::parse_proofs(*document);
    if (!proofs) return proofs.error();
    for (const proof::Proof& proof : *proofs)
        if (const auto good = check_proof(proof); !good) return good.error();

    const json::Value& issuer = *document->find("issuer");
    const std::string name = issuer.is_object() ? issuer.find("id")->string() : issuer.string();
    auto opened = std::make_shared<Opened>(Opened{*std::move(document), *std::move(proofs), name});
    std::vector<Envelope::Signature> signatures;
    for (const proof::Proof& proof : opened->proofs) {
        // A base proof is refused here: with it, whoever sees it could show other parts.
        auto value = proof::signature_of(proof);
        if (!value) return value.error();
        signatures.push_back(
            {.signer = {.format = "w3c",
                        // A key of the issuer's; another signer is named by its method alone.
                        .issuer = controller_of(proof.verification_method) == name ? name : "",
                        .verification_method = proof.verification_method},
             .algorithm = proof.algorithm,
             .value = *std::move(value),
             .signed_bytes = [opened, &proof](const Budget& rest) {
                 return proof::signed_bytes(opened->document, proof, opened->proofs, rest);
             }});
    }
    return Envelope({.signatures = std::move(signatures),
                     .wire_form = "json",
                     .document = std::string(as_text(scanned)),
                     .read = [opened](const MasterData& known) { return read(*opened, known); }});
}

}  // namespace vaxcert::w3c

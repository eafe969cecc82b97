// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "formats/divoc/divoc.hpp"
#include "formats/divoc/document.hpp"
#include "formats/divoc/guards.hpp"
#include "formats/divoc/read.hpp"
#include "formats/divoc/settings.hpp"
#include "formats/divoc/shape.hpp"
#include "formats/divoc/wire.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"
#include "proof/ld_signature.hpp"

namespace vaxcert::divoc {
namespace {

/// What is known of a certificate between opening and reading it. The envelope's late steps share
/// it.
struct Opened {
    Kind kind;
    json::Value document;  ///< without its proof
    proof::LdProof proof;
    CanonicalDocument canonical;  ///< empty until the signed bytes are asked for
};

Result<Bytes> signed_bytes(Opened& opened, const Budget& budget) {
    if (opened.canonical.nquads.empty()) {
        auto canonical = canonicalize(opened.document, budget);
        if (!canonical) return canonical.error();
        opened.canonical = *std::move(canonical);
    }
    return proof::signing_input(opened.proof, opened.canonical.nquads);
}

Reading read(const Opened& opened, const MasterData& master_data) {
    const std::string& issuer = opened.document.find("issuer")->string();
    const std::string& context = opened.document.find("@context")->array()[1].string();
    const Profile* profile =
        profile_for(master_data, opened.proof.verification_method, issuer, context);
    Reading reading;
    if (profile) reading.standing.for_test = profile->inner().test_environment;
    reading.findings =
        check_guards({opened.kind, opened.document, opened.canonical.dataset}, profile);
    reading.claims = read_claims(opened.document, opened.kind, profile);
    reading.claims.certificate.verification_method = opened.proof.verification_method;
    return reading;
}

/// A JSON document with a proof of the W3C's later suites, and none of those of 2018, is another
/// format's.
bool has_later_proof(ByteView scanned) {
    const std::string_view text = as_text(scanned);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] != '{') return false;
    const auto mentions = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (mentions("Signature2018")) return false;
    return mentions("DataIntegrityProof") || mentions("Ed25519Signature2020") ||
           mentions("https://www.w3.org/ns/credentials/v2");
}

}  // namespace

bool recognizes(ByteView scanned) {
    return looks_packed(scanned) && !has_later_proof(scanned);
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    auto unpacked = unpack(scanned, budget);
    if (!unpacked) return unpacked.error();
    auto document = json::parse(unpacked->text, budget);
    if (!document) return document.error();
    const auto kind = check_shape(*document);
    if (!kind) return kind.error();
    const json::Value* proof_value = document->find("proof");
    if (!proof_value) return Error{Reason::proof_shape, "the certificate has no proof"};
    auto proof = proof::parse_ld_proof(*proof_value);
    if (!proof) return proof.error();

    document->erase("proof");
    auto opened =
        std::make_shared<Opened>(Opened{*kind, *std::move(document), *std::move(proof), {}});
    return Envelope(
        {.signatures = {{.signer = {.format = "divoc",
                                    .issuer = opened->document.find("issuer")->string(),
                                    .verification_method = opened->proof.verification_method},
                         .algorithm = opened->proof.algorithm,
                         .value = opened->proof.signature,
                         .signed_bytes =
                             [opened](const Budget& rest) { return signed_bytes(*opened, rest); }}},
         .wire_form = std::move(unpacked->form),
         .document = std::move(unpacked->text),
         .read = [opened](const MasterData& known) { return read(*opened, known); }});
}

}  // namespace vaxcert::divoc

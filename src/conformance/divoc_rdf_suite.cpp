// SPDX-License-Identifier: Apache-2.0
// DIVOC: the canonical document and the canonical proof options that were signed, byte for byte;
// and the contexts, by the digest of their JCS form.

#include <string>

#include "conformance/suites.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"
#include "jsonld/documents.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;

std::string canonical(const json::Value& document) {
    const Budget budget = Budget::for_one_certificate();
    const auto dataset = jsonld::to_rdf(document, jsonld::Options::for_divoc(), budget);
    if (!dataset) return name(dataset.error().reason);
    const auto result = rdf::canonicalize(*dataset, {.spelling = rdf::Spelling::legacy}, budget);
    return result ? result->nquads : name(result.error().reason);
}

/// The options of a proof stand under a context of their own.
json::Value proof_options(json::Value proof) {
    for (const char* signature : {"jws", "signatureValue", "proofValue"}) proof.erase(signature);
    proof.set("@context", "https://w3id.org/security/v2");
    return proof;
}

std::string digest(const json::Value& document) {
    const std::string text = json::to_jcs(document);
    return encoding::to_hex(crypto::sha256(as_bytes(text)));
}

}  // namespace

void run_divoc_rdf(Run& run, const fs::path& folder) {
    for (const fs::path& file : files_in(folder / "certs", ".json")) {
        const std::string id = file.stem().string();
        const fs::path vectors = folder / "vectors" / id;
        if (!fs::exists(vectors)) continue;
        json::Value document = read_json(file);
        run.expect(id + "/proof.nq", read_file(vectors / "proof.nq"),
                   canonical(proof_options(*document.find("proof"))));
        document.erase("proof");
        // The reference refused these before it canonicalized anything; their vector leaves the
        // member out.
        const bool has_unknown_member = id.starts_with("tamper-unknown-prop");
        run.expect(
            id + "/document.nq",
            has_unknown_member ? name(Reason::unknown_member) : read_file(vectors / "document.nq"),
            canonical(document));
    }
}

void run_divoc_contexts(Run& run, const fs::path& folder) {
    const json::Value index = read_json(folder / "index.json");
    for (const auto& [url, file] : index.object()) {
        const jsonld::Document* document = jsonld::shipped(url);
        run.expect(url, digest(read_json(folder / file.string())),
                   document ? digest(document->json) : "not shipped");
    }
}

void run_w3c_contexts(Run& run, const fs::path& folder) {
    const json::Value index = read_json(folder / "index.json");
    for (const json::Value& entry : index.array()) {
        const std::string& url = entry.find("url")->string();
        const jsonld::Document* document = jsonld::shipped(url);
        if (!document) {
            run.skip(url, "not shipped");
            continue;
        }
        run.expect(url, digest(read_json(folder / entry.find("file")->string())),
                   digest(document->json));
    }
}

}  // namespace vaxcert::conformance

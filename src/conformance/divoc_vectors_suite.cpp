// SPDX-License-Identifier: Apache-2.0
// DIVOC: from a signed document to its signature, each step as the reference took it, byte for
// byte. The canonical document itself is made from JSON in divoc_rdf_suite.cpp.

#include <string>

#include "conformance/suites.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "proof/ld_signature.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;

std::string hex(ByteView bytes) {
    return encoding::to_hex(bytes);
}

std::string hash_of(std::string_view text) {
    return hex(crypto::sha256(as_bytes(text)));
}

/// One proof, and the files that say what comes of it.
void run_proof(Run& run, const std::string& id, const json::Value& proof, const fs::path& vector) {
    const auto parsed = proof::parse_ld_proof(proof);
    if (!parsed) {
        // The reference makes do with more proofs than we do. Those are made to be refused.
        if (id.starts_with("tamper-")) return run.skip(id, parsed.error().detail);
        return run.expect(id + "/signing-input.bin", "a proof", parsed.error().detail);
    }
    const json::Value values = read_json(vector / "values.json");
    const auto value = [&](const char* name) { return values.find(name)->string(); };
    const std::string document = read_file(vector / "document.nq");
    const std::string options = proof::canonical_options(*parsed);
    const std::string input = hex(proof::signing_input(*parsed, document));
    const std::string signature = hex(parsed->signature);

    run.expect(id + "/proof.nq", read_file(vector / "proof.nq"), options);
    run.expect(id + "/sha256_proof_nq", value("sha256_proof_nq"), hash_of(options));
    run.expect(id + "/sha256_document_nq", value("sha256_document_nq"), hash_of(document));
    run.expect(id + "/signing-input.bin", hex(as_bytes(read_file(vector / "signing-input.bin"))),
               input);
    run.expect(id + "/signing_input_hex", value("signing_input_hex"), input);
    run.expect(id + "/signature.bin", hex(as_bytes(read_file(vector / "signature.bin"))),
               signature);
    run.expect(id + "/signature_hex", value("signature_hex"), signature);
}

/// What is canonical stays as it is.
void run_again(Run& run, const std::string& id, const std::string& text) {
    const Budget budget = Budget::for_one_certificate();
    const auto dataset = rdf::parse_nquads(text, budget);
    if (!dataset) return run.skip(id, "legacy IRIs or escapes: " + dataset.error().detail);
    if (rdf::to_nquads(*dataset, rdf::Spelling::legacy) != text)
        return run.skip(id, "a line comes twice, which N-Quads cannot say");
    const auto again = rdf::canonicalize(*dataset, {.spelling = rdf::Spelling::legacy}, budget);
    run.expect(id, text, again ? again->nquads : again.error().detail);
}

}  // namespace

void run_divoc_vectors(Run& run, const fs::path& folder) {
    for (const fs::path& file : files_in(folder / "certs", ".json")) {
        const std::string id = file.stem().string();
        const fs::path vector = folder / "vectors" / id;
        if (!fs::exists(vector)) continue;
        const json::Value document = read_json(file);
        if (const json::Value* proof = document.find("proof")) run_proof(run, id, *proof, vector);
        run_again(run, id + "/document.nq again", read_file(vector / "document.nq"));
    }
}

}  // namespace vaxcert::conformance

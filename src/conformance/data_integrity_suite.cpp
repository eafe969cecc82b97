// SPDX-License-Identifier: Apache-2.0
// w3c/vc-di-eddsa, vc-di-ecdsa and vc-di-bbs: every value on the way to every signature.

#include <array>
#include <span>
#include <string>

#include <vaxcert/data_integrity.hpp>

#include "conformance/suites.hpp"
#include "crypto/signature.hpp"
#include "encoding/base58.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "json/parse.hpp"
#include "proof/data_integrity.hpp"
#include "proof/document_budget.hpp"
#include "proof/pointers.hpp"
#include "proof/selective.hpp"
#include "proof/sign.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

/// The seed or scalar inside a secret Multikey, and its public half, as a signer.
std::shared_ptr<const Signer> signer_of(const Value& pair) {
    const Value* secret = pair.find("privateKeyMultibase");
    if (!secret) secret = pair.find("secretKeyMultibase");
    const auto key = PublicKey::from_multikey(pair.find("publicKeyMultibase")->string());
    const auto bytes = encoding::from_base58(std::string_view(secret->string()).substr(1));
    const ByteView scalar = ByteView(*bytes).subspan(2);
    const Value jwk = *json::parse(key->to_jwk(), Budget::for_trusted_data());
    Value with_secret = jwk;
    with_secret.set("d", encoding::to_base64url(scalar));
    return *signer_from_key(as_bytes(json::to_text(with_secret)));
}

std::string trimmed(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

const char* yes_no(bool yes) {
    return yes ? "good" : "not good";
}

/// A set of step-by-step values: where it lies and how its files end.
struct Steps {
    const char* folder;
    const char* suffix;
    const char* keys;
};

class StepByStep {
  public:
    StepByStep(Run& run, const fs::path& vectors, const Steps& steps)
        : run_(run),
          steps_(steps),
          folder_(vectors / steps.folder),
          signer_(signer_of(read_json(vectors / steps.keys))),
          signed_(read_json(file("signed", ".json"))),
          proof_(*proof::parse_proof(*signed_.find("proof"))) {}

    void check() {
        const auto hash = proof::hash_of(signer_->public_key().algorithm());
        Value options = read_json(file("proofConfig", ".json"));
        const Value bare = proof::secured_document(signed_, proof_, {});
        const auto data =
            proof::hash_data(bare, options, *proof_.suite, hash, proof::document_budget());
        if (!data) return expect("values", "values", data.error().detail);
        expect_file("canonDoc", data->canonical_document);
        expect_file("docHash", encoding::to_hex(data->document_hash));
        expect_file("proofCanon", data->canonical_proof);
        expect_file("proofHash", encoding::to_hex(data->proof_hash));
        expect_file("combinedHash", encoding::to_hex(data->combined()));
        expect_file("sigHex", encoding::to_hex(proof_.value));
        expect_file("sigBTC58", 'z' + encoding::to_base58(proof_.value));
        check_signatures(data->combined());
        check_document();
    }

  private:
    fs::path file(const char* what, const char* extension) const {
        return folder_ / (std::string(what) + steps_.suffix + extension);
    }
    void expect(const std::string& what, std::string_view expected, std::string_view actual) {
        run_.expect(std::string(steps_.folder) + "/" + what, expected, actual);
    }
    void expect_file(const char* what, const std::string& actual) {
        expect(what, trimmed(read_file(file(what, ".txt"))), trimmed(actual));
    }

    void check_signatures(const Bytes& message) {
        const auto fresh = signer_->sign(message);
        // An EdDSA signature is a function of key and message, an ECDSA signature is not.
        if (proof_.suite->is_eddsa) expect_file("sigHex", encoding::to_hex(*fresh));
        expect("signature made anew", "good",
               yes_no(crypto::signed_by(signer_->public_key(), message, *fresh)));
        expect("signature", "good",
               yes_no(crypto::signed_by(signer_->public_key(), message, proof_.value)));
    }

    /// The public door, both ways.
    void check_document() {
        const auto good = [&](const std::string& text) {
            const auto checked =
                check_proofs(text, {.find_key = [](std::string_view method, std::string_view) {
                                 return key_of_did_key(method);
                             }});
            if (!checked) return checked.error().detail;
            const auto& problems = checked->front().problems;
            return problems.empty() ? std::string("good") : problems.front().detail;
        };
        expect("signed", "good", good(json::to_text(signed_)));
        Value bare = signed_;
        bare.erase("proof");
        const auto again = add_proof(json::to_text(bare),
                                     {.cryptosuite = proof_.suite->id,
                                      .verification_method = proof_.verification_method,
                                      .created = proof_.created},
                                     *signer_);
        if (!again) return expect("signed anew", "good", again.error().detail);
        expect("signed anew", "good", good(*again));
        if (proof_.suite->is_eddsa)
            expect("signed anew, the same", "same",
                   *json::parse(*again, proof::document_budget()) == signed_ ? "same" : *again);
    }

    Run& run_;
    const Steps& steps_;
    fs::path folder_;
    std::shared_ptr<const Signer> signer_;
    Value signed_;
    proof::Proof proof_;
};

/// Sets and chains: each proof good, and each of them needed.
void run_proofs(Run& run, const fs::path& file, std::size_t count) {
    const std::string name = file.filename().string();
    const ProofInputs inputs{.find_key = [](std::string_view method, std::string_view) {
        return key_of_did_key(method);
    }};
    const Value document = read_json(file);
    const auto checked = check_proofs(json::to_text(document), inputs);
    if (!checked) return run.expect(name, "proofs", checked.error().detail);
    run.expect(name, std::to_string(count), std::to_string(checked->size()));
    for (std::size_t i = 0; i < checked->size(); ++i)
        run.expect(name + " proof " + std::to_string(i + 1), "good",
                   (*checked)[i].problems.empty() ? "good" : (*checked)[i].problems[0].detail);

    // A proof that another refers to cannot be taken away or changed.
    const Value* proofs = document.find("proof");
    const json::Array all = proofs->is_array() ? proofs->array() : json::Array{*proofs};
    for (std::size_t i = 0; i < all.size(); ++i) {
        Value changed = document;
        json::Array list = all;
        list[i].set("created", "2023-02-24T23:36:39Z");
        changed.set("proof", list);
        const auto after = check_proofs(json::to_text(changed), inputs);
        bool bad = !after;
        if (after) bad = !(*after)[i].problems.empty();
        run.expect(name + " proof " + std::to_string(i + 1) + " changed", "not good", yes_no(!bad));
    }
}

void run_chain_documents(Run& run, const fs::path& folder) {
    const Value chain = read_json(folder / "signedProofChain2.json");
    const auto proofs = proof::parse_proofs(chain);
    // The document under the third proof, and the one under the fourth.
    for (const auto& [index, file] : {std::pair{std::size_t{2}, "proofChainTempDoc1.json"},
                                      std::pair{std::size_t{3}, "proofChainTempDoc2.json"}}) {
        const Value bound = proof::secured_document(chain, (*proofs)[index], *proofs);
        const Value expected = read_json(folder / file);
        run.expect(file, json::to_text(expected),
                   json::to_text(bound == expected ? expected : bound));
    }
}

std::string lines_text(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

std::string lines_of(const Value& list) {
    std::string text;
    for (const Value& line : list.array()) text += line.string();
    return text;
}

std::vector<std::string> texts_of(const Value& list) {
    std::vector<std::string> texts;
    for (const Value& one : list.array()) texts.push_back(one.string());
    return texts;
}

std::string numbers_of(const Value& list) {
    return json::to_text(list);
}

template <class Numbers>
std::string numbers_text(const Numbers& numbers) {
    json::Array list;
    for (const auto number : numbers) list.emplace_back(static_cast<double>(number));
    return json::to_text(list);
}

std::string hexes_text(const std::vector<Bytes>& list) {
    std::string text;
    for (const Bytes& one : list) text += encoding::to_hex(one) + ' ';
    return text;
}

std::string hexes_of(const Value& list) {
    std::string text;
    for (const Value& one : list.array()) text += one.string() + ' ';
    return text;
}

/// The Map of pairs in which the suite writes indexed lines.
std::string map_text(const Value& map, bool keys) {
    json::Array numbers;
    std::string text;
    for (const Value& pair : map.find("value")->array()) {
        numbers.push_back(pair.array()[0]);
        text += pair.array()[1].string();
    }
    return keys ? json::to_text(numbers) : text;
}

class Selective {
  public:
    Selective(Run& run, const fs::path& vectors, const char* folder, const char* pointers)
        : run_(run),
          name_(folder),
          folder_(vectors / "ecdsa-sd-2023" / folder),
          // prCredUnsigned.json beside it has another description than what was signed.
          document_(unsigned_document(folder_)),
          mandatory_(texts_of(read_json(vectors / (std::string(pointers) + "Mandatory.json")))),
          selective_(texts_of(read_json(vectors / (std::string(pointers) + "Selective.json")))),
          keys_(read_json(vectors / "ecdsa-sd-2023" / "SDKeyMaterial.json")),
          hmac_key_(*encoding::from_hex_any_case(keys_.find("hmacKeyString")->string())) {}

    void check() {
        check_base_values();
        check_base_proof();
        check_derivation();
        check_derived_proof();
        check_own();
    }

  private:
    static Value unsigned_document(const fs::path& folder) {
        Value document = read_json(folder / "addSignedSDBase.json");
        document.erase("proof");
        return document;
    }
    Value file(const char* name) const { return read_json(folder_ / name); }
    void expect(const std::string& what, std::string_view expected, std::string_view actual) {
        run_.expect("ecdsa-sd-2023/" + name_ + "/" + what, expected, actual);
    }

    static std::vector<std::string> chosen(const proof::KeyedLines& lines,
                                           const std::vector<std::size_t>& indexes) {
        std::vector<std::string> picked;
        for (const std::size_t index : indexes) picked.push_back(lines.all[index]);
        return picked;
    }

    std::string canonical_options() const {
        Value options = file("addProofConfig.json");
        const auto text = proof::canonical_options(options, *document_.find("@context"),
                                                   crypto::HashAlgorithm::sha256, budget_);
        return text ? *text : text.error().detail;
    }

    void check_base_values() {
        const auto bare = proof::hash_data(document_, file("addProofConfig.json"),
                                           proof::suite_of(Cryptosuite::ecdsa_rdfc_2019),
                                           crypto::HashAlgorithm::sha256, budget_);
        expect("addBaseDocCanon", lines_of(file("addBaseDocCanon.json")),
               bare ? bare->canonical_document : bare.error().detail);
        expect("addProofConfigCanon", read_file(folder_ / "addProofConfigCanon.txt"),
               canonical_options());
        const auto lines = proof::keyed_lines(document_, hmac_key_, budget_);
        if (!lines) return expect("lines", "lines", lines.error().detail);
        expect("addBaseDocHMACCanon", lines_of(file("addBaseDocHMACCanon.json")),
               lines_text(lines->all));
        const auto mandatory = lines->matching(mandatory_, budget_);
        if (!mandatory) return expect("mandatory", "lines", mandatory.error().detail);
        const Value groups = file("addBaseTransform.json");
        expect("addBaseTransform mandatory indexes", map_text(*groups.find("mandatory"), true),
               numbers_text(*mandatory));
        expect("addBaseTransform mandatory", map_text(*groups.find("mandatory"), false),
               lines_text(chosen(*lines, *mandatory)));
        const Value hashes = file("addHashData.json");
        expect("proofHash", hashes.find("proofHash")->string(),
               encoding::to_hex(crypto::sha256(as_bytes(canonical_options()))));
        expect("mandatoryHash", hashes.find("mandatoryHash")->string(),
               encoding::to_hex(proof::hash_of_lines(chosen(*lines, *mandatory))));
        for (const Value& one : file("addPointerValues.json").array())
            expect("addPointerValues " + one.find("pointer")->string(), "selected",
                   proof::select(document_, {{one.find("pointer")->string()}}) ? "selected" : "no");
    }

    void check_base_proof() {
        const Value signed_base = file("addSignedSDBase.json");
        const std::string& text = signed_base.find("proof")->find("proofValue")->string();
        const auto bytes = encoding::from_base64url(std::string_view(text).substr(1));
        const auto base = proof::parse_base_proof(*bytes);
        if (!base) return expect("base proof", "CBOR", base.error().detail);
        base_ = *base;
        expect("base proof, written again", text, 'u' + encoding::to_base64url(to_bytes(*base)));
        const Value raw = file("addRawBaseSignatureInfo.json");
        expect("baseSignature", raw.find("baseSignature")->string(),
               encoding::to_hex(base->base_signature));
        expect("signatures", hexes_of(*raw.find("signatures")), hexes_text(base->signatures));
        expect("hmacKey", encoding::to_hex(hmac_key_), encoding::to_hex(base->hmac_key));
        expect("publicKey", keys_.find("proofKeyPair")->find("publicKeyMultibase")->string(),
               'z' + encoding::to_base58(base->public_key));
        const auto refused = check_proofs(json::to_text(signed_base), {.find_key = by_did_key});
        expect("a base proof is not for showing", "not good",
               yes_no(refused && refused->front().problems.empty()));
    }

    void check_derivation() {
        const auto lines = proof::keyed_lines(document_, base_.hmac_key, budget_);
        if (!lines) return expect("derivation", "lines", lines.error().detail);
        std::vector<std::string> pointers = mandatory_;
        pointers.insert(pointers.end(), selective_.begin(), selective_.end());
        const auto combined = lines->matching(pointers, budget_);
        const auto selective = lines->matching(selective_, budget_);
        const auto mandatory = lines->matching(mandatory_, budget_);
        const Value groups = file("derivedGroupIndexes.json");
        expect("combinedIndexes", numbers_of(*groups.find("combinedIndexes")),
               numbers_text(*combined));
        expect("selectiveIndexes", numbers_of(*groups.find("selectiveIndexes")),
               numbers_text(*selective));
        expect("mandatoryIndexes", numbers_of(*groups.find("mandatoryIndexes")),
               numbers_text(*mandatory));
        const auto derived = proof::derive(document_, base_, selective_, budget_);
        if (!derived) return expect("derive", "a proof", derived.error().detail);
        expect("adjMandatoryIndexes",
               numbers_of(*file("derivedAdjMandatoryIndexes.json").find("adjMandatoryIndexes")),
               numbers_text(derived->proof.mandatory));
        expect("filteredSignatures",
               hexes_of(*file("derivedAdjSignatures.json").find("filteredSignatures")),
               hexes_text(derived->proof.signatures));
        const Value unsigned_reveal = file("derivedUnsignedReveal.json");
        expect("derivedUnsignedReveal", json::to_text(unsigned_reveal),
               json::to_text(derived->document == unsigned_reveal ? unsigned_reveal
                                                                  : derived->document));
        const Value reveal = file("derivedRevealDocument.json");
        expect("derived proofValue", reveal.find("proof")->find("proofValue")->string(),
               'u' + encoding::to_base64url(to_bytes(derived->proof)));
    }

    void check_derived_proof() {
        const Value reveal = file("derivedRevealDocument.json");
        const std::string& text = reveal.find("proof")->find("proofValue")->string();
        const auto bytes = encoding::from_base64url(std::string_view(text).substr(1));
        const auto derived = proof::parse_derived_proof(*bytes);
        if (!derived) return expect("derived proof", "CBOR", derived.error().detail);
        const Value parsed = file("verifyDerivedProofValue.json");
        expect("verifyDerivedProofValue signatures", hexes_of(*parsed.find("signatures")),
               hexes_text(derived->signatures));
        expect("verifyDerivedProofValue baseSignature", parsed.find("baseSignature")->string(),
               encoding::to_hex(derived->base_signature));
        Value bare = reveal;
        bare.erase("proof");
        const auto lines = proof::revealed_lines(bare, *derived, budget_);
        expect("verifyNQuads", lines_of(file("verifyNQuads.json")),
               lines ? lines_text(*lines) : lines.error().detail);
        const Value created = file("verifyCreateVerifyData.json");
        expect("verifyCreateVerifyData proofHash", created.find("proofHash")->string(),
               encoding::to_hex(crypto::sha256(as_bytes(canonical_options()))));
        const auto checked = check_proofs(json::to_text(reveal), {.find_key = by_did_key});
        expect(
            "derivedRevealDocument", "good",
            checked ? yes_no(checked->front().problems.empty()) : checked.error().detail.c_str());
    }

    /// The whole way with fresh keys.
    void check_own() {
        const auto signer = signer_of(*keys_.find("baseKeyPair"));
        const auto base = add_proof(json::to_text(document_),
                                    {.cryptosuite = Cryptosuite::ecdsa_sd_2023,
                                     .verification_method = did_key_method(signer->public_key()),
                                     .created = "2023-08-15T23:36:38Z",
                                     .mandatory_pointers = mandatory_},
                                    *signer);
        if (!base) return expect("issued", "a base proof", base.error().detail);
        const auto shown = derive_proof(*base, selective_);
        if (!shown) return expect("derived", "a proof", shown.error().detail);
        const auto checked = check_proofs(*shown, {.find_key = by_did_key});
        expect("issued, derived and verified", "good",
               checked ? (checked->front().problems.empty() ? "good"
                                                            : checked->front().problems[0].detail)
                       : checked.error().detail);
    }

    static Result<PublicKey> by_did_key(std::string_view method, std::string_view) {
        return key_of_did_key(method);
    }

    Run& run_;
    std::string name_;
    fs::path folder_;
    Value document_;
    std::vector<std::string> mandatory_, selective_;
    Value keys_;
    Bytes hmac_key_;
    Budget budget_ = proof::document_budget();
    proof::BaseProof base_;
};

}  // namespace

void run_vc_di_eddsa(Run& run, const fs::path& folder) {
    constexpr Steps all[] = {
        {"eddsa-rdfc-2022", "DataInt", "keyPair.json"},
        {"eddsa-rdfc-2022/employ", "DataInt", "keyPair.json"},
        {"eddsa-jcs-2022", "JCS", "keyPair.json"},
        {"Ed25519Signature2020", "EdSig", "keyPair.json"},
    };
    const fs::path vectors = folder / "TestVectors";
    for (const Steps& steps : all) StepByStep(run, vectors, steps).check();
    const fs::path chains = vectors / "proof-set-chain";
    run_proofs(run, chains / "signedProofSet1.json", 1);
    run_proofs(run, chains / "signedProofSet2.json", 2);
    run_proofs(run, chains / "signedProofChain1.json", 3);
    run_proofs(run, chains / "signedProofChain2.json", 4);
    run_chain_documents(run, chains);
}

void run_vc_di_ecdsa(Run& run, const fs::path& folder) {
    constexpr Steps all[] = {
        {"ecdsa-rdfc-2019-p256", "ECDSAP256", "p256KeyPair.json"},
        {"ecdsa-rdfc-2019-p256/employ", "ECDSAP256", "p256KeyPair.json"},
        {"ecdsa-rdfc-2019-p384", "ECDSAP384", "p384KeyPair.json"},
        {"ecdsa-rdfc-2019-p384/employ", "ECDSAP384", "p384KeyPair.json"},
        {"ecdsa-jcs-2019-p256", "JCSECDSAP256", "p256KeyPair.json"},
        {"ecdsa-jcs-2019-p384", "JCSECDSAP384", "p384KeyPair.json"},
    };
    const fs::path vectors = folder / "TestVectors";
    for (const Steps& steps : all) StepByStep(run, vectors, steps).check();
    Selective(run, vectors, "employ", "employ").check();
    Selective(run, vectors, "prc", "prCred").check();
}

/// bbs-2023 needs a pairing, which neither OpenSSL nor libsodium has: we say so, and nothing more.
void run_vc_di_bbs(Run& run, const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder / "TestVectors")) {
        const std::string name = entry.path().filename().string();
        if (name != "addSignedSDBase.json" && name != "derivedRevealDocument.json") continue;
        const auto checked = check_proofs(
            read_file(entry.path()), {.find_key = [](std::string_view method, std::string_view) {
                return key_of_did_key(method);
            }});
        run.expect(fs::relative(entry.path(), folder).string(), "unsupported-algorithm",
                   checked ? "an answer" : vaxcert::name(checked.error().reason));
    }
}

}  // namespace vaxcert::conformance

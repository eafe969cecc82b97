// SPDX-License-Identifier: Apache-2.0
// Proofs of W3C Data Integrity on any JSON document: made, derived and checked. What the document
// says is another question: credential.hpp for credentials, verify.hpp for vaccination.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// How a document is made into bytes and signed.
enum class Cryptosuite : std::uint8_t {
    eddsa_rdfc_2022,
    eddsa_jcs_2022,
    ecdsa_rdfc_2019,         ///< P-256, or P-384 with SHA-384 throughout
    ecdsa_jcs_2019,          ///< likewise
    ecdsa_sd_2023,           ///< P-256; the holder shows a part of it
    ed25519_signature_2020,  ///< a proof type of its own, "Ed25519Signature2020"
};

const char* name(Cryptosuite cryptosuite) noexcept;  // "eddsa-rdfc-2022"
std::optional<Cryptosuite> cryptosuite_named(std::string_view name) noexcept;

/// What a new proof states. Times are RFC 3339 texts and are written as they stand.
struct ProofOptions {
    Cryptosuite cryptosuite = Cryptosuite::eddsa_rdfc_2022;
    std::string verification_method;  ///< "did:key:z6Mk...#z6Mk..."
    std::string purpose = "assertionMethod";
    std::string created = {};
    std::string expires = {};
    std::string id = {};  ///< needed where another proof shall refer to this one
    std::vector<std::string> domains = {};
    std::string challenge = {};
    std::string nonce = {};
    std::vector<std::string> previous_proofs = {};     ///< ids of proofs that this one endorses
    std::vector<std::string> mandatory_pointers = {};  ///< ecdsa-sd-2023: what is always shown
};

/// The document with one more proof: a set, or a chain where `previous_proofs` says so. A document
/// whose contexts do not define the terms of a proof is given one that does, unless it is signed
/// already.
///
///     const auto signed_credential = add_proof(credential, {.cryptosuite = ...}, *signer);
///
/// Contexts are those that come with the library or stand in the document; any other is
/// context_not_pinned, and nothing is ever fetched. What JSON-LD would drop is data_loss.
Result<std::string> add_proof(std::string_view document, const ProofOptions& options,
                              const Signer& signer);

/// ecdsa-sd-2023: the document with nothing but what its issuer always shows and what `pointers`
/// (RFC 6901) select, and a proof that fits it. Takes a document with a base proof.
Result<std::string> derive_proof(std::string_view document, std::span<const std::string> pointers);

/// Finds the key of a verification method, for a purpose ("assertionMethod"): in a list of the
/// caller's, in a DID document, or with key_of_did_key().
using KeyFinder = std::function<Result<PublicKey>(std::string_view verification_method,
                                                  std::string_view purpose)>;

/// The key that a did:key URL spells out, "did:key:z6Mk...#z6Mk...". That it can be read there says
/// nothing about whom it belongs to.
Result<PublicKey> key_of_did_key(std::string_view verification_method);

/// The verification method of a key as a did:key URL; empty for a key that has none.
std::string did_key_method(const PublicKey& key);

/// What proofs are checked against.
struct ProofInputs {
    KeyFinder find_key;
    std::string purpose = "assertionMethod";
    std::vector<std::string> domains = {};  ///< exactly these; empty: any
    std::string challenge = {};             ///< empty: any
    Time now = {};                          ///< compared with `expires`
};

/// One proof of a document, and what is wrong with it. Good if nothing is.
struct CheckedProof {
    std::string cryptosuite;
    std::string verification_method;
    std::string created;
    std::vector<Error> problems;
};

/// Checks each proof of a document, in their order: its shape, its purpose, domain, challenge and
/// times, the proofs it refers to, and its signature. An error instead says that there are no
/// proofs to check. The document is verified if every proof is good.
Result<std::vector<CheckedProof>> check_proofs(std::string_view document,
                                               const ProofInputs& inputs);

}  // namespace vaxcert

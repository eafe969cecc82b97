// SPDX-License-Identifier: Apache-2.0
// Linked-data signatures of 2018: Ed25519Signature2018 and RsaSignature2018, which here is PS256.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::proof {

/// A proof whose shape has been checked: type, created, verificationMethod, proofPurpose and jws,
/// all of them texts, and nothing else.
struct LdProof {
    Algorithm algorithm = Algorithm::ed25519;
    std::string created;              ///< RFC 3339, as written
    std::string verification_method;  ///< a DID or an http(s) URL
    Bytes signature;
};

/// Reads the member "proof" of a document. The reference verifier tolerates more; whatever is more
/// is not signed, so it is proof_shape here.
Result<LdProof> parse_ld_proof(const json::Value& proof);

/// The canonical form of the proof's options under https://w3id.org/security/v2, without the jws:
/// always the same four lines.
std::string canonical_options(const LdProof& proof);

/// What is signed: the JWS header as text, a dot, the SHA-256 of the canonical options, the SHA-256
/// of the canonical document. 121 bytes.
Bytes signing_input(const LdProof& proof, std::string_view canonical_document);

/// Who signs, and when.
struct LdSigner {
    std::string verification_method;
    std::string created;
};

/// The proof of a document, its members in the order in which the reference writes them.
Result<json::Value> sign_ld_proof(const LdSigner& who, std::string_view canonical_document,
                                  const Signer& signer);

}  // namespace vaxcert::proof

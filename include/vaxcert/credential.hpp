// SPDX-License-Identifier: Apache-2.0
// W3C Verifiable Credentials and Presentations of any kind: the rules of the data model, 1.1 and
// 2.0, and proofs on top. For a service that issues and checks what others define; whether a
// vaccination certificate is to be accepted is verify()'s question.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/data_integrity.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert {

/// Everything in which a credential breaks the rules of the data model that its first context
/// names; nothing if it keeps them. Proofs are not looked at.
std::vector<Error> check_credential(std::string_view document);

/// The same of a presentation and of each credential in it.
std::vector<Error> check_presentation(std::string_view document);

/// The credential with a proof: one that breaks a rule, or says what JSON-LD would drop, is not
/// signed.
///
///     const auto issued = issue_credential(text, {.cryptosuite = Cryptosuite::eddsa_rdfc_2022,
///                                                 .verification_method = method}, *signer);
Result<std::string> issue_credential(std::string_view document, const ProofOptions& options,
                                     const Signer& signer);

/// The credential inside a JSON Web Token (VC-JOSE-COSE), as the object that names it by a data
/// URL: an EnvelopedVerifiableCredential. `key_id` is the verification method of the signer's key.
Result<std::string> envelop_credential(std::string_view document, std::string_view key_id,
                                       const Signer& signer);

/// What was found. Verified only if there are no problems.
struct CredentialReport {
    std::vector<Error> problems;
    std::vector<CheckedProof> proofs;

    bool verified() const noexcept { return problems.empty() && !proofs.empty(); }
};

/// Whether a credential keeps the rules and all its proofs are good, or the signature around it if
/// it is an EnvelopedVerifiableCredential. That it is valid at a time is check_validity()'s.
CredentialReport verify_credential(std::string_view document, const ProofInputs& inputs);

/// The same of a presentation, with each credential in it. `inputs` are the presentation's
/// (purpose: authentication); the proofs of the credentials must be assertions. A credential
/// without a proof of its own must be the holder's own word: issued by the holder, who made the
/// proof of the presentation.
CredentialReport verify_presentation(std::string_view document, const ProofInputs& inputs);

/// Whether a credential is valid at a time, by its own words: expired, or not_yet_valid.
std::vector<Error> check_validity(std::string_view document, Time now);

}  // namespace vaxcert

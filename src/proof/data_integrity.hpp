// SPDX-License-Identifier: Apache-2.0
// W3C Data Integrity: a proof as it stands in a document, and the bytes it is a signature over.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "proof/suite.hpp"

namespace vaxcert::proof {

/// A proof whose shape has been checked.
struct Proof {
    const Suite* suite = nullptr;
    Algorithm algorithm = Algorithm::ed25519;  ///< what the suite and the signature's length say
    json::Value json;                          ///< as it stands in the document
    std::string verification_method;
    std::string purpose;
    std::string created, expires;  ///< empty: not stated
    std::vector<std::string> domains;
    std::string challenge;
    std::string id;
    std::vector<std::string> previous;  ///< ids of the proofs it refers to
    Bytes value;                        ///< the signature; of ecdsa-sd-2023, all its CBOR

    /// The options that are signed: all but the signature.
    json::Value options() const;
};

inline constexpr std::size_t most_proofs = 16;

/// One proof. A suite we do not know is unsupported_algorithm, anything else amiss proof_shape.
Result<Proof> parse_proof(const json::Value& proof);

/// Every proof of a document, in order. previousProof must name proofs that are there, and nobody
/// may refer to himself, whichever way round.
Result<std::vector<Proof>> parse_proofs(const json::Value& document);

/// The document that one of its proofs is over: without proofs, but for those it refers to.
json::Value secured_document(const json::Value& document, const Proof& proof,
                             std::span<const Proof> all);

/// Every value on the way to what is signed.
struct HashData {
    std::string canonical_document, canonical_proof;
    Bytes document_hash, proof_hash;

    /// What is signed: the proof's hash first.
    Bytes combined() const;
};

/// For all suites but ecdsa-sd-2023. `options` as Proof::options() gives it; `document` as
/// secured_document() gives it.
Result<HashData> hash_data(const json::Value& document, const json::Value& options,
                           const Suite& suite, crypto::HashAlgorithm hash, const Budget& budget);

/// The signature of a proof as a key checks it. Of ecdsa-sd-2023 it is the issuer's; a base proof
/// is refused, since it is not for showing.
Result<Bytes> signature_of(const Proof& proof);

/// The message under that signature. Late and dear: it canonicalizes the document.
Result<Bytes> signed_bytes(const json::Value& document, const Proof& proof,
                           std::span<const Proof> all, const Budget& budget);

/// The canonical form of proof options under a document's contexts.
Result<std::string> canonical_options(const json::Value& options, const json::Value& context,
                                      crypto::HashAlgorithm hash, const Budget& budget);

/// The canonical form that JSON-LD processing comes to, whatever template there may be. For tests.
Result<std::string> canonical_options_at_length(const json::Value& options,
                                                const json::Value& context,
                                                crypto::HashAlgorithm hash, const Budget& budget);

/// The dateTimeStamp of XML Schema; one without an offset is taken as UTC.
Result<Time> parse_date_time_stamp(std::string_view text);

}  // namespace vaxcert::proof

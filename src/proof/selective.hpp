// SPDX-License-Identifier: Apache-2.0
// ecdsa-sd-2023: the issuer signs each line of the canonical document alone, the holder passes on
// some of them, and the labels of blank nodes tell nobody what was left out.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"

namespace vaxcert::proof {

/// The CBOR inside a base proof.
struct BaseProof {
    Bytes base_signature;           ///< 64
    Bytes public_key;               ///< of the one-time key: 80 24 and a compressed point
    Bytes hmac_key;                 ///< 32
    std::vector<Bytes> signatures;  ///< of each line that is not mandatory
    std::vector<std::string> mandatory_pointers;
};

/// The CBOR inside a derived proof.
struct DerivedProof {
    Bytes base_signature, public_key;
    std::vector<Bytes> signatures;
    std::map<std::uint64_t, Bytes> labels;  ///< the number in _:c14n<number>, and its HMAC
    std::vector<std::uint64_t> mandatory;   ///< indexes of lines
};

Bytes to_bytes(const BaseProof& proof);
Bytes to_bytes(const DerivedProof& proof);
Result<BaseProof> parse_base_proof(ByteView bytes);

/// A base proof is refused: it gives away what its holder may want to keep.
Result<DerivedProof> parse_derived_proof(ByteView bytes);

/// A document as lines whose blank nodes have keyed names, in order, and which of them are chosen.
struct KeyedLines {
    std::vector<std::string> all;
    std::map<std::string, std::string, std::less<>> names;  ///< label while we work: keyed name
    json::Value named;  ///< the document with every node named, so that parts keep their names

    /// The lines that a part of the document selected by pointers makes, by index.
    Result<std::vector<std::size_t>> matching(std::span<const std::string> pointers,
                                              const Budget& budget) const;
};
Result<KeyedLines> keyed_lines(const json::Value& document, ByteView hmac_key,
                               const Budget& budget);

/// What issuing needs besides the document, fresh for each.
struct OneTime {
    Bytes hmac_key;
    std::shared_ptr<const Signer> signer;
};
Result<OneTime> make_one_time();

/// SHA-256 of some lines, one after the other.
Bytes hash_of_lines(std::span<const std::string> lines);

/// What the issuer's key signs.
Bytes base_message(ByteView proof_hash, ByteView public_key, ByteView mandatory_hash);

Result<BaseProof> make_base_proof(const json::Value& document, ByteView proof_hash,
                                  std::span<const std::string> mandatory_pointers,
                                  const OneTime& one_time, const Signer& issuer,
                                  const Budget& budget);

/// Part of a document, and the proof that fits it.
struct Derived {
    json::Value document;
    DerivedProof proof;
};
Result<Derived> derive(const json::Value& document, const BaseProof& base,
                       std::span<const std::string> selective_pointers, const Budget& budget);

/// The lines that a verifier makes of a revealed document.
Result<std::vector<std::string>> revealed_lines(const json::Value& document,
                                                const DerivedProof& proof, const Budget& budget);

/// The message under the issuer's signature, once every line is seen to be signed by the one-time
/// key that it vouches for.
Result<Bytes> message_of_derived(const json::Value& document, const DerivedProof& proof,
                                 ByteView proof_hash, const Budget& budget);

}  // namespace vaxcert::proof

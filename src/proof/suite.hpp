// SPDX-License-Identifier: Apache-2.0
// The cryptosuites, each a row of facts.

#pragma once

#include <string_view>

#include <vaxcert/data_integrity.hpp>

#include "crypto/hash.hpp"

namespace vaxcert::proof {

/// How a document becomes bytes.
enum class Transformation : std::uint8_t { rdfc, jcs, selective };

struct Suite {
    Cryptosuite id;
    std::string_view type;         ///< "DataIntegrityProof"
    std::string_view cryptosuite;  ///< empty for a type of its own
    Transformation transformation;
    bool is_eddsa;

    /// Whether keys of that algorithm sign in this suite.
    bool takes(Algorithm algorithm) const noexcept;
};

inline constexpr std::string_view data_integrity_type = "DataIntegrityProof";

const Suite& suite_of(Cryptosuite id) noexcept;

/// The suite of a proof's type and cryptosuite, or nullptr.
const Suite* find_suite(std::string_view type, std::string_view cryptosuite) noexcept;

/// SHA-384 for P-384, inside RDFC-1.0 too; SHA-256 for all others.
crypto::HashAlgorithm hash_of(Algorithm algorithm) noexcept;

}  // namespace vaxcert::proof

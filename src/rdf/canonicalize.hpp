// SPDX-License-Identifier: Apache-2.0
// The canonical form of a dataset: RDFC-1.0 (W3C Recommendation of 2024-05-21), and the URDNA2015
// of the linked-data proofs of 2018.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "crypto/hash.hpp"
#include "rdf/dataset.hpp"
#include "rdf/nquads.hpp"

namespace vaxcert::rdf {

struct CanonicalizeOptions {
    /// Spelling::standard is RDFC-1.0 and takes the dataset as a set. Spelling::legacy is URDNA2015
    /// as JavaScript made it before 2023: a quad that comes twice is written twice.
    Spelling spelling = Spelling::standard;

    /// Of the hashes that name blank nodes: SHA-256, or SHA-384 for signatures with P-384.
    crypto::HashAlgorithm hash = crypto::HashAlgorithm::sha256;
};

struct Canonical {
    std::string nquads;

    /// labels[i] is the label that _:c14n<i> had in the dataset, and looks at the dataset's text.
    std::vector<std::string_view> labels;
};

/// Two datasets have the same canonical form if, and only if, they differ in nothing but the labels
/// of their blank nodes and the order of their quads.
///
/// Some datasets are made to take forever: `budget` limits the quads, the blank nodes, and the
/// N-degree hashes and permutations, and a dataset beyond it is refused with limit_exceeded.
///
///     const auto canonical = canonicalize(dataset, {}, budget);
///     if (canonical) hash(canonical->nquads);
Result<Canonical> canonicalize(const Dataset& dataset, const CanonicalizeOptions& options,
                               const Budget& budget);

}  // namespace vaxcert::rdf

// SPDX-License-Identifier: Apache-2.0
// RDFC-1.0 section 4.6: what a blank node's own quads say tells most of them apart. Of this folder
// alone.

#pragma once

#include <memory_resource>
#include <vector>

#include "crypto/hash.hpp"
#include "rdf/lines.hpp"

namespace vaxcert::rdf {

struct HashedNode {
    crypto::HashValue hash;
    Node node = no_node;
};

/// All blank nodes in the order of the hashes of the quads that mention them. Changes the lines and
/// changes them back.
std::pmr::vector<HashedNode> first_degree_hashes(Lines& lines, crypto::HashAlgorithm algorithm,
                                                 std::pmr::memory_resource& arena);

}  // namespace vaxcert::rdf

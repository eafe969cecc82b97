// SPDX-License-Identifier: Apache-2.0
// Everything a hostile input can make grow has a budget, passed down and spent.

#pragma once

#include <cstddef>
#include <string>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// What one verification may spend. A step that would go beyond answers limit_exceeded.
struct Budget {
    std::size_t input_bytes = 8192;      ///< one QR symbol holds at most 7,089 characters
    std::size_t inflated_bytes = 65536;  ///< of a compressed entry
    std::size_t json_depth = 32;
    std::size_t json_values = 4096;
    std::size_t json_string_bytes = 16384;
    std::size_t json_number_bytes = 32;
    std::size_t cbor_depth = 16;
    std::size_t cbor_items = 10000;
    std::size_t quads = 512;
    std::size_t blank_nodes = 32;
    std::size_t contexts = 512;       ///< changes of the active context in one JSON-LD document
    std::size_t hash_calls = 1000;    ///< N-degree hashes of RDFC-1.0
    std::size_t rule_steps = 20000;   ///< expressions evaluated for one rule
    std::size_t permutations = 8192;  ///< of equal neighbors in RDFC-1.0

    static Budget for_one_certificate() { return {}; }

    /// For data that is trusted to be large: suites, contexts, lists.
    static Budget for_trusted_data();
};

/// "JSON nesting: 33 levels, at most 32 are read"
Error limit_exceeded(const char* what, std::size_t found, std::size_t limit);

}  // namespace vaxcert

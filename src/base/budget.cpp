// SPDX-License-Identifier: Apache-2.0
#include "base/budget.hpp"

namespace vaxcert {

Budget Budget::for_trusted_data() {
    constexpr std::size_t plenty = std::size_t{1} << 30;
    return {.input_bytes = plenty,
            .inflated_bytes = plenty,
            .json_depth = 512,
            .json_values = plenty,
            .json_string_bytes = plenty,
            .json_number_bytes = 4096,
            .cbor_depth = 64,
            .cbor_items = plenty,
            .quads = plenty,
            .blank_nodes = plenty,
            .contexts = plenty,
            .hash_calls = 4096,
            .rule_steps = 20000,
            .permutations = 32768};
}

Error limit_exceeded(const char* what, std::size_t found, std::size_t limit) {
    return {Reason::limit_exceeded, std::string(what) + ": " + std::to_string(found) +
                                        ", and at most " + std::to_string(limit) + " are read"};
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// What a credential of any kind may spend. Of this folder, and of those who take whole documents.

#pragma once

#include "base/budget.hpp"

namespace vaxcert::proof {

/// More than a vaccination certificate needs, and less than a second of work.
inline Budget document_budget() {
    Budget budget = Budget::for_one_certificate();
    budget.json_values = 16384;
    budget.json_string_bytes = 262144;
    budget.quads = 4096;
    budget.blank_nodes = 512;
    budget.contexts = 4096;
    return budget;
}

}  // namespace vaxcert::proof

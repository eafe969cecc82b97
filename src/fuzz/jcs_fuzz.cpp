// SPDX-License-Identifier: Apache-2.0
#include "json/jcs.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"

FUZZ(jcs) {
    using namespace vaxcert;
    const Budget budget;

    const auto value = json::parse(as_text(input), budget);
    if (!value) return;

    // Canonical text means the same, and is already canonical.
    const std::string canonical = json::to_jcs(*value);
    const auto again = json::parse(canonical, budget);
    FUZZ_CHECK(again && *again == *value);
    FUZZ_CHECK(json::to_jcs(*again) == canonical);

    // It does not depend on the order of members.
    if (!value->is_object()) return;
    json::Object backwards = value->object();
    std::ranges::reverse(backwards);
    FUZZ_CHECK(json::to_jcs(backwards) == canonical);
}

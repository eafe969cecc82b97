// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/presentation.hpp>
#include <vaxcert/verify.hpp>

#include "formats/sd_jwt/sd_jwt.hpp"
#include "fuzz/fuzz.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"

namespace {

using namespace vaxcert;

/// Whether any trace of hiding is left.
bool hides(const json::Value& value) {
    if (value.is_array())
        for (const json::Value& element : value.array())
            if (hides(element)) return true;
    if (!value.is_object()) return false;
    for (const json::Member& member : value.object())
        if (member.name == "_sd" || member.name == "..." || hides(member.value)) return true;
    return false;
}

}  // namespace

FUZZ(sd_jwt) {
    const Budget budget = Budget::for_one_certificate();
    const std::string_view text = as_text(input);

    // Whatever is read has one compact spelling, which is read alike.
    const auto sd_jwt = jose::parse_sd_jwt(text, budget);
    if (sd_jwt) {
        const std::string compact = sd_jwt->presented() + sd_jwt->key_binding;
        if (!text.starts_with('{')) FUZZ_CHECK(compact == text);
        const auto again = jose::parse_sd_jwt(compact, budget);
        FUZZ_CHECK(again.has_value() || compact.size() > budget.json_string_bytes);
        if (!sd_jwt->key_binding.empty()) (void)jose::check_key_binding(*sd_jwt, budget);

        const auto disclosed = jose::disclose(*sd_jwt, budget);
        if (disclosed) {
            // Each disclosure has its one place, and nothing hides any more.
            FUZZ_CHECK(disclosed->revealed.size() == sd_jwt->disclosures.size());
            FUZZ_CHECK(!hides(disclosed->claims));

            // To choose nothing leaves nothing to choose; to choose all of it changes nothing.
            const auto choice = claims_to_choose(text);
            FUZZ_CHECK(choice && choice->size() == sd_jwt->disclosures.size());
            const auto none = present(text, {});
            FUZZ_CHECK(none && claims_to_choose(*none) && claims_to_choose(*none)->empty());
            const auto all = present(text, *choice);
            FUZZ_CHECK(all && *all == sd_jwt->presented());
        }
    }

    // The format's door takes less than that, and what it recognizes.
    FUZZ_CHECK(sd_jwt::recognizes(input) || !sd_jwt::open(input, budget));
}

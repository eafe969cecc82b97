// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"

namespace {

using vaxcert::json::Value;

/// Whether nlohmann's own reading, which does not go through ours, is the same.
bool equal(const Value& ours, const nlohmann::json& theirs) {
    switch (ours.kind()) {
        case Value::Kind::null:
            return theirs.is_null();
        case Value::Kind::boolean:
            return theirs.is_boolean() && theirs.get<bool>() == ours.boolean();
        case Value::Kind::number:
            return theirs.is_number() && theirs.get<double>() == ours.number().value;
        case Value::Kind::string:
            return theirs.is_string() && theirs.get_ref<const std::string&>() == ours.string();
        case Value::Kind::array:
            return theirs.is_array() && std::ranges::equal(ours.array(), theirs, equal);
        case Value::Kind::object:
            break;
    }
    return theirs.is_object() && theirs.size() == ours.object().size() &&
           std::ranges::all_of(ours.object(), [&](const auto& member) {
               const auto twin = theirs.find(member.name);
               return twin != theirs.end() && equal(member.value, *twin);
           });
}

}  // namespace

FUZZ(json) {
    using namespace vaxcert;
    const Budget budget{.json_depth = 16, .json_values = 64, .json_string_bytes = 64};
    const std::string_view text = as_text(input);
    const auto ours = json::parse(text, budget);
    const auto theirs = nlohmann::json::parse(text, nullptr, false);

    if (ours) {
        // What we accept means the same to others, and once more to us when we have written it.
        FUZZ_CHECK(!theirs.is_discarded() && equal(*ours, theirs));
        const auto again = json::parse(json::to_text(*ours), budget);
        FUZZ_CHECK(again && *again == *ours);
    } else if (!theirs.is_discarded()) {
        // What we alone refuse, we refuse for one of the reasons we have written down.
        FUZZ_CHECK(ours.error().reason == Reason::limit_exceeded ||
                   ours.error().reason == Reason::duplicate_member ||
                   text.starts_with("\xef\xbb\xbf") || text.find('\0') != text.npos);
    }
}

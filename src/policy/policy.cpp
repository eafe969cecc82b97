// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/policy.hpp>

#include <algorithm>
#include <array>

#include "json/parse.hpp"
#include "policy/rule_book.hpp"

namespace vaxcert {
namespace {

using json::Value;

Error bad(std::string detail) {
    return {Reason::bad_policy, std::move(detail)};
}

std::optional<int> whole_number(const Value& value) {
    if (!value.is_number()) return {};
    const double number = value.number().value;
    if (number < 0 || number > 1'000'000 || number != static_cast<int>(number)) return {};
    return static_cast<int>(number);
}

bool read_text(const Value& value, std::string& text) {
    if (!value.is_string()) return false;
    text = value.string();
    return true;
}

/// Whether a member is written in CertLogic, or for what is.
bool is_of_rules(std::string_view name) {
    return name == "rules" || name == "value_sets" || name == "states";
}

Result<Done> read_rules(const json::Member& member, RuleBook& book) {
    if (member.name == "value_sets") return read_value_sets(member.value, book);
    if (member.name == "states") return read_states(member.value, book);
    if (member.value.is_array() && member.value.array().empty()) return Done{};
    const auto published = parse_published(member.value);
    if (!published) return bad("\"rules\" should be an array of rules");
    if (!*published) return published->error();
    book.merge(**published);
    return Done{};
}

/// Reads one member into the policy; false if it does not belong there or is of the wrong kind.
bool read_member(const json::Member& member, Policy& policy) {
    const Value& value = member.value;
    if (member.name == "name") return read_text(value, policy.name);
    if (member.name == "country") return read_text(value, policy.country);
    if (member.name == "region") return read_text(value, policy.region);
    if (member.name == "language") return read_text(value, policy.language);
    if (member.name == "min_doses") return (policy.min_doses = whole_number(value)).has_value();
    if (member.name == "test_max_hours")
        return (policy.test_max_hours = whole_number(value)).has_value();
    if (member.name == "complete_course" && value.is_boolean()) {
        policy.complete_course = value.boolean();
        return true;
    }
    if (member.name == "days_since_last_dose" && value.is_object()) {
        for (const json::Member& bound : value.object()) {
            auto* const slot = bound.name == "min"   ? &policy.min_days_since_dose
                               : bound.name == "max" ? &policy.max_days_since_dose
                                                     : nullptr;
            if (!slot || !(*slot = whole_number(bound.value))) return false;
        }
        return true;
    }
    if (member.name == "products" && value.is_array()) {
        for (const Value& product : value.array()) {
            if (!product.is_string()) return false;
            policy.products.push_back(product.string());
        }
        return true;
    }
    return false;
}

}  // namespace

Result<Policy> Policy::parse(std::string_view text) {
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return bad("the policy is not JSON: " + value.error().detail);
    Policy policy;
    if (auto published = parse_published(*value)) {
        if (!*published) return published->error();
        policy.rules = std::make_shared<const RuleBook>(**std::move(published));
        return policy;
    }
    if (!value->is_object()) return bad("a policy is a JSON object, or an array of rules");
    RuleBook book;
    // A demand that is misspelt must not be a demand that is dropped.
    for (const json::Member& member : value->object()) {
        if (is_of_rules(member.name)) {
            if (const auto read = read_rules(member, book); !read) return read.error();
        } else if (!read_member(member, policy)) {
            return bad("\"" + member.name +
                       "\" is no member of a policy, or not of the right kind");
        }
    }
    policy.rules = std::make_shared<const RuleBook>(std::move(book));
    return policy;
}

}  // namespace vaxcert

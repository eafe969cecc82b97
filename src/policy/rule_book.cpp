// SPDX-License-Identifier: Apache-2.0
#include "policy/rule_book.hpp"

#include <algorithm>

#include "certlogic/evaluate.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Object;
using json::Value;

Error bad(std::string detail) {
    return {Reason::bad_policy, std::move(detail)};
}

bool all_texts(const Value& value) {
    return value.is_array() && std::ranges::all_of(value.array(), &Value::is_string);
}

/// {"valueSetId", "valueSetDate", "valueSetValues": {CODE: {...}}}: a value set as published. Codes
/// that are no longer active stay codes of certificates issued before.
Result<Done> read_published_set(const Value& value, RuleBook& book) {
    const auto id = json::member_at(value, "valueSetId", Value::Kind::string, Reason::bad_policy);
    if (!id) return id.error();
    const auto values =
        json::member_at(value, "valueSetValues", Value::Kind::object, Reason::bad_policy);
    if (!values) return values.error();
    json::Array codes;
    for (const json::Member& each : (*values)->object()) codes.emplace_back(each.name);
    book.value_sets.set((*id)->string(), Value(std::move(codes)));
    return Done{};
}

Result<Done> read_published(const Value& value, RuleBook& book) {
    if (value.find("valueSetId")) return read_published_set(value, book);
    auto rule = parse_rule(value);
    if (!rule) return rule.error();
    book.rules.push_back(*std::move(rule));
    return Done{};
}

bool is_published(const Value& value) {
    return value.find("valueSetId") || value.find("Identifier");
}

}  // namespace

void RuleBook::merge(const RuleBook& other) {
    for (const Rule& rule : other.rules) {
        const bool known = std::ranges::any_of(rules, [&](const Rule& ours) {
            return ours.id == rule.id && ours.version == rule.version;
        });
        if (!known) rules.push_back(rule);
    }
    for (const json::Member& set : other.value_sets.object()) value_sets.set(set.name, set.value);
    states.insert(states.end(), other.states.begin(), other.states.end());
}

std::optional<Result<RuleBook>> parse_published(const Value& value) {
    const bool several = value.is_array() && !value.array().empty() &&
                         std::ranges::all_of(value.array(), is_published);
    if (!several && !is_published(value)) return {};
    RuleBook book;
    if (!several) {
        if (const auto read = read_published(value, book); !read) return read.error();
        return book;
    }
    for (const Value& each : value.array())
        if (const auto read = read_published(each, book); !read) return read.error();
    return book;
}

Result<Done> read_value_sets(const Value& value, RuleBook& book) {
    if (!value.is_object()) return bad("\"value_sets\" should be an object");
    for (const json::Member& set : value.object()) {
        if (!all_texts(set.value))
            return bad("the value set \"" + set.name + "\" should be an array of codes");
        book.value_sets.set(set.name, set.value);
    }
    return Done{};
}

Result<Done> read_states(const Value& value, RuleBook& book) {
    if (!value.is_array()) return bad("\"states\" should be an array");
    for (const Value& each : value.array()) {
        const auto word = json::member_at(each, "state", Value::Kind::string, Reason::bad_policy);
        if (!word) return word.error();
        const auto says = json::member_at(each, "says", Value::Kind::object, Reason::bad_policy);
        if (!says) return says.error();
        const Value* logic = each.find("if");
        if (!logic || each.object().size() != 3)
            return bad("a state has \"state\", \"says\" and \"if\", and nothing else");
        if (const auto issues = certlogic::check_expression(*logic); !issues.empty())
            return bad("the state \"" + (*word)->string() + "\": " + issues.front().what);
        StateRule state{(*word)->string(), {}, *logic};
        for (const json::Member& text : (*says)->object()) {
            if (!text.value.is_string()) return bad("\"says\" should hold texts by language");
            state.texts.emplace_back(text.name, text.value.string());
        }
        book.states.push_back(std::move(state));
    }
    return Done{};
}

}  // namespace vaxcert

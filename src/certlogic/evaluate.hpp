// SPDX-License-Identifier: Apache-2.0
// CertLogic 1.3.3: a rule as a JSON expression, evaluated on JSON data.

#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/budget.hpp"
#include "certlogic/instant.hpp"
#include "json/value.hpp"

namespace vaxcert::certlogic {

/// What an expression evaluates to: JSON, or an instant, which has no JSON form.
using Term = std::variant<json::Value, Instant>;

/// The value of an expression on `data`. Whatever the specification calls an error is one
/// (rule_invalid), and so is an expression that takes more steps than `budget` allows.
Result<Term> evaluate(const json::Value& expression, const json::Value& data, const Budget& budget);

/// Whether a rule holds: its expression evaluates to `true`. Anything else, an error too, is no.
bool holds(const json::Value& expression, const json::Value& data, const Budget& budget);

/// What is wrong with an expression whatever the data, in the order in which it is written; each
/// with the part of the expression that is meant.
struct Issue {
    const json::Value* expression;
    std::string what;
};
std::vector<Issue> check_expression(const json::Value& expression);

}  // namespace vaxcert::certlogic

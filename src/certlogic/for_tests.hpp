// SPDX-License-Identifier: Apache-2.0
// Expressions and what becomes of them, as texts.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "certlogic/evaluate.hpp"
#include "json/parse.hpp"

namespace vaxcert::certlogic::for_tests {

inline json::Value parsed(std::string_view text) {
    auto value = json::parse(text, Budget::for_trusted_data());
    REQUIRE(value);
    return *std::move(value);
}

/// The value as JSON text, an instant as its own, or the reason of the error.
inline std::string value_of(std::string_view expression, std::string_view data = "{}",
                            const Budget& budget = {}) {
    const auto term = evaluate(parsed(expression), parsed(data), budget);
    if (!term) return name(term.error().reason);
    if (const auto* instant = std::get_if<Instant>(&*term)) return to_text(*instant);
    return json::to_text(std::get<json::Value>(*term));
}

struct Example {
    std::string_view expression, value;
};

inline void check(std::initializer_list<Example> examples, std::string_view data = "{}") {
    for (const Example& example : examples) {
        CAPTURE(example.expression);
        CHECK(value_of(example.expression, data) == example.value);
    }
}

}  // namespace vaxcert::certlogic::for_tests

// SPDX-License-Identifier: Apache-2.0
// Two policies as one that asks for what each of them asks.

#include <algorithm>

#include "policy/rule_book.hpp"

namespace vaxcert {
namespace {

Error contradiction(std::string detail) {
    return {Reason::bad_policy, std::move(detail)};
}

/// The stricter of two bounds, where either may be missing.
template <class Stricter>
void tighten(std::optional<int>& bound, std::optional<int> other, Stricter stricter) {
    if (other) bound = bound ? stricter(*bound, *other) : *other;
}

const int& larger(const int& a, const int& b) {
    return std::max(a, b);
}

const int& smaller(const int& a, const int& b) {
    return std::min(a, b);
}

Result<Done> tighten_products(std::vector<std::string>& products,
                              const std::vector<std::string>& other) {
    if (other.empty()) return Done{};
    if (products.empty()) {
        products = other;
        return Done{};
    }
    std::erase_if(products, [&](const std::string& product) {
        return std::ranges::find(other, product) == other.end();
    });
    // No product at all would mean any.
    if (products.empty()) return contradiction("the policies have no product in common");
    return Done{};
}

/// One place of arrival for all rules.
Result<Done> settle(std::string& place, const std::string& other, const char* what) {
    if (place.empty()) place = other;
    if (other.empty() || place == other) return Done{};
    return contradiction(std::string("two policies name a different ") + what + " of arrival");
}

bool takes_vaccinations(const Policy& policy) {
    return policy.asks_for_vaccination() || !policy.asks_for_test();
}

bool takes_tests(const Policy& policy) {
    return policy.asks_for_test() || !policy.asks_for_vaccination();
}

}  // namespace

Result<Done> Policy::merge(const Policy& other) {
    const bool vaccinations = takes_vaccinations(*this) && takes_vaccinations(other);
    const bool tests = takes_tests(*this) && takes_tests(other);
    if (!vaccinations && !tests)
        return contradiction("one policy asks for a vaccination and another for a test");
    if (!other.name.empty()) name += (name.empty() ? "" : " and ") + other.name;
    tighten(min_doses, other.min_doses, larger);
    complete_course = complete_course || other.complete_course;
    tighten(min_days_since_dose, other.min_days_since_dose, larger);
    tighten(max_days_since_dose, other.max_days_since_dose, smaller);
    if (const auto products_left = tighten_products(products, other.products); !products_left)
        return products_left;
    tighten(test_max_hours, other.test_max_hours, smaller);
    // Where one takes either and another does not, the other decides.
    if (!tests) test_max_hours.reset();
    if (!vaccinations) {
        min_doses.reset();
        complete_course = false;
        min_days_since_dose.reset();
        max_days_since_dose.reset();
        products.clear();
    }
    if (const auto one = settle(country, other.country, "country"); !one) return one;
    if (const auto one = settle(region, other.region, "region"); !one) return one;
    if (language == "en") language = other.language;
    if (other.rules) {
        RuleBook book = rules ? *rules : RuleBook{};
        book.merge(*other.rules);
        rules = std::make_shared<const RuleBook>(std::move(book));
    }
    return Done{};
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// Roots of trust as JSON, for people (docs/schemas/trust-roots.schema.json).

#include <algorithm>
#include <array>

#include "json/parse.hpp"
#include "trust/own_notation.hpp"
#include "trust/roots.hpp"

namespace vaxcert {
namespace {

using json::Value;
using Kind = json::Value::Kind;

Result<std::uint64_t> number_in(const Value& object, const char* name) {
    const auto number = json::member_at(object, name, Kind::number, Reason::bad_trust_list);
    if (!number) return number.error();
    constexpr double most = 9007199254740991;  // what a double can count to
    const double value = (*number)->number().value;
    if (!(value >= 0 && value <= most) ||
        value != static_cast<double>(static_cast<std::uint64_t>(value)))
        return bad_trust_list(std::string(name) + " should be a whole number");
    return static_cast<std::uint64_t>(value);
}

Result<std::vector<std::string>> words_in(const Value& object, const char* name) {
    std::vector<std::string> words;
    const Value* list = object.find(name);
    if (!list) return words;
    if (!list->is_array()) return bad_trust_list(std::string(name) + " should be an array");
    if (list->array().empty()) return bad_trust_list(std::string(name) + " should not be empty");
    for (const Value& word : list->array()) {
        if (!word.is_string()) return bad_trust_list(std::string(name) + " should hold strings");
        words.push_back(word.string());
    }
    return words;
}

template <std::size_t count>
Result<Done> check_members(const Value& object, const std::array<std::string_view, count>& known) {
    for (const json::Member& member : object.object())
        if (std::ranges::find(known, member.name) == known.end())
            return bad_trust_list("the roots of trust have a member that is not known");
    return Done{};
}

Result<TrustDelegate> delegate_in(const Value& value) {
    constexpr std::array<std::string_view, 5> known = {"key", "formats", "countries", "issuers",
                                                       "valid_until"};
    if (!value.is_object()) return bad_trust_list("a delegate should be an object");
    if (const auto good = check_members(value, known); !good) return good.error();
    const Value* notation = value.find("key");
    if (!notation) return bad_trust_list("a delegate has no key");
    auto key = key_in(*notation);
    if (!key) return key.error();
    auto formats = words_in(value, "formats");
    if (!formats) return formats.error();
    auto countries = words_in(value, "countries");
    if (!countries) return countries.error();
    auto issuers = words_in(value, "issuers");
    if (!issuers) return issuers.error();
    TrustDelegate delegate{*std::move(key), *std::move(formats), *std::move(countries),
                           *std::move(issuers)};
    if (const Value* until = value.find("valid_until")) {
        if (!until->is_string()) return bad_trust_list("valid_until should be a time");
        const auto time = parse_time(until->string());
        if (!time) return bad_trust_list("valid_until: " + time.error().detail);
        delegate.valid_until = *time;
    }
    return delegate;
}

void set_words(Value& object, const char* name, const std::vector<std::string>& words) {
    if (!words.empty()) object.set(name, Value(json::Array(words.begin(), words.end())));
}

}  // namespace

Result<TrustRoots> TrustRoots::parse(std::string_view text) {
    constexpr std::array<std::string_view, 6> known = {"trust_roots", "environment", "version",
                                                       "threshold",   "keys",        "delegates"};
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return bad_trust_list("the roots of trust are not JSON: " + value.error().detail);
    const auto notation = number_in(*value, "trust_roots");
    if (!notation || *notation != 1)
        return bad_trust_list("these are no roots of trust (\"trust_roots\": 1)");
    if (const auto good = check_members(*value, known); !good) return good.error();
    TrustRoots roots;
    const auto environment =
        json::member_at(*value, "environment", Kind::string, Reason::bad_trust_list);
    if (!environment) return environment.error();
    if ((*environment)->string() != "production" && (*environment)->string() != "test")
        return bad_trust_list("\"environment\" should be production or test");
    roots.environment =
        (*environment)->string() == "test" ? Environment::test : Environment::production;
    const auto version = number_in(*value, "version");
    if (!version) return version.error();
    roots.version = *version;
    const auto threshold = number_in(*value, "threshold");
    if (!threshold) return threshold.error();
    roots.threshold = *threshold;
    const auto keys = json::member_at(*value, "keys", Kind::array, Reason::bad_trust_list);
    if (!keys) return keys.error();
    for (const Value& notation_of_key : (*keys)->array()) {
        auto key = key_in(notation_of_key);
        if (!key) return in_key(roots.keys.size(), key.error());
        roots.keys.push_back(*std::move(key));
    }
    if (const Value* delegates = value->find("delegates")) {
        if (!delegates->is_array()) return bad_trust_list("delegates should be an array");
        for (const Value& each : delegates->array()) {
            auto delegate = delegate_in(each);
            if (!delegate)
                return bad_trust_list("delegate " + std::to_string(roots.delegates.size() + 1) +
                                      ": " + delegate.error().detail);
            roots.delegates.push_back(*std::move(delegate));
        }
    }
    if (const auto good = check_roots(roots); !good) return good.error();
    return roots;
}

std::string TrustRoots::to_json() const {
    Value value(json::Object{});
    value.set("trust_roots", 1);
    value.set("environment", name(environment));
    value.set("version", static_cast<double>(version));
    value.set("threshold", static_cast<double>(threshold));
    json::Array all;
    for (const PublicKey& key : keys) all.emplace_back(key.to_pem());
    value.set("keys", std::move(all));
    json::Array list;
    for (const TrustDelegate& delegate : delegates) {
        Value one(json::Object{});
        one.set("key", delegate.key.to_pem());
        set_words(one, "formats", delegate.formats);
        set_words(one, "countries", delegate.countries);
        set_words(one, "issuers", delegate.issuers);
        if (delegate.valid_until) one.set("valid_until", to_text(*delegate.valid_until));
        list.push_back(std::move(one));
    }
    if (!list.empty()) value.set("delegates", std::move(list));
    return json::to_text(value) + '\n';
}

}  // namespace vaxcert

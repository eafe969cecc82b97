// SPDX-License-Identifier: Apache-2.0
// Which rules are for a certificate, and what each says of it.

#include <algorithm>
#include <array>

#include "certlogic/evaluate.hpp"
#include "policy/check.hpp"
#include "policy/rule_book.hpp"
#include "policy/rule_data.hpp"

namespace vaxcert {
namespace {

using json::Value;

/// The CertLogic that is spoken here, and the schema of the payloads.
constexpr Version our_engine{{1, 3, 3}};
constexpr std::string_view our_engine_name = "CERTLOGIC";

std::string text_at(const Value& object, std::string_view name) {
    const Value* member = object.find(name);
    return member && member->is_string() ? member->string() : std::string();
}

/// Judges one certificate by one policy.
class Judge {
  public:
    Judge(const Certificate& certificate, const Policy& policy, const MasterData& master_data,
          Time now)
        : policy_(policy),
          event_(certificate.event().index()),
          data_(data_for_rules(certificate, policy, master_data, now)),
          issuing_country_(text_at(*data_.find("external"), "issuerCountryCode")),
          now_(now) {}

    std::vector<Finding> check() const {
        std::vector<Finding> findings;
        const auto rules = selected();
        // Rules that are all for others, or out of date, are not rules that are met.
        if (std::ranges::none_of(
                rules, [](const Rule* rule) { return rule->kind == Rule::Kind::acceptance; }))
            findings.push_back(unclear(policy_.country.empty()
                                           ? "rules are given and no country of arrival"
                                           : "none of the rules given is what " + policy_.country +
                                                 " asks of such a certificate at this time"));
        for (const Rule* rule : rules) findings.push_back(outcome(*rule));
        return findings;
    }

    const StateRule* state() const {
        for (const StateRule& state : policy_.rules->states)
            if (certlogic::holds(state.logic, data_, Budget::for_one_certificate())) return &state;
        return nullptr;
    }

  private:
    /// Of each rule that is for this certificate, here and now, the newest version.
    std::vector<const Rule*> selected() const {
        std::vector<const Rule*> newest;
        for (const Rule& rule : policy_.rules->rules) {
            if (!is_for_this(rule)) continue;
            const auto same = std::ranges::find(
                newest, rule.id, [](const Rule* each) { return std::string_view(each->id); });
            if (same == newest.end())
                newest.push_back(&rule);
            else if (rule.version > (*same)->version)
                *same = &rule;
        }
        return newest;
    }

    bool is_for_this(const Rule& rule) const {
        constexpr std::array<std::string_view, 3> types = {"Vaccination", "Test", "Recovery"};
        if (rule.kind == Rule::Kind::booster) return false;
        const bool invalidates = rule.kind == Rule::Kind::invalidation;
        return rule.country == (invalidates ? issuing_country_ : policy_.country) &&
               (invalidates || rule.region.empty() || rule.region == policy_.region) &&
               (rule.certificate_type == "General" || rule.certificate_type == types.at(event_)) &&
               rule.valid_from <= now_ && now_ <= rule.valid_until;
    }

    Finding outcome(const Rule& rule) const {
        const std::string name = rule.id + ' ' + rule.version.text();
        if (rule.engine != our_engine_name || rule.engine_version > our_engine)
            return unclear(name + " is written for " + rule.engine + ' ' +
                           rule.engine_version.text() + "; CERTLOGIC " + our_engine.text() +
                           " is spoken here");
        const auto schema = Version::parse(text_at(*data_.find("payload"), "ver"));
        if (!schema || schema->parts[0] != rule.schema.parts[0])
            return unclear(name + " is written for payloads of version " + rule.schema.text());
        const auto term = certlogic::evaluate(rule.logic, data_, Budget::for_one_certificate());
        if (!term)
            return {Step::policy,
                    Outcome::undecided,
                    {Reason::rule_invalid, name + " cannot be evaluated: " + term.error().detail}};
        const auto* value = std::get_if<Value>(&*term);
        if (value && value->is_boolean() && value->boolean())
            return {Step::policy, Outcome::accepted, {Reason::rule_met, said(rule, name)}};
        // An older payload may lack what a newer rule looks at.
        if (*schema < rule.schema)
            return unclear(name + " is not met by a payload of version " + schema->text() +
                           ", and written for " + rule.schema.text());
        return {Step::policy, Outcome::rejected, {Reason::rule_not_met, said(rule, name)}};
    }

    std::string said(const Rule& rule, const std::string& name) const {
        const std::string_view text = text_in(rule.texts, policy_.language);
        return text.empty() ? name : name + ": " + std::string(text);
    }

    static Finding unclear(std::string detail) {
        return {Step::policy, Outcome::undecided, {Reason::rule_unclear, std::move(detail)}};
    }

    const Policy& policy_;
    std::size_t event_;
    Value data_;
    std::string issuing_country_;
    Time now_;
};

}  // namespace

std::vector<Finding> check_rules(const Certificate& certificate, const Policy& policy,
                                 const MasterData& master_data, Time now) {
    if (!policy.rules || policy.rules->rules.empty()) return {};
    return Judge(certificate, policy, master_data, now).check();
}

std::optional<PolicyState> state_of(const Certificate& certificate, const Policy& policy,
                                    const MasterData& master_data, Time now) {
    if (!policy.rules || policy.rules->states.empty()) return {};
    const StateRule* state = Judge(certificate, policy, master_data, now).state();
    if (!state) return {};
    return PolicyState{policy.name, state->word,
                       std::string(text_in(state->texts, policy.language))};
}

}  // namespace vaxcert

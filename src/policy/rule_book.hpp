// SPDX-License-Identifier: Apache-2.0
// The rules of a check point: which of them are for a certificate, and whether it meets them.

#pragma once

#include <string>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/master_data.hpp>
#include <vaxcert/policy.hpp>
#include <vaxcert/time.hpp>

#include "json/value.hpp"
#include "policy/rule.hpp"

namespace vaxcert {

/// One of the states that a policy tells apart: the first whose logic holds is the certificate's.
struct StateRule {
    std::string word;  ///< for programs: "2"
    Texts texts;       ///< for people: "fully vaccinated"
    json::Value logic;
};

class RuleBook {
  public:
    std::vector<Rule> rules = {};
    json::Value value_sets{json::Object{}};  ///< name to array of codes
    std::vector<StateRule> states = {};

    /// Takes in the rules, value sets and states of another; a value set of the same name is
    /// replaced, and of a rule with the same id and version the first stays.
    void merge(const RuleBook& other);
};

/// Reads a rule, a value set, or an array of either, as published. Nothing if it is neither.
std::optional<Result<RuleBook>> parse_published(const json::Value& value);

/// Reads {"name": ["code", ...], ...} into the book.
Result<Done> read_value_sets(const json::Value& value, RuleBook& book);

/// Reads [{"state", "says": {LANGUAGE: TEXT}, "if": LOGIC}, ...] into the book.
Result<Done> read_states(const json::Value& value, RuleBook& book);

/// What each of the policy's rules for this certificate says of it: met, not met, or not to be
/// judged.
std::vector<Finding> check_rules(const Certificate& certificate, const Policy& policy,
                                 const MasterData& master_data, Time now);

}  // namespace vaxcert

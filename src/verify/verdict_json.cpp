// SPDX-License-Identifier: Apache-2.0
// A verdict in JSON, in the words of certificate.hpp. What is not stated is left out.

#include <vaxcert/verdict.hpp>

#include "certificate/claims_json.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// An object that takes only what is stated.
class Members {
  public:
    Members& add(const char* name, const std::string& text) {
        if (!text.empty()) object_.push_back({name, text});
        return *this;
    }
    Value take() { return Value(std::move(object_)); }

  private:
    Object object_;
};

json::Member to_member(const Event& event) {
    return {kind_of(event), to_value(event)};
}

Value to_value(const Certificate& certificate) {
    Object object = {{"format", certificate.format()},
                     {"certificate", to_value(certificate.claims().certificate)},
                     {"person", to_value(certificate.person())}};
    object.push_back(to_member(certificate.event()));
    if (certificate.earlier_events().empty()) return object;
    Array earlier;
    for (const Event& event : certificate.earlier_events())
        earlier.push_back(Object{to_member(event)});
    object.push_back({"earlier_events", Value(std::move(earlier))});
    return object;
}

Value to_value(const Finding& finding) {
    return Object{{"step", name(finding.step)},
                  {"effect", name(finding.effect)},
                  {"reason", name(finding.error.reason)},
                  {"detail", finding.error.detail}};
}

Value number(std::int64_t value) {
    return Value(json::Number{static_cast<double>(value), std::to_string(value)});
}

/// Adds when a list was made, which of its maker's it is, and its age, as far as it says.
void add_list(Object& object, const std::string& prefix, const ListAsked& list, Time checked_for) {
    if (list.issued) object.push_back({prefix + "issued", to_text(*list.issued)});
    if (list.sequence > 0)
        object.push_back({prefix + "sequence", number(static_cast<std::int64_t>(list.sequence))});
    if (list.issued)
        object.push_back({prefix + "age_seconds", number((checked_for - *list.issued).count())});
}

Value to_value(const Evidence& evidence) {
    Value value = Members()
                      .add("key", evidence.key_id)
                      .add("key_fingerprint", evidence.key_fingerprint)
                      .add("algorithm", evidence.algorithm)
                      .add("environment", evidence.environment)
                      .take();
    add_list(value.object(), "trust_list_", evidence.trust_list, evidence.checked_for);
    if (evidence.status_lists.empty()) return value;
    Array lists;
    for (const ListAsked& list : evidence.status_lists) {
        Object each = {{"of", list.of}};
        add_list(each, "", list, evidence.checked_for);
        lists.emplace_back(std::move(each));
    }
    value.set("status_lists", Value(std::move(lists)));
    return value;
}

}  // namespace

std::string Verdict::to_json() const {
    Array findings;
    for (const Finding& finding : findings_) findings.push_back(to_value(finding));
    Object verdict = {
        {"outcome", name(outcome_)},
        {"format", format_.empty() ? Value() : Value(format_)},
        {"findings", Value(std::move(findings))},
        {"certificate", certificate_ ? to_value(*certificate_) : Value()},
    };
    if (state_)
        verdict.push_back(
            {"state",
             Object{{"policy", state_->policy}, {"word", state_->word}, {"text", state_->text}}});
    verdict.push_back({"evidence", evidence_ ? to_value(*evidence_) : Value(Object{})});
    return json::to_text(Value(std::move(verdict)));
}

}  // namespace vaxcert

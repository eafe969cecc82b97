// SPDX-License-Identifier: Apache-2.0
#include "policy/rule.hpp"

#include <algorithm>

#include "certlogic/evaluate.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Value;

Error bad(std::string detail) {
    return {Reason::bad_policy, std::move(detail)};
}

constexpr std::array<std::string_view, 14> known_members = {
    "Identifier",    "Type",    "Country",        "Region",      "Version",
    "SchemaVersion", "Engine",  "EngineVersion",  "Description", "CertificateType",
    "ValidFrom",     "ValidTo", "AffectedFields", "Logic",
};

constexpr std::array<std::string_view, 4> certificate_types = {"General", "Vaccination", "Test",
                                                               "Recovery"};

constexpr std::array<std::pair<std::string_view, Rule::Kind>, 3> kinds = {{
    {"Acceptance", Rule::Kind::acceptance},
    {"Invalidation", Rule::Kind::invalidation},
    {"BoosterNotification", Rule::Kind::booster},
}};

/// Reads the members of one rule, and keeps the first thing that is wrong.
class Reader {
  public:
    explicit Reader(const Value& value) : value_(value) {}

    std::string text(std::string_view name) {
        const auto member = json::member_at(value_, name, Value::Kind::string, Reason::bad_policy);
        if (member) return (*member)->string();
        fail(member.error());
        return {};
    }

    std::string text_or_empty(std::string_view name) {
        const Value* member = value_.find(name);
        return member && !member->is_null() ? text(name) : std::string();
    }

    Version version(std::string_view name) { return parsed<Version>(name, Version::parse); }
    Time time(std::string_view name) { return parsed<Time>(name, parse_time); }

    void fail(Error error) {
        if (!error_) error_ = std::move(error);
    }
    const std::optional<Error>& error() const { return error_; }

  private:
    template <class T, class Parse>
    T parsed(std::string_view name, Parse parse) {
        const auto value = parse(text(name));
        if (value) return *value;
        fail(bad(std::string(name) + ": " + value.error().detail));
        return {};
    }

    const Value& value_;
    std::optional<Error> error_;
};

Result<Texts> descriptions(const Value* list) {
    Texts texts;
    if (!list || list->is_null()) return texts;
    if (!list->is_array()) return bad("\"Description\" should be an array");
    for (const Value& each : list->array()) {
        const auto language =
            json::member_at(each, "lang", Value::Kind::string, Reason::bad_policy);
        if (!language) return language.error();
        const auto text = json::member_at(each, "desc", Value::Kind::string, Reason::bad_policy);
        if (!text) return text.error();
        texts.emplace_back((*language)->string(), (*text)->string());
    }
    return texts;
}

/// Everything of a rule but its logic and its texts.
Result<Rule> read_head(const Value& value) {
    Reader reader(value);
    Rule rule;
    rule.id = reader.text("Identifier");
    const std::string kind = reader.text("Type");
    rule.country = reader.text("Country");
    rule.region = reader.text_or_empty("Region");
    rule.version = reader.version("Version");
    rule.schema = reader.version("SchemaVersion");
    rule.engine = reader.text("Engine");
    rule.engine_version = reader.version("EngineVersion");
    rule.certificate_type = reader.text("CertificateType");
    rule.valid_from = reader.time("ValidFrom");
    rule.valid_until = reader.time("ValidTo");
    if (reader.error()) return *reader.error();
    const auto found =
        std::ranges::find(kinds, kind, &std::pair<std::string_view, Rule::Kind>::first);
    if (found == kinds.end())
        return bad("\"Type\" should be Acceptance, Invalidation or BoosterNotification");
    rule.kind = found->second;
    if (std::ranges::find(certificate_types, rule.certificate_type) == certificate_types.end())
        return bad("\"CertificateType\" should be General, Vaccination, Test or Recovery");
    return rule;
}

Result<Rule> read_rule(const Value& value) {
    auto rule = read_head(value);
    if (!rule) return rule;
    // A condition that is misspelt must not be one that is dropped.
    for (const json::Member& member : value.object())
        if (std::ranges::find(known_members, member.name) == known_members.end())
            return bad('"' + member.name + "\" is no member of a rule");
    auto texts = descriptions(value.find("Description"));
    if (!texts) return texts.error();
    rule->texts = *std::move(texts);
    const Value* logic = value.find("Logic");
    if (!logic) return bad("\"Logic\" is missing");
    if (const auto issues = certlogic::check_expression(*logic); !issues.empty())
        return bad("\"Logic\": " + issues.front().what);
    rule->logic = *logic;
    return rule;
}

}  // namespace

Result<Version> Version::parse(std::string_view text) {
    Version version;
    std::size_t part = 0, digits = 0;
    for (const char c : text) {
        if (c == '.' && digits > 0 && part < 2) {
            ++part;
            digits = 0;
        } else if (c >= '0' && c <= '9' && digits < 6) {
            version.parts.at(part) = version.parts.at(part) * 10 + static_cast<unsigned>(c - '0');
            ++digits;
        } else {
            digits = 0;
            break;
        }
    }
    if (part != 2 || digits == 0) return bad("a version is three numbers, as 1.0.0");
    return version;
}

std::string Version::text() const {
    return std::to_string(parts[0]) + '.' + std::to_string(parts[1]) + '.' +
           std::to_string(parts[2]);
}

std::string_view text_in(const Texts& texts, std::string_view language) noexcept {
    for (const std::string_view wanted :
         {language, language.substr(0, language.find('-')), std::string_view("en")})
        for (const auto& [its, text] : texts)
            if (its == wanted) return text;
    return texts.empty() ? std::string_view() : std::string_view(texts.front().second);
}

Result<Rule> parse_rule(const Value& value) {
    if (!value.is_object()) return bad("a rule is a JSON object");
    auto rule = read_rule(value);
    if (rule) return rule;
    const Value* id = value.find("Identifier");
    return bad("rule " +
               (id && id->is_string() ? id->string() : std::string("without Identifier")) + ": " +
               rule.error().detail);
}

}  // namespace vaxcert

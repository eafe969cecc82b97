// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/shape.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace vaxcert::divoc {
namespace {

using json::Value;

using Problem = std::optional<Error>;

Error not_expected(std::string detail) {
    return {Reason::shape_not_expected, std::move(detail)};
}

Error missing(std::string_view where, std::string_view member) {
    return {Reason::member_missing, std::string(where) + " lacks " + std::string(member)};
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

Problem check_text(const Value& value, const std::string& where) {
    if (!value.is_string())
        return not_expected(where + " is a " + json::name(value.kind()) +
                            " and should be a string");
    if (value.string().find('\0') != std::string::npos) return not_expected(where + " holds NUL");
    return {};
}

/// A positive whole number as everybody writes it. Beyond 15 digits neighbors share a double.
bool is_whole(std::string_view text, std::size_t most_digits) {
    return !text.empty() && text.size() <= most_digits && text.front() != '0' &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Certificates of early 2021 have "" where no dose was known.
Problem check_count(const Value& value, const std::string& where) {
    if (value.is_string() && value.string().empty()) return {};
    if (!value.is_number())
        return not_expected(where + " is a " + json::name(value.kind()) +
                            " and should be a number");
    // The text is compared, not the double: 1.0 and 1e0 are signed as the integer 1, but no issuer
    // writes them.
    if (is_whole(value.number().text, 2)) return {};
    return not_expected(where + " should be a whole number from 1 to 99");
}

Problem check_members(const Value& object, std::string_view type, bool type_in_array,
                      std::span<const MemberRule> rules, const std::string& where);

Problem check_leaf(const Value& value, const MemberRule& rule, const std::string& where) {
    switch (rule.holds) {
        case Holds::text:
            return check_text(value, where);
        case Holds::node_id:
            if (auto problem = check_text(value, where)) return problem;
            // The signed form has an id verbatim, so a line break could pass for the end of a line.
            if (has_control_character(value.string()))
                return not_expected(where + " holds a control character");
            return {};
        case Holds::number_or_text:
            if (!value.is_number()) return check_text(value, where);
            if (is_whole(value.number().text, 15)) return {};
            return not_expected(where + " should be a whole number of at most 15 digits");
        case Holds::count:
            return check_count(value, where);
        case Holds::object:
            return check_members(value, {}, false, rule.members, where);
    }
    return not_expected(where);
}

/// A type is one exact word; evidence has it in an array of one.
Problem check_type(const Value* value, std::string_view type, bool in_array,
                   const std::string& where) {
    if (!value) return missing(where, "type");
    if (in_array) {
        if (!value->is_array() || value->array().size() != 1)
            return not_expected(where + ".type should be an array of one type");
        value = &value->array().front();
    }
    if (value->is_string() && value->string() == type) return {};
    return not_expected(where + ".type should be " + std::string(type));
}

/// An empty `type` means that the object has none.
Problem check_members(const Value& object, std::string_view type, bool type_in_array,
                      std::span<const MemberRule> rules, const std::string& where) {
    if (!object.is_object())
        return not_expected(where + " is a " + json::name(object.kind()) +
                            " and should be an object");
    if (!type.empty())
        if (auto problem = check_type(object.find("type"), type, type_in_array, where))
            return problem;
    for (const json::Member& member : object.object()) {
        if (!type.empty() && member.name == "type") continue;
        const auto rule = std::ranges::find(rules, member.name, &MemberRule::name);
        if (rule == rules.end())
            return Error{Reason::unknown_member,
                         where + " has a member that no certificate of its kind has"};
        if (auto problem = check_leaf(member.value, *rule, where + "." + member.name))
            return problem;
    }
    return {};
}

Problem check_context(const Value& document, Kind& kind) {
    const auto not_pinned = [](const char* what) {
        return Error{Reason::context_not_pinned, what};
    };
    const Value* context = document.find("@context");
    if (!context || !context->is_array() || context->array().size() != 2)
        return not_pinned("@context should be the two contexts of a DIVOC certificate");
    const Value& first = context->array()[0];
    const Value& second = context->array()[1];
    if (!first.is_string() || !second.is_string())
        return not_pinned("@context should hold two URLs and nothing inline");
    if (first.string() != credentials_context)
        return not_pinned("the first context is not https://www.w3.org/2018/credentials/v1");
    if (!kind_of_context(second.string(), kind))
        return not_pinned("the second context is none that vaxcert knows by its content");
    return {};
}

Problem check_credential_type(const Value& document, Kind kind) {
    const Value* type = document.find("type");
    if (!type) return missing("the credential", "type");
    const bool right = type->is_array() && type->array().size() == 2 &&
                       type->array()[0] == Value("VerifiableCredential") &&
                       type->array()[1] == Value(credential_type(kind));
    if (right) return {};
    return not_expected("type should be VerifiableCredential and " +
                        std::string(credential_type(kind)));
}

constexpr std::array<std::string_view, 8> credential_members = {
    "@context",     "type",     "credentialSubject", "issuer",
    "issuanceDate", "evidence", "nonTransferable",   "proof",
};

}  // namespace

Result<Kind> check_shape(const Value& document) {
    if (!document.is_object()) return not_expected("a certificate is a JSON object");
    Kind kind{};
    if (auto problem = check_context(document, kind)) return *problem;
    if (auto problem = check_credential_type(document, kind)) return *problem;

    for (const json::Member& member : document.object())
        if (std::ranges::find(credential_members, member.name) == credential_members.end())
            return Error{Reason::unknown_member,
                         "the credential has a member that no certificate of its kind has"};
    for (const char* name : {"issuer", "issuanceDate", "nonTransferable"}) {
        const Value* value = document.find(name);
        if (!value) return missing("the credential", name);
        if (auto problem = check_text(*value, name)) return *problem;
        if (has_control_character(value->string()))
            return not_expected(std::string(name) + " holds a control character");
    }

    const Value* subject = document.find("credentialSubject");
    if (!subject) return missing("the credential", "credentialSubject");
    if (auto problem =
            check_members(*subject, "Person", false, subject_members(kind), "credentialSubject"))
        return *problem;

    const Value* evidence = document.find("evidence");
    if (!evidence) return missing("the credential", "evidence");
    if (!evidence->is_array() || evidence->array().size() != 1)
        return not_expected("evidence should be an array of one event");
    if (auto problem = check_members(evidence->array().front(), evidence_type(kind), true,
                                     evidence_members(kind), "evidence"))
        return *problem;
    return kind;
}

}  // namespace vaxcert::divoc

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "formats/w3c/document.hpp"
#include "formats/w3c/terms.hpp"

namespace vaxcert::w3c {
namespace {

using credential::Version;
using json::Value;

Error unexpected(std::string what) {
    return {Reason::shape_not_expected, std::move(what)};
}

struct Shape;

/// What a member holds.
struct Rule {
    enum class Holds : std::uint8_t { text, count, object, objects };

    std::string_view name;
    Holds holds = Holds::text;
    const Shape* shape = nullptr;  ///< of the object or of each of the objects
};

/// An object of one of our types.
struct Shape {
    std::string_view type;
    std::span<const Rule> rules;
};

template <class T, std::size_t N, std::size_t M>
constexpr std::array<Rule, N + M> rules_of(const std::array<Term<T>, N>& terms,
                                           const std::array<Rule, M>& others) {
    std::array<Rule, N + M> rules{};
    for (std::size_t i = 0; i < N; ++i) rules[i].name = terms[i].name;
    for (std::size_t i = 0; i < M; ++i) rules[N + i] = others[i];
    return rules;
}

using Holds = Rule::Holds;

constexpr auto code_rules = rules_of(code_terms, std::array<Rule, 0>{});
constexpr Shape code{"CodedConcept", code_rules};
constexpr auto address_rules = rules_of(address_terms, std::array<Rule, 0>{});
constexpr Shape address{"PlaceAddress", address_rules};
constexpr auto identifier_rules = rules_of(identifier_terms, std::array<Rule, 0>{});
constexpr Shape identifier{"PersonIdentifier", identifier_rules};
constexpr std::array<Rule, 2> centre_rules = {{
    {"centreName"},
    {"centreAddress", Holds::object, &address},
}};
constexpr Shape centre{"HealthCentre", centre_rules};

constexpr auto vaccination_rules =
    rules_of(vaccination_terms, std::array<Rule, 5>{{
                                    {"vaccinatedAgainst", Holds::object, &code},
                                    {"vaccineKind", Holds::object, &code},
                                    {"doseNumber", Holds::count},
                                    {"dosesOfCourse", Holds::count},
                                    {"vaccinationCentre", Holds::object, &centre},
                                }});
constexpr auto test_rules = rules_of(test_terms, std::array<Rule, 2>{{
                                                     {"testedFor", Holds::object, &code},
                                                     {"testCentre", Holds::object, &centre},
                                                 }});
constexpr auto recovery_rules =
    rules_of(recovery_terms, std::array<Rule, 1>{{{"recoveredFrom", Holds::object, &code}}});
constexpr std::array<Shape, 3> events = {{
    {"Vaccination", vaccination_rules},
    {"DiseaseTest", test_rules},
    {"Recovery", recovery_rules},
}};

constexpr auto person_rules = rules_of(person_terms, std::array<Rule, 3>{{
                                                         {"knownAs", Holds::objects, &identifier},
                                                         {"homeAddress", Holds::object, &address},
                                                         {"healthEvent", Holds::objects, nullptr},
                                                     }});
constexpr Shape person{"CertifiedPerson", person_rules};

std::span<const Value> as_list(const Value& value) {
    return value.is_array() ? std::span<const Value>(value.array())
                            : std::span<const Value>(&value, 1);
}

bool is_count(const Value& value) {
    if (!value.is_number()) return false;
    const double number = value.number().value;
    return number >= 0 && number < 1000 && number == std::floor(number) && !std::signbit(number);
}

Result<Done> check_object(const Value& value, const Shape& shape, const std::string& where);

Result<Done> check_event(const Value& value, const std::string& where) {
    const Value* type = value.find("type");
    if (type && type->is_string())
        for (const Shape& event : events)
            if (event.type == type->string()) return check_object(value, event, where);
    return unexpected(where + " should be a Vaccination, a DiseaseTest or a Recovery");
}

Result<Done> check_member(const Value& value, const Rule& rule, const std::string& where) {
    switch (rule.holds) {
        case Holds::text:
            if (value.is_string() && !value.string().empty()) return Done{};
            return unexpected(where + " should be a text");
        case Holds::count:
            if (is_count(value)) return Done{};
            return unexpected(where + " should be a whole number below 1000");
        case Holds::object:
            return check_object(value, *rule.shape, where);
        case Holds::objects:
            break;
    }
    if (value.is_array() && value.array().empty()) return unexpected(where + " is an empty list");
    for (const Value& one : as_list(value)) {
        const auto good =
            rule.shape ? check_object(one, *rule.shape, where) : check_event(one, where);
        if (!good) return good;
    }
    return Done{};
}

Result<Done> check_object(const Value& value, const Shape& shape, const std::string& where) {
    if (!value.is_object()) return unexpected(where + " should be an object");
    const Value* type = value.find("type");
    if (!type || !type->is_string() || type->string() != shape.type)
        return unexpected(where + ".type should be " + std::string(shape.type));
    for (const json::Member& member : value.object()) {
        if (member.name == "type") continue;
        const auto rule = std::ranges::find(shape.rules, member.name, &Rule::name);
        if (rule == shape.rules.end())
            return Error{Reason::unknown_member, where + " has a member that is none of ours"};
        const auto good = check_member(member.value, *rule, where + "." + member.name);
        if (!good) return good;
    }
    return Done{};
}

/// The lists of contexts under which we know each term: exactly these.
Result<Done> check_contexts(const Value& document, Version version, Secured secured) {
    constexpr std::array<std::string_view, 2> for_proofs = {
        "https://w3id.org/security/data-integrity/v2",
        "https://w3id.org/security/suites/ed25519-2020/v1",
    };
    const Value* contexts = document.find("@context");
    const auto is_at = [&](std::size_t i, std::string_view url) {
        const Value& one = contexts->array()[i];
        return one.is_string() && one.string() == url;
    };
    const Error not_pinned{Reason::context_not_pinned,
                           "@context is none of the lists that vaxcert knows"};
    if (!contexts || !contexts->is_array() || contexts->array().size() < 2 ||
        contexts->array().size() > 3 || !is_at(1, context_url))
        return not_pinned;
    // Data model 1.1 does not define the terms of a proof.
    const bool needs_third = version == Version::v1 && secured != Secured::by_envelope;
    if (contexts->array().size() == 2) return needs_third ? Result<Done>(not_pinned) : Done{};
    if (secured == Secured::by_envelope) return not_pinned;
    const bool known = std::ranges::any_of(for_proofs, [&](auto url) { return is_at(2, url); });
    return known ? Result<Done>(Done{}) : not_pinned;
}

Result<Done> check_types(const Value& document) {
    const Value* type = document.find("type");
    const auto is_at = [&](std::size_t i, std::string_view name) {
        return type->array()[i].is_string() && type->array()[i].string() == name;
    };
    if (type && type->is_array() && type->array().size() == 2 && is_at(0, "VerifiableCredential") &&
        is_at(1, credential_type))
        return Done{};
    return unexpected("type should be VerifiableCredential and HealthCertificate");
}

/// A status entry has a blank node of its own; what it may hold is the standard's.
Result<Done> check_status(const Value& document) {
    constexpr std::array<std::string_view, 5> members = {"id", "type", "statusPurpose",
                                                         "statusListIndex", "statusListCredential"};
    const Value* status = document.find("credentialStatus");
    if (!status) return Done{};
    for (const Value& one : as_list(*status)) {
        const Value* type = one.find("type");
        if (!type || !type->is_string() || type->string() != "BitstringStatusListEntry")
            return unexpected("credentialStatus should be a BitstringStatusListEntry");
        for (const json::Member& member : one.object()) {
            if (std::ranges::find(members, member.name) == members.end())
                return Error{Reason::unknown_member,
                             "credentialStatus has a member that vaxcert does not read"};
            if (!member.value.is_string())
                return unexpected("credentialStatus." + member.name + " should be a text");
        }
    }
    return Done{};
}

/// An issuer may be named for people; what else it says is none of ours.
Result<Done> check_issuer(const Value& document) {
    const Value* issuer = document.find("issuer");
    if (!issuer || !issuer->is_object()) return Done{};
    for (const json::Member& member : issuer->object())
        if (member.name != "id" && member.name != "name" && member.name != "description")
            return Error{Reason::unknown_member, "issuer has a member that vaxcert does not read"};
    return Done{};
}

constexpr std::array<std::string_view, 13> document_members = {"@context",
                                                               "id",
                                                               "type",
                                                               "issuer",
                                                               "name",
                                                               "description",
                                                               "validFrom",
                                                               "validUntil",
                                                               "issuanceDate",
                                                               "expirationDate",
                                                               "credentialSubject",
                                                               "credentialStatus",
                                                               "proof"};
constexpr std::array<std::string_view, 2> certificate_terms = {"certificateVersion",
                                                               "replacesCertificate"};

bool is_of(std::string_view name, Version version) {
    const bool is_v1 = name == "issuanceDate" || name == "expirationDate";
    const bool is_v2 =
        name == "validFrom" || name == "validUntil" || name == "name" || name == "description";
    return version == Version::v1 ? !is_v2 : !is_v1;
}

Result<Done> check_members(const Value& document, Version version, Secured secured) {
    for (const json::Member& member : document.object()) {
        const bool ours =
            std::ranges::find(certificate_terms, member.name) != certificate_terms.end();
        if (ours && (!member.value.is_string() || member.value.string().empty()))
            return unexpected(member.name + " should be a text");
        const bool known =
            std::ranges::find(document_members, member.name) != document_members.end() &&
            is_of(member.name, version) &&
            !(secured == Secured::by_envelope && member.name == "proof");
        if (!known && !ours)
            return Error{Reason::unknown_member,
                         "the credential has a member that vaxcert does not read"};
    }
    return Done{};
}

}  // namespace

Result<Done> check_shape(const Value& document, Secured secured) {
    if (!document.is_object()) return unexpected("the credential should be an object");
    const Version version = credential::version_of(document);
    if (version == Version::none)
        return Error{Reason::context_not_pinned,
                     "the first @context is no context of the credential data model"};
    if (const auto good = check_contexts(document, version, secured); !good) return good;
    if (const auto good = check_types(document); !good) return good;
    if (const auto good = check_members(document, version, secured); !good) return good;
    const bool is_part = secured == Secured::by_part_proof;
    const auto problems = credential::check_credential(
        document, is_part ? credential::Extent::part : credential::Extent::whole);
    if (!problems.empty()) return problems.front();
    if (!document.find("id"))
        return Error{Reason::member_missing,
                     "the credential lacks an id, so nobody could withdraw it"};
    // Whoever shows a part could leave out when the certificate ends, or that it can be withdrawn.
    for (const char* member : {"validUntil", "credentialStatus", "credentialSubject"})
        if (is_part && !document.find(member))
            return Error{Reason::member_missing,
                         std::string("a part of a certificate should show its ") + member};
    if (const auto good = check_status(document); !good) return good;
    if (const auto good = check_issuer(document); !good) return good;
    const Value& subject = *document.find("credentialSubject");
    if (const auto good = check_object(subject, person, "credentialSubject"); !good) return good;
    if (!subject.find("healthEvent"))
        return Error{Reason::member_missing, "credentialSubject lacks healthEvent"};
    return Done{};
}

}  // namespace vaxcert::w3c

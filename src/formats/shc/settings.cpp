// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/settings.hpp"

#include <algorithm>
#include <array>

#include "formats/shc/codes.hpp"
#include "formats/shc/payload.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert::shc {
namespace {

using json::Value;
using Kind = Value::Kind;

constexpr std::array<std::string_view, 5> members = {"issuer", "code_systems", "tests",
                                                     "state_doses", "state_sex"};
constexpr std::array<std::string_view, 3> test_members = {"type", "disease", "loinc"};

Error bad_profile(std::string detail) {
    return {Reason::bad_profile, "\"shc\": " + std::move(detail)};
}

Result<Done> check_code_systems(const Value& systems) {
    if (!systems.is_array() || systems.array().empty())
        return bad_profile("\"code_systems\" should list at least one code system");
    for (const Value& system : systems.array())
        if (!system.is_string() || std::ranges::find(vaccine_systems(), system.string(),
                                                     &CodeSystem::name) == vaccine_systems().end())
            return bad_profile("\"code_systems\" should hold cvx, snomed and icd11 only");
    return Done{};
}

Result<Done> check_tests(const Value& tests) {
    if (!tests.is_array()) return bad_profile("\"tests\" should be an array");
    for (const Value& test : tests.array()) {
        if (!test.is_object() || test.object().size() != test_members.size())
            return bad_profile("a test should have a type, a disease and a loinc code");
        for (const std::string_view name : test_members)
            if (!json::member_at(test, name, Kind::string))
                return bad_profile("a test should have a type, a disease and a loinc code");
    }
    return Done{};
}

bool flag(const Value& settings, std::string_view name) {
    const Value* value = settings.find(name);
    return value && value->is_boolean() && value->boolean();
}

}  // namespace

Settings settings_of(const Profile& profile) {
    Settings settings;
    const Value& member = profile.inner().settings_of("shc");
    if (!member.is_object()) return settings;
    settings.issuer = profile.inner().issuer;
    if (const Value* issuer = member.find("issuer"); issuer && issuer->is_string())
        settings.issuer = issuer->string();
    if (const Value* systems = member.find("code_systems"); systems && systems->is_array()) {
        for (const Value& system : systems->array())
            if (system.is_string()) settings.code_systems.push_back(system.string());
    } else {
        settings.code_systems = {"cvx", "icd11"};
    }
    if (const Value* tests = member.find("tests"); tests && tests->is_array())
        for (const Value& test : tests->array()) {
            const auto text = [&](std::string_view name) -> std::string_view {
                const Value* value = test.find(name);
                return value && value->is_string() ? std::string_view(value->string()) : "";
            };
            settings.tests.push_back({text("type"), text("disease"), text("loinc")});
        }
    settings.state_doses = flag(member, "state_doses");
    settings.state_sex = flag(member, "state_sex");
    return settings;
}

Result<Done> check_settings(const Profile& profile) {
    const Profile::Inner& inner = profile.inner();
    const Value& member = inner.settings_of("shc");
    if (!member.is_object()) return bad_profile("it is not an object");
    for (const json::Member& each : member.object())
        if (std::ranges::find(members, each.name) == members.end())
            return bad_profile("it has a member \"" + each.name + "\" that it does not know");
    if (const Value* systems = member.find("code_systems"))
        if (const auto good = check_code_systems(*systems); !good) return good;
    if (const Value* tests = member.find("tests"))
        if (const auto good = check_tests(*tests); !good) return good;
    for (const std::string_view name : {"state_doses", "state_sex"})
        if (const Value* value = member.find(name); value && !value->is_boolean())
            return bad_profile('"' + std::string(name) + "\" should be true or false");

    if (const Value* issuer = member.find("issuer"); issuer && !issuer->is_string())
        return bad_profile("\"issuer\" should be a string");
    if (const auto good = check_issuer(settings_of(profile).issuer); !good)
        return bad_profile("the issuer will not do: " + good.error().detail);
    if (!is_revocation_id(std::string(inner.certificate_id.length, 'a')))
        return bad_profile("certificate ids of at most 24 characters are needed, which \"rid\" is");
    return Done{};
}

}  // namespace vaxcert::shc

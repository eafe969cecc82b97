// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/settings.hpp"

#include <algorithm>
#include <array>

#include "formats/divoc/divoc.hpp"
#include "profile/inner.hpp"

namespace vaxcert::divoc {
namespace {

using json::Value;

std::string_view text_of(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value && value->is_string() ? std::string_view(value->string()) : std::string_view();
}

struct Member {
    std::string_view name;
    Value::Kind kind;
    bool required;
};

constexpr std::array<Member, 10> members = {{
    {"context", Value::Kind::string, true},
    {"test_context", Value::Kind::string, false},
    {"wire", Value::Kind::string, true},
    {"evidence_url", Value::Kind::string, true},
    {"info_url", Value::Kind::string, false},
    {"address_country", Value::Kind::string, true},
    {"date", Value::Kind::string, true},
    {"identity", Value::Kind::object, true},
    {"may_lack", Value::Kind::array, false},
    {"issue_requires", Value::Kind::array, false},
}};

Error bad(std::string what) {
    return {Reason::bad_profile, "\"divoc\" " + std::move(what)};
}

}  // namespace

Result<Done> check_profile(const Profile& profile) {
    const Value& settings = profile.inner().settings_of("divoc");
    for (const Member& member : members) {
        const Value* value = settings.find(member.name);
        if (!value && member.required) return bad("lacks \"" + std::string(member.name) + '"');
        if (value && value->kind() != member.kind)
            return bad('"' + std::string(member.name) + "\" should be a " +
                       json::name(member.kind));
    }
    for (const json::Member& member : settings.object())
        if (std::ranges::find(members, member.name, &Member::name) == members.end())
            return bad("has a member \"" + member.name + "\" that no profile has");

    const Settings read = settings_of(profile);
    Kind kind{};
    if (!kind_of_context(read.context, kind) || kind == Kind::test)
        return bad("\"context\" is no vaccination context that comes with vaxcert");
    if (!read.test_context.empty() &&
        (!kind_of_context(read.test_context, kind) || kind != Kind::test))
        return bad("\"test_context\" is no test context that comes with vaxcert");
    if (read.wire != "zip" && read.wire != "zip-utf8")
        return bad("\"wire\" should be zip or zip-utf8");
    if (read.date != "date-time" && read.date != "date")
        return bad("\"date\" should be date-time or date");
    if (!is_absolute_iri(read.evidence_url))
        return bad("\"evidence_url\" should be an absolute URL");
    if (!is_absolute_iri(read.identity_prefix))
        return bad("\"identity\" should have a \"prefix\" such as did:india");
    if (!is_absolute_iri(profile.inner().issuer))
        return Error{Reason::bad_profile,
                     "\"issuer\" should be an absolute URL: what is none is not signed"};
    if (profile.inner().verification_method.empty())
        return Error{Reason::bad_profile,
                     "the profile lacks \"verification_method\", which names the key"};
    return Done{};
}

Settings settings_of(const Profile& profile) {
    const Value& value = profile.inner().settings_of("divoc");
    Settings settings;
    settings.context = text_of(value, "context");
    settings.test_context = text_of(value, "test_context");
    settings.wire = text_of(value, "wire");
    settings.evidence_url = text_of(value, "evidence_url");
    settings.info_url = text_of(value, "info_url");
    settings.address_country = text_of(value, "address_country");
    settings.date = text_of(value, "date");
    settings.may_lack = value.find("may_lack");
    settings.issue_requires = value.find("issue_requires");
    if (const Value* identity = value.find("identity")) {
        settings.identity_prefix = text_of(*identity, "prefix");
        settings.identity_reject = identity->find("reject");
        const Value* least = identity->find("min_length");
        if (least && least->is_number() && least->number().value >= 0 &&
            least->number().value < 100)
            settings.identity_min_length = static_cast<std::size_t>(least->number().value);
    }
    return settings;
}

bool lists(const Value* words, std::string_view word) noexcept {
    if (!words || !words->is_array()) return false;
    return std::ranges::any_of(words->array(), [&](const Value& element) {
        return element.is_string() && element.string() == word;
    });
}

const Profile* profile_for(const MasterData& master_data, std::string_view verification_method,
                           std::string_view issuer, std::string_view context) {
    const Profile* best = nullptr;
    int best_score = 0;
    for (const Profile& profile : master_data.profiles()) {
        const Profile::Inner& inner = profile.inner();
        if (inner.format != "divoc") continue;
        const Settings settings = settings_of(profile);
        int score = 0;
        if (inner.verification_method == verification_method) score += 4;
        if (inner.issuer == issuer) score += 2;
        // The context alone says nothing about the issuer.
        if (score > 0 && (settings.context == context || settings.test_context == context))
            score += 1;
        if (score > best_score) {
            best = &profile;
            best_score = score;
        }
    }
    return best;
}

}  // namespace vaxcert::divoc

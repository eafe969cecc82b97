// SPDX-License-Identifier: Apache-2.0
#include "formats/w3c/settings.hpp"

#include <algorithm>
#include <array>

#include "formats/w3c/enveloped.hpp"
#include "formats/w3c/w3c.hpp"
#include "json/value.hpp"
#include "jsonld/iri.hpp"
#include "profile/inner.hpp"

namespace vaxcert::w3c {
namespace {

using json::Value;

Error bad(std::string_view format, std::string what) {
    return {Reason::bad_profile, '"' + std::string(format) + "\" " + std::move(what)};
}

constexpr std::array<std::string_view, 4> members = {
    "issuer",
    "verification_method",
    "id_prefix",
    "status_list",
};

std::string text_of(const Value& settings, std::string_view name) {
    const Value* value = settings.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

bool is_url(std::string_view text) {
    return jsonld::is_well_formed_iri(text) && !jsonld::is_blank(text);
}

constexpr std::string_view ends_of_prefixes = "/:#=";

}  // namespace

std::string_view controller_of(std::string_view verification_method) {
    return verification_method.substr(0, verification_method.find('#'));
}

std::string_view certificate_id_of(std::string_view url) {
    const std::size_t cut = url.find_last_of(ends_of_prefixes);
    return cut == url.npos ? url : url.substr(cut + 1);
}

Result<Settings> read_settings(const Profile& profile, std::string_view format) {
    const Value& value = profile.inner().settings_of(format);
    const bool by_proof = format == "w3c";
    if (!value.is_object()) return bad(format, "is not there");
    for (const json::Member& member : value.object()) {
        if (std::ranges::find(members, member.name) == members.end() &&
            !(by_proof && member.name == "cryptosuite"))
            return bad(format, "has a member \"" + member.name + "\" that no profile has");
        if (!member.value.is_string())
            return bad(format, '"' + member.name + "\" should be a text");
    }
    Settings settings;
    settings.issuer = text_of(value, "issuer");
    settings.verification_method = text_of(value, "verification_method");
    settings.id_prefix = text_of(value, "id_prefix");
    settings.status_list = text_of(value, "status_list");
    if (settings.issuer.empty()) settings.issuer = profile.inner().issuer;
    if (settings.verification_method.empty())
        settings.verification_method = profile.inner().verification_method;

    if (by_proof) {
        const auto suite = cryptosuite_named(text_of(value, "cryptosuite"));
        if (!suite)
            return bad(format,
                       "should have \"cryptosuite\": eddsa-rdfc-2022, eddsa-jcs-2022, "
                       "ecdsa-rdfc-2019, ecdsa-jcs-2019, ecdsa-sd-2023 or Ed25519Signature2020");
        settings.cryptosuite = *suite;
    }
    if (!is_url(settings.issuer))
        return bad(format, "\"issuer\" should be a DID or an absolute URL");
    if (!is_url(settings.verification_method) ||
        controller_of(settings.verification_method) != settings.issuer)
        return bad(format,
                   "\"verification_method\" should be the issuer, a # and the name of a key");
    if (!is_url(settings.id_prefix) ||
        ends_of_prefixes.find(settings.id_prefix.back()) == ends_of_prefixes.npos)
        return bad(format, "\"id_prefix\" should be an absolute URL that ends in one of / : # =");
    if (!settings.status_list.empty() && !is_url(settings.status_list))
        return bad(format, "\"status_list\" should be an absolute URL");
    if (by_proof && settings.cryptosuite == Cryptosuite::ecdsa_sd_2023 &&
        settings.status_list.empty())
        return bad(format,
                   "of ecdsa-sd-2023 should have a \"status_list\", which every part must show");
    return settings;
}

Result<Done> check_profile(const Profile& profile) {
    const auto settings = read_settings(profile);
    if (!settings) return settings.error();
    return Done{};
}

}  // namespace vaxcert::w3c

namespace vaxcert {

Result<Done> vc_jwt::check_profile(const Profile& profile) {
    const auto settings = w3c::read_settings(profile, vc_jwt::name);
    if (!settings) return settings.error();
    return Done{};
}

Result<Done> vc_cose::check_profile(const Profile& profile) {
    const auto settings = w3c::read_settings(profile, vc_cose::name);
    if (!settings) return settings.error();
    return Done{};
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
#include "formats/w3c/settings.hpp"

#include <algorithm>
#include <array>

#include "formats/w3c/w3c.hpp"
#include "json/value.hpp"
#include "jsonld/iri.hpp"
#include "profile/inner.hpp"

namespace vaxcert::w3c {
namespace {

using json::Value;

Error bad(std::string what) {
    return {Reason::bad_profile, "\"w3c\" " + std::move(what)};
}

constexpr std::array<std::string_view, 5> members = {
    "cryptosuite", "issuer", "verification_method", "id_prefix", "status_list",
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

Result<Settings> read_settings(const Profile& profile) {
    const Value& value = profile.inner().settings_of("w3c");
    if (!value.is_object()) return bad("is not there");
    for (const json::Member& member : value.object()) {
        if (std::ranges::find(members, member.name) == members.end())
            return bad("has a member \"" + member.name + "\" that no profile has");
        if (!member.value.is_string()) return bad('"' + member.name + "\" should be a text");
    }
    Settings settings;
    settings.issuer = text_of(value, "issuer");
    settings.verification_method = text_of(value, "verification_method");
    settings.id_prefix = text_of(value, "id_prefix");
    settings.status_list = text_of(value, "status_list");
    if (settings.issuer.empty()) settings.issuer = profile.inner().issuer;
    if (settings.verification_method.empty())
        settings.verification_method = profile.inner().verification_method;

    const auto suite = cryptosuite_named(text_of(value, "cryptosuite"));
    if (!suite || *suite == Cryptosuite::ecdsa_sd_2023)
        return bad(
            "should have \"cryptosuite\": eddsa-rdfc-2022, eddsa-jcs-2022, "
            "ecdsa-rdfc-2019, ecdsa-jcs-2019 or Ed25519Signature2020");
    settings.cryptosuite = *suite;
    if (!is_url(settings.issuer)) return bad("\"issuer\" should be a DID or an absolute URL");
    if (!is_url(settings.verification_method) ||
        controller_of(settings.verification_method) != settings.issuer)
        return bad("\"verification_method\" should be the issuer, a # and the name of a key");
    if (!is_url(settings.id_prefix) ||
        ends_of_prefixes.find(settings.id_prefix.back()) == ends_of_prefixes.npos)
        return bad("\"id_prefix\" should be an absolute URL that ends in one of / : # =");
    if (!settings.status_list.empty() && !is_url(settings.status_list))
        return bad("\"status_list\" should be an absolute URL");
    return settings;
}

Result<Done> check_profile(const Profile& profile) {
    const auto settings = read_settings(profile);
    if (!settings) return settings.error();
    return Done{};
}

}  // namespace vaxcert::w3c

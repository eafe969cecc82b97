// SPDX-License-Identifier: Apache-2.0
#include "formats/vds_nc/settings.hpp"

#include <algorithm>
#include <array>

#include "base/country.hpp"
#include "formats/vds_nc/message.hpp"
#include "formats/vds_nc/vds_nc.hpp"
#include "profile/inner.hpp"

namespace vaxcert::vds_nc {
namespace {

using json::Value;

constexpr std::array<std::string_view, 5> members = {"issuer", "signer_certificate", "phone",
                                                     "email", "address"};

Error bad(std::string what) {
    return {Reason::bad_profile, "\"vds-nc\" " + std::move(what)};
}

Result<crypto::X509Certificate> signer_in(const Value& settings, std::string_view issuer) {
    auto all =
        crypto::X509Certificate::parse_all(as_bytes(text_at(&settings, "signer_certificate")));
    if (!all || all->size() != 1)
        return bad("should have \"signer_certificate\": the signer's X.509 certificate, in PEM");
    crypto::X509Certificate& signer = all->front();
    const auto& types = signer.document_types();
    if (signer.is_ca() || !signer.has_usage(signer_usage))
        return bad("has a certificate without the extended key usage 2.23.136.1.1.14.2");
    if (!types.empty() && std::ranges::find(types, signer_document_type) == types.end())
        return bad("has a certificate whose document types do not list NV");
    if (!is_same_country(signer.country(), issuer))
        return bad("has a certificate of another country than its issuer");
    return std::move(signer);
}

}  // namespace

Result<Settings> read_settings(const Profile& profile) {
    const Value& value = profile.inner().settings_of("vds-nc");
    if (!value.is_object()) return bad("is not there");
    for (const json::Member& member : value.object()) {
        if (std::ranges::find(members, member.name) == members.end())
            return bad("has a member \"" + member.name + "\" that no profile has");
        if (!member.value.is_string()) return bad('"' + member.name + "\" should be a string");
    }
    std::string issuer = text_at(&value, "issuer");
    if (issuer.empty() || issuer.size() > 3 ||
        !std::ranges::all_of(issuer, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return bad("should have \"issuer\": the capitals of a country, as in its passports");
    auto signer = signer_in(value, issuer);
    if (!signer) return signer.error();
    return Settings{std::move(issuer), *std::move(signer), text_at(&value, "phone"),
                    text_at(&value, "email"), text_at(&value, "address")};
}

Result<Done> check_profile(const Profile& profile) {
    const auto settings = read_settings(profile);
    if (!settings) return settings.error();
    return Done{};
}

// The signer's certificate is parsed and its key read, which costs as much as a signature.
std::any prepare(const Profile& profile) {
    auto settings = read_settings(profile);
    return settings ? std::any(*std::move(settings)) : std::any();
}

}  // namespace vaxcert::vds_nc

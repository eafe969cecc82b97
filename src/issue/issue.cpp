// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/issue.hpp>

#include <stdexcept>

#include "base/secret.hpp"
#include "certificate/format.hpp"
#include "formats/formats.hpp"
#include "issue/certificate_id.hpp"
#include "issue/read_back.hpp"
#include "profile/inner.hpp"

namespace vaxcert {
namespace {

constexpr std::size_t least_secret_bytes = 16;
constexpr std::string_view secret_purpose = "vaxcert certificate ids";

}  // namespace

Result<Issuer> Issuer::create(Profile profile, std::shared_ptr<const Signer> signer,
                              ByteView campaign_secret, std::string_view format_name) {
    if (!signer) throw std::invalid_argument("Issuer::create: signer is null");
    const std::string name(format_name.empty() ? std::string_view(profile.format()) : format_name);
    const Format* format = format_named(name);
    if (!format)
        return Error{Reason::bad_profile, "\"format\" is none that this vaxcert can issue"};
    if (!profile.inner().settings_of(name).is_object())
        return Error{Reason::bad_profile,
                     "the profile has no settings for this format: it names it neither as "
                     "\"format\" nor in \"further_formats\""};
    if (const auto good = format->check_profile(profile); !good) return good.error();

    Bytes secret(campaign_secret.begin(), campaign_secret.end());
    if (secret.empty()) {
        auto derived = signer->derived_secret(secret_purpose);
        if (!derived) return derived.error();
        secret = *std::move(derived);
    }
    if (secret.size() < least_secret_bytes)
        return Error{Reason::bad_key, "the campaign secret has " + std::to_string(secret.size()) +
                                          " bytes; at least " + std::to_string(least_secret_bytes) +
                                          " are needed"};
    auto prepared = std::make_shared<std::any>();
    if (format->prepare) *prepared = format->prepare(profile);
    return Issuer(std::move(profile), name, std::move(signer),
                  std::make_shared<const Secret>(std::move(secret)), std::move(prepared));
}

Result<Issued> Issuer::issue(const Record& record, Time now) const {
    const Format& format = *format_named(format_);
    const std::string& given = record.claims.certificate.id;
    std::string id =
        given.empty() ? certificate_id(secret_->reveal(), record, profile_.inner().certificate_id)
                      : given;

    auto sealed = format.seal(record, {.profile = profile_,
                                       .signer = *signer_,
                                       .certificate_id = id,
                                       .now = now,
                                       .campaign_secret = secret_->reveal(),
                                       .prepared = prepared_.get()});
    if (!sealed) return sealed.error();
    if (const auto good = read_back(*sealed, format, profile_, signer_->public_key()); !good)
        return good.error();

    if (!sealed->certificate_id.empty()) id = std::move(sealed->certificate_id);
    Issued issued{.document = std::move(sealed->document),
                  .qr_payload = std::move(sealed->payload),
                  .id = std::move(id),
                  .digest = std::move(sealed->digest),
                  .replaces = {},
                  .left_out = std::move(sealed->left_out)};
    if (record.revision > 1 && given.empty()) {
        Record before = record;
        --before.revision;
        issued.replaces =
            certificate_id(secret_->reveal(), before, profile_.inner().certificate_id);
    }
    return issued;
}

}  // namespace vaxcert

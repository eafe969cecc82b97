// SPDX-License-Identifier: Apache-2.0
// The issuer's one verb.

#pragma once

#include <any>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/profile.hpp>
#include <vaxcert/record.hpp>

namespace vaxcert {

class Secret;

/// What issue() made. All of it is a function of the record, the profile, the keys and the time,
/// but for the random salt of a PS256 signature.
struct Issued {
    std::string document;  ///< the signed JSON; the payload itself where the format is a text
    Bytes qr_payload;      ///< what goes into the QR code
    std::string id;        ///< the certificate's id
    std::string digest;    ///< SHA-256 of the signed claims, hex: equal for equal content
    std::string replaces;  ///< of a correction: the id of the certificate to withdraw

    /// What the record states and the format has no place for: "person.address.city". Nothing of it
    /// is in the certificate.
    std::vector<std::string> left_out;
};

/// A profile, a key and a campaign secret: who issues, and how.
///
///     const auto issuer = Issuer::create(profile, signer, campaign_secret);
///     const auto issued = issuer->issue(record, now);
///     if (!issued) report(issued.error());
///
/// Safe to use from many threads.
class Issuer {
  public:
    /// `campaign_secret` is what certificate ids are derived from: the same secret gives the same
    /// event the same id, and without it nobody can guess one. At least 16 bytes; empty takes one
    /// derived from the key, which a token cannot give. `format`: one of the profile's; empty takes
    /// its main one. One record is issued in several formats by an issuer for each.
    static Result<Issuer> create(Profile profile, std::shared_ptr<const Signer> signer,
                                 ByteView campaign_secret = {}, std::string_view format = {});

    /// Checks the record as a verifier would, builds, signs, packs, and checks what was signed.
    Result<Issued> issue(const Record& record, Time now) const;

    const Profile& profile() const noexcept { return profile_; }

    /// The format it issues.
    const std::string& format() const noexcept { return format_; }

  private:
    Issuer(Profile profile, std::string format, std::shared_ptr<const Signer> signer,
           std::shared_ptr<const Secret> secret, std::shared_ptr<const std::any> prepared)
        : profile_(std::move(profile)),
          format_(std::move(format)),
          signer_(std::move(signer)),
          secret_(std::move(secret)),
          prepared_(std::move(prepared)) {}

    Profile profile_;
    std::string format_;
    std::shared_ptr<const Signer> signer_;
    std::shared_ptr<const Secret> secret_;      ///< wiped with the last copy
    std::shared_ptr<const std::any> prepared_;  ///< the format's own
};

}  // namespace vaxcert

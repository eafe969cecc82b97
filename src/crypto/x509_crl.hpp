// SPDX-License-Identifier: Apache-2.0
// X.509 certificate revocation lists (RFC 5280 section 5): what an authority took back.

#pragma once

#include <memory>
#include <optional>

#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "crypto/x509.hpp"

namespace vaxcert::crypto {

/// A list that was read. What it says is no more than a claim until issued_by() has agreed.
class X509Crl {
  public:
    /// A longer one is refused.
    static constexpr std::size_t most_bytes = std::size_t{64} << 20;

    /// Reads one list, which must be all there is.
    static Result<X509Crl> from_der(ByteView der);

    const Bytes& der() const noexcept { return facts_->der; }
    Time this_update() const noexcept { return facts_->this_update; }

    /// When there should be a newer one; the list's own time if it does not say.
    Time next_update() const noexcept { return facts_->next_update; }

    /// Whether it is the one to ask about a certificate: both name the same issuer.
    bool is_about(const X509Certificate& certificate) const;

    /// Whether it lists the certificate, about which it is.
    bool lists(const X509Certificate& certificate) const;

    /// Whether `ca` issued this: it bears the name, may sign such lists, the signature is good and
    /// over no weak hash, and there is no critical extension, which would make it a part of a list.
    Result<Done> issued_by(const X509Certificate& ca) const;

  private:
    struct Facts {
        Bytes der;
        Time this_update, next_update;
        std::shared_ptr<void> handle;  ///< OpenSSL's
    };

    explicit X509Crl(std::shared_ptr<const Facts> facts) : facts_(std::move(facts)) {}
    std::shared_ptr<const Facts> facts_;
};

}  // namespace vaxcert::crypto

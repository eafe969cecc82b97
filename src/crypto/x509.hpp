// SPDX-License-Identifier: Apache-2.0
// X.509 certificates (RFC 5280) as signers of health certificates have them: read as leniently as
// OpenSSL does, because what is deployed is not all DER, and believed only through a signature of a
// certificate that is held already.

#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/time.hpp>

#include "crypto/hash.hpp"

namespace vaxcert::crypto {

/// A certificate that was read. What it says is no more than a claim until issued_by() has agreed.
class X509Certificate {
  public:
    /// A longer one is refused: real ones have up to 2 KiB.
    static constexpr std::size_t most_bytes = 8192;

    /// Reads one certificate, which must be all there is.
    static Result<X509Certificate> from_der(ByteView der);

    /// Reads a file of certificates: PEM, also several, or one in DER. bad_x509 if there is none
    /// or one of them cannot be read.
    static Result<std::vector<X509Certificate>> parse_all(ByteView file);

    const Bytes& der() const noexcept { return facts_->der; }
    Digest sha256() const noexcept { return facts_->sha256; }

    /// Of the subject: its country in capitals ("AU"), and its common name; empty if not stated.
    const std::string& country() const noexcept { return facts_->country; }
    const std::string& common_name() const noexcept { return facts_->common_name; }

    const std::string& serial_number() const noexcept { return facts_->serial; }  ///< hex
    Time valid_from() const noexcept { return facts_->valid_from; }
    Time valid_until() const noexcept { return facts_->valid_until; }

    /// The identifiers of its own key and of its issuer's; empty if not stated.
    const Bytes& subject_key_id() const noexcept { return facts_->subject_key_id; }
    const Bytes& authority_key_id() const noexcept { return facts_->authority_key_id; }

    /// The extended key usages, as "1.3.6.1.4.1.1847.2021.1.2".
    const std::vector<std::string>& usages() const noexcept { return facts_->usages; }
    bool has_usage(std::string_view oid) const noexcept {
        return std::ranges::find(facts_->usages, oid) != facts_->usages.end();
    }

    /// The URIs among its alternative names.
    const std::vector<std::string>& uris() const noexcept { return facts_->uris; }

    /// ICAO's list of the document types it may sign (Doc 9303-12, 2.23.136.1.1.6.2): "NV".
    const std::vector<std::string>& document_types() const noexcept {
        return facts_->document_types;
    }

    /// Whether it may certify others: it says so, and its key usage does not contradict.
    bool is_ca() const noexcept { return facts_->is_ca; }

    /// Whether its key usage, if it states one, lets it sign documents.
    bool may_sign() const noexcept { return facts_->may_sign; }

    /// Its key, if it is of a kind that may sign health certificates. A CA's need not be.
    Result<PublicKey> key() const;

    /// Whether `ca` issued this: it is a CA, bears the name and the key identifier that this names,
    /// its signature is good, and this has no critical extension that is not understood. A
    /// signature over SHA-1, or anything weaker than SHA-224, is refused whoever made it.
    Result<Done> issued_by(const X509Certificate& ca) const;

    bool operator==(const X509Certificate& other) const { return der() == other.der(); }

  private:
    friend struct X509Handle;
    struct Facts {
        Bytes der, spki, subject_key_id, authority_key_id;
        Digest sha256{};
        std::string country, common_name, serial;
        Time valid_from, valid_until;
        std::vector<std::string> usages, uris, document_types;
        bool is_ca = false, may_sign = false;
        bool has_unknown_critical = false;
        std::shared_ptr<void> handle;  ///< OpenSSL's
    };

    explicit X509Certificate(std::shared_ptr<const Facts> facts) : facts_(std::move(facts)) {}
    std::shared_ptr<const Facts> facts_;
};

}  // namespace vaxcert::crypto

// SPDX-License-Identifier: Apache-2.0
// Whom a check point believes, and for what.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

namespace crypto {
class X509Certificate;  ///< Known to the library alone.
}

/// Test keys sign test certificates. The two never mix.
enum class Environment : std::uint8_t { production, test };

const char* name(Environment environment) noexcept;  // "production"

/// One key, and what it is trusted for.
struct TrustedKey {
    /// The issuer or the verification method it speaks for: "https://cowin.gov.in/", "did:india".
    std::string id;
    PublicKey key;

    /// Which certificates it may sign; none means that the caller vouches for the key whatever it
    /// signs, which only TrustList::for_issuer() says.
    std::optional<Environment> environment;

    std::optional<Time> valid_from = {};   ///< first instant at which it may be used
    std::optional<Time> valid_until = {};  ///< last instant
    bool revoked = false;
    std::vector<std::string> purposes = {};  ///< "vaccination", "test", "recovery"; empty: all
    std::vector<std::string> issuers = {};   ///< issuer names it may sign as; empty: any
    std::vector<std::string> formats = {};   ///< empty: any
    std::string display_name = {};

    /// The key's name among those of its owner, as its format spells it: the standard base64 of
    /// eight bytes for HCERT, the JWK thumbprint for SMART Health Cards. Empty: whichever.
    std::string kid = {};

    /// ISO 3166 country of the signer (alpha-2 or alpha-3), which a certificate must not
    /// contradict. Empty: not stated.
    std::string country = {};

    /// Whether it stands in an X.509 certificate. Such a key is judged by the time of checking
    /// alone, and that a certificate was issued outside its time is noted.
    bool certified = false;
};

/// A certification authority: whoever it certified is trusted as its certificate says.
struct TrustAnchor {
    std::shared_ptr<const crypto::X509Certificate> certificate;
    std::vector<std::string> formats = {};  ///< empty: any
};

/// The keys a check point trusts, and where they come from.
class TrustList {
  public:
    /// Nobody is trusted.
    TrustList() = default;

    /// Reads a trust list in our own JSON notation (docs/schemas/trust-list.schema.json); a DID
    /// document, of which the verification methods for assertions are taken; or X.509 certificates
    /// (PEM, also several, or DER). Of those, a CA's becomes an anchor, and any other the key of
    /// a signer, with the kid, country, validity and purposes that it states.
    static Result<TrustList> parse(std::string_view text);

    /// Reads bare keys (PEM, also several, DER, JWK, JWKS, Multikey, base58) for the issuer or
    /// verification method that the caller names: explicit trust.
    static Result<TrustList> for_issuer(std::string_view id, ByteView keys);

    void add(TrustedKey key) { keys_.push_back(std::move(key)); }

    /// Adds the keys of another list. Refuses to mix test and production.
    Result<Done> merge(const TrustList& other);

    const std::vector<TrustedKey>& keys() const noexcept { return keys_; }

    void add(TrustAnchor anchor) { anchors_.push_back(std::move(anchor)); }
    const std::vector<TrustAnchor>& anchors() const noexcept { return anchors_; }

    /// The environment of its keys, if any of them says one.
    std::optional<Environment> environment() const noexcept;

    /// When the list was made, if it says so; shown in answers such as "not in the list of ...". Of
    /// merged lists, the oldest.
    std::optional<Time> issued() const noexcept { return issued_; }

  private:
    std::optional<Time> issued_;
    std::vector<TrustedKey> keys_;
    std::vector<TrustAnchor> anchors_;
};

}  // namespace vaxcert

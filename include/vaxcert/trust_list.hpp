// SPDX-License-Identifier: Apache-2.0
// Whom a check point believes, and for what.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// Test keys sign test certificates. The two never mix.
enum class Environment : std::uint8_t { production, test };

const char* name(Environment environment) noexcept;  // "production"

/// One key, and what it is trusted for.
struct TrustedKey {
    /// The issuer or the verification method it speaks for: "https://cowin.gov.in/", "did:india".
    std::string id;
    PublicKey key;
    std::optional<Time> valid_from;   ///< first instant at which it may be used
    std::optional<Time> valid_until;  ///< last instant
    bool revoked = false;
    std::vector<std::string> purposes;  ///< "vaccination", "test", "recovery"; empty: all of them
    std::vector<std::string> issuers;   ///< issuer names it may sign as; empty: any
    std::vector<std::string> formats;   ///< empty: any
    std::string display_name;
};

/// The keys a check point trusts, all of one environment, and where they come from.
class TrustList {
  public:
    /// Nobody is trusted.
    explicit TrustList(Environment environment = Environment::production)
        : environment_(environment) {}

    /// Reads a trust list in our own JSON notation (docs/schemas/trust-list.schema.json) or a DID
    /// document, of which the verification methods for assertions are taken.
    static Result<TrustList> parse(std::string_view json);

    /// Reads a bare key (PEM, JWK, Multikey, base58) or a JWKS for the issuer or verification
    /// method that the caller names: explicit trust.
    static Result<TrustList> for_issuer(std::string_view id, ByteView keys);

    void add(TrustedKey key) { keys_.push_back(std::move(key)); }

    /// Adds the keys of another list. Refuses one of the other environment.
    Result<Done> merge(const TrustList& other);

    Environment environment() const noexcept { return environment_; }
    const std::vector<TrustedKey>& keys() const noexcept { return keys_; }

    /// When the list was made, if it says so; shown in answers such as "not in the list of ...".
    std::optional<Time> issued() const noexcept { return issued_; }

  private:
    Environment environment_;
    std::optional<Time> issued_;
    std::vector<TrustedKey> keys_;
};

}  // namespace vaxcert

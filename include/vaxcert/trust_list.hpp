// SPDX-License-Identifier: Apache-2.0
// Whom a check point believes, and for what.

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

namespace crypto {
class X509Certificate;  ///< Known to the library alone.
class X509Crl;
}  // namespace crypto

/// Test keys sign test certificates. The two never mix.
enum class Environment : std::uint8_t { production, test };

const char* name(Environment environment) noexcept;  // "production"

/// The signed list that a key comes from, and how long the list may be believed.
struct TrustSource {
    std::uint64_t sequence = 0;  ///< of an issuer's lists, the later has the greater
    Time issued;
    Time next_update;               ///< there should be a newer one by then
    std::chrono::seconds grace{0};  ///< how much longer the check point believes it
};

/// One key, and what it is trusted for.
struct TrustedKey {
    /// The issuer or the verification method it speaks for: "https://cowin.gov.in/", "did:india".
    std::string id;
    PublicKey key;

    /// Which certificates it may sign; none means that the caller vouches for the key whatever it
    /// signs, which only TrustList::for_issuer() says.
    std::optional<Environment> environment;

    std::optional<Time> valid_from = {};     ///< first instant at which it may be used
    std::optional<Time> valid_until = {};    ///< last instant
    bool revoked = false;                    ///< nothing that it signed is believed, whenever
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

    /// When its owner stopped using it: what it signed until then stays good.
    std::optional<Time> terminated = {};

    /// Since when it is known to be revoked, if it is and the list says; for people.
    std::optional<Time> revoked_since = {};

    /// The display name in several languages: "hi" and the name.
    std::vector<std::pair<std::string, std::string>> names = {};

    /// Of SMART Health Cards: the number of the list of withdrawn cards that its owner keeps for it
    /// (crlVersion), when the trust list was made. Without that list, or one as new, whether a card
    /// was withdrawn is not known. None: it has no such list.
    std::optional<std::uint64_t> card_list = {};

    /// The certificate that it stands in, where the list holds that and not what it says.
    std::shared_ptr<const crypto::X509Certificate> certificate = {};

    /// The signed list that says all this; nullptr if the caller vouches for it.
    std::shared_ptr<const TrustSource> source = {};

    /// Until when what its authority says of its revocation is fresh; none if nothing was asked.
    std::optional<Time> revocation_known_until = {};
};

/// A certification authority: whoever it certified is trusted as its certificate says.
struct TrustAnchor {
    std::shared_ptr<const crypto::X509Certificate> certificate;
    std::vector<std::string> formats = {};  ///< empty: any
    std::optional<Environment> environment = {};
    std::shared_ptr<const TrustSource> source = {};
};

/// The keys a check point trusts, and where they come from.
class TrustList {
  public:
    /// Nobody is trusted.
    TrustList() = default;

    /// Reads a trust list in our own JSON notation (docs/schemas/trust-list.schema.json); a DID
    /// document, of which the verification methods for assertions are taken; or X.509 certificates
    /// and lists of revoked ones (PEM, also several, or DER). Of certificates, a CA's becomes an
    /// anchor, and any other the key of a signer, with the kid, country, validity and purposes that
    /// it states. A trust bundle is not read here: see open_bundle().
    static Result<TrustList> parse(std::string_view text);

    /// Reads bare keys (PEM, also several, DER, JWK, JWKS, Multikey, base58) for the issuer or
    /// verification method that the caller names: explicit trust.
    static Result<TrustList> for_issuer(std::string_view id, ByteView keys);

    void add(TrustedKey key);
    void add(TrustAnchor anchor);

    /// An authority's list of certificates that it revoked. It counts if one of the anchors signed
    /// it; if none did, what it should be about is undecided.
    void add(std::shared_ptr<const crypto::X509Crl> crl) { crls_.push_back(std::move(crl)); }

    /// Adds the keys of another list. Refuses to mix test and production. Of two entries for one
    /// key under one name, that of the signed list issued later counts; a key that any list
    /// revokes is revoked.
    Result<Done> merge(TrustList other);

    const std::vector<TrustedKey>& keys() const noexcept { return keys_; }
    const std::vector<TrustAnchor>& anchors() const noexcept { return anchors_; }
    const std::vector<std::shared_ptr<const crypto::X509Crl>>& crls() const noexcept {
        return crls_;
    }

    /// The keys of an owner, in the order of the list; those of them that go by `kid`; and the
    /// keys that go by `kid`, whoever's they are. An empty id is nobody's, an empty kid alone no
    /// key's. As quick in a list of 100,000 as in one of two.
    std::vector<const TrustedKey*> keys_of(std::string_view id) const;
    std::vector<const TrustedKey*> keys_of(std::string_view id, std::string_view kid) const;
    std::vector<const TrustedKey*> keys_named(std::string_view kid) const;

    /// Whether any entry revokes this key, for whichever algorithm.
    bool revokes(const PublicKey& key) const;

    /// The environment of its keys, if any of them says one.
    std::optional<Environment> environment() const noexcept { return environment_; }

    /// When the list was made, if it says so; shown in answers such as "not in the list of ...". Of
    /// merged lists, the oldest.
    std::optional<Time> issued() const noexcept { return issued_; }
    void set_issued(Time issued) { issued_ = issued; }

    /// As own notation; `environment` is said of the list where no key says one. The signed lists
    /// that keys came from are not named. wrong_environment if keys are for the other one.
    Result<std::string> to_json(Environment environment) const;

  private:
    std::vector<const TrustedKey*> found(std::uint64_t hash, auto is_meant) const;

    std::optional<Time> issued_;
    std::optional<Environment> environment_;
    std::vector<TrustedKey> keys_;
    std::vector<TrustAnchor> anchors_;
    std::vector<std::shared_ptr<const crypto::X509Crl>> crls_;

    /// Where a key stands in keys_, by a hash of its owner, of that and its kid, of its kid, and,
    /// if it is revoked, of the key itself.
    std::unordered_multimap<std::uint64_t, std::uint32_t> index_;
    bool any_revoked_ = false;
};

/// A line of a trust list, for people.
struct TrustEntry {
    std::string kind;    ///< "key", "authority" or "revocation list"
    std::string status;  ///< "current", "not yet valid", "expired", "terminated" or "revoked"
    std::string id;      ///< of a key; of an authority its common name
    std::string kid = {};
    std::string algorithm = {};
    std::vector<std::string> formats = {};
    std::vector<std::string> purposes = {};
    std::string country = {};
    std::string name = {};
    std::optional<Time> valid_from = {};
    std::optional<Time> valid_until = {};  ///< or when it was terminated, or is to be replaced
};

/// What stands in a list, as things are at `now`.
std::vector<TrustEntry> describe(const TrustList& trust, Time now);

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// Keys: who signed, and with what. A key is for one algorithm; a message may agree with it, but
// never chooses.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert {

/// How a signature is made, by its JOSE name (RFC 7518 section 3.1, RFC 8037 section 3.1).
enum class Algorithm : std::uint8_t {
    ed25519,  ///< "EdDSA" over Curve25519; the signature is 64 bytes
    es256,    ///< ECDSA, P-256 and SHA-256; 64 bytes, r then s
    es384,    ///< ECDSA, P-384 and SHA-384; 96 bytes
    es512,    ///< ECDSA, P-521 and SHA-512; 132 bytes
    ps256,    ///< RSASSA-PSS, SHA-256, MGF1 with SHA-256, salt of 32 bytes
    rs256,    ///< RSASSA-PKCS1-v1_5 and SHA-256
};

/// The JOSE name: "EdDSA", "ES256", "PS256" ...
const char* name(Algorithm algorithm) noexcept;

/// The algorithm of a JOSE name, compared letter by letter.
std::optional<Algorithm> algorithm_named(std::string_view jose_name) noexcept;

class PublicKey;
namespace crypto {
Result<PublicKey> listed_key(ByteView spki, std::optional<Algorithm> algorithm);
}

/// A public key that has been checked: its curve, its size, and that its point is on the curve.
class PublicKey {
  public:
    /// Reads whatever notation a public key is published in: PEM (SubjectPublicKeyInfo, PKCS#1, or
    /// an X.509 certificate, of which only the key is taken), DER of the same, a JWK, a Multikey
    /// ("z6Mk..."), or the base58 of a raw Ed25519 key.
    /// An RSA key is for PS256 unless the notation itself says RS256.
    static Result<PublicKey> parse(ByteView text);

    /// The key in its SubjectPublicKeyInfo, for the algorithm given: needed for RSA, whose keys
    /// fit two of them.
    static Result<PublicKey> from_spki(ByteView der, std::optional<Algorithm> algorithm = {});

    static Result<PublicKey> from_raw_ed25519(ByteView key);
    static Result<PublicKey> from_jwk(std::string_view json);
    static Result<PublicKey> from_multikey(std::string_view text);

    Algorithm algorithm() const noexcept;

    std::string to_pem() const;
    Bytes to_spki() const;
    std::string to_jwk() const;

    /// The Multikey of an Ed25519, P-256 or P-384 key: "z6Mk..."; empty for any other.
    std::string to_multikey() const;

    /// The SHA-256 of the SubjectPublicKeyInfo, as base64url: names a key in evidence and logs.
    std::string fingerprint() const;

    bool operator==(const PublicKey& other) const;

    struct Inner;  ///< Known to the crypto folder alone.
    const Inner& inner() const noexcept { return *inner_; }

  private:
    friend Result<PublicKey> crypto::listed_key(ByteView, std::optional<Algorithm>);
    explicit PublicKey(std::shared_ptr<const Inner> inner) : inner_(std::move(inner)) {}
    std::shared_ptr<const Inner> inner_;
};

/// Whoever can sign: a key in memory, a token, or a service behind a callback.
///
/// sign() may be called from many threads at once.
class Signer {
  public:
    virtual ~Signer() = default;

    virtual const PublicKey& public_key() const noexcept = 0;

    /// The signature over `message` in the form of Algorithm: raw, never DER.
    virtual Result<Bytes> sign(ByteView message) const = 0;

    /// A secret that only the holder of this key can make again, for deriving certificate ids.
    /// A token cannot give one, and then the caller must.
    virtual Result<Bytes> derived_secret(std::string_view purpose) const = 0;
};

/// A signer whose private key is in memory, which is wiped when it goes.
/// Reads PEM (PKCS#8, PKCS#1, SEC 1), a private JWK, or base58 of the raw 64 bytes (seed and
/// public key) as DIVOC keeps Ed25519 keys.
Result<std::shared_ptr<const Signer>> signer_from_key(ByteView text);

/// A signer whose key stays in a PKCS#11 token, named by an RFC 7512 URI:
/// "pkcs11:token=...;object=...?module-path=/usr/lib/softhsm/libsofthsm2.so". The PIN is an
/// argument and is wiped; a wrong one is not tried twice. A child of fork() cannot use it.
Result<std::shared_ptr<const Signer>> signer_from_token(std::string_view uri, std::string pin);

/// A signer that asks `sign` for each signature: a cloud key service, for instance.
using SignCallback = Result<Bytes> (*)(void* context, ByteView message);
Result<std::shared_ptr<const Signer>> signer_from_callback(PublicKey key, SignCallback sign,
                                                           void* context);

/// A fresh private key as PKCS#8 PEM, from the system's random source. RSA keys have 2048 bits.
Result<std::string> generate_key(Algorithm algorithm);

}  // namespace vaxcert

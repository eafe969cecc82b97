// SPDX-License-Identifier: Apache-2.0
// The notations in which public keys are published. Which one it is, its structure says: no key is
// tried as one thing and then as another.

#include <openssl/x509.h>

#include <algorithm>
#include <string>

#include "crypto/der.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/pem.hpp"
#include "crypto/public_key.hpp"
#include "encoding/base58.hpp"
#include "encoding/base64url.hpp"

namespace vaxcert {
namespace {

using namespace crypto;

/// A certificate may have 8 KiB (its signature and names are large); nothing else comes near it.
constexpr std::size_t text_most = 16384, der_most = 8192;

/// The most characters that 32 bytes take in base58, and the only number 34 bytes with a Multikey's
/// first byte take: so a text's length tells a bare Ed25519 key from a Multikey.
constexpr std::size_t raw_base58_most = 44;

using X509Handle = std::unique_ptr<X509, FreeWith<X509_free>>;

Error bad_key(std::string detail) {
    return {Reason::bad_key, std::move(detail)};
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// The key of an X.509 certificate. Whether the certificate is to be believed is not asked here.
Result<PublicKey> from_certificate(ByteView der) {
    const QuietErrors quiet;
    const unsigned char* end = der.data();
    const X509Handle certificate(d2i_X509(nullptr, &end, static_cast<long>(der.size())));
    if (!certificate || end != der.data() + der.size())
        return bad_key("not an X.509 certificate in DER");
    unsigned char* bytes = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &bytes);
    require(size, "key of a certificate");
    const Bytes spki(bytes, bytes + size);
    OPENSSL_free(bytes);
    return PublicKey::from_spki(spki);
}

/// SubjectPublicKeyInfo { SEQUENCE, BIT STRING }, RSAPublicKey { INTEGER, INTEGER } or Certificate
/// { SEQUENCE, SEQUENCE, BIT STRING }.
Result<PublicKey> from_der(ByteView der) {
    if (der.size() > der_most)
        return bad_key("the DER has " + std::to_string(der.size()) +
                       " bytes; at most 8192 are read");
    ByteView rest = der;
    auto content = der::take(rest, der::sequence);
    if (!content || !rest.empty()) return bad_key("not one DER sequence");
    if (!content->empty() && content->front() == der::integer)
        return PublicKey::from_spki(rsa_spki(der));
    if (!der::take(*content, der::sequence)) return bad_key("not a key or certificate in DER");
    if (!content->empty() && content->front() == der::sequence) return from_certificate(der);
    return PublicKey::from_spki(der);
}

Result<PublicKey> from_pem(std::string_view text) {
    const auto pem = parse_pem(text);
    if (!pem) return pem.error();
    const ByteView der = pem->der.reveal();
    if (der.size() > der_most) return bad_key("the PEM block is too large for a key");
    if (pem->label == "PUBLIC KEY") return PublicKey::from_spki(der);
    if (pem->label == "RSA PUBLIC KEY") return PublicKey::from_spki(rsa_spki(der));
    if (pem->label == "CERTIFICATE") return from_certificate(der);
    if (pem->label.ends_with("PRIVATE KEY"))
        return bad_key("this is a private key, where a public key is expected");
    return bad_key("the PEM block is none of PUBLIC KEY, RSA PUBLIC KEY and CERTIFICATE");
}

/// What a Multikey begins with (Controlled Identifiers 1.0 section 2.2.2): a multicodec, then the
/// raw key or the compressed point.
struct Multicodec {
    Algorithm algorithm;
    std::uint8_t prefix[2];
    std::size_t size;
};
constexpr Multicodec multicodecs[] = {
    {Algorithm::ed25519, {0xed, 0x01}, 32},
    {Algorithm::es256, {0x80, 0x24}, 33},
    {Algorithm::es384, {0x81, 0x24}, 49},
};

}  // namespace

Result<PublicKey> PublicKey::parse(ByteView bytes) {
    if (bytes.size() > text_most)
        return bad_key("the key has " + std::to_string(bytes.size()) +
                       " bytes; at most 16384 are read");
    // No notation in text begins with '0', which is also the tag of a DER sequence.
    if (!bytes.empty() && bytes.front() == der::sequence) return from_der(bytes);

    const std::string_view text = trimmed(as_text(bytes));
    if (text.empty()) return bad_key("there is no key, only white space");
    if (looks_like_pem(text)) return from_pem(text);
    if (text.front() == '{') return from_jwk(text);
    if (text.size() > raw_base58_most) return from_multikey(text);
    const auto raw = encoding::from_base58(text);
    if (!raw) return bad_key("neither PEM, DER, JWK, Multikey nor base58");
    return from_raw_ed25519(*raw);
}

Result<PublicKey> PublicKey::from_multikey(std::string_view text) {
    if (!text.starts_with('z')) return bad_key("a Multikey begins with \"z\"");
    const auto bytes = encoding::from_base58(text.substr(1));
    if (!bytes) return bad_key("the Multikey is not base58 after its \"z\"");
    for (const auto& [algorithm, prefix, size] : multicodecs) {
        if (bytes->size() < 2 || (*bytes)[0] != prefix[0] || (*bytes)[1] != prefix[1]) continue;
        const ByteView key = ByteView(*bytes).subspan(2);
        if (key.size() != size)
            return bad_key("the Multikey holds " + std::to_string(key.size()) +
                           " bytes of key; its kind has " + std::to_string(size));
        if (algorithm == Algorithm::ed25519) return from_raw_ed25519(key);
        if (key[0] != 2 && key[0] != 3) return bad_key("the Multikey's point is not compressed");
        return from_spki(ec_spki(algorithm, key));
    }
    return bad_key("the Multikey is not of Ed25519, P-256 or P-384");
}

std::string PublicKey::to_multikey() const {
    const auto* codec = std::ranges::find(multicodecs, algorithm(), &Multicodec::algorithm);
    if (codec == std::end(multicodecs)) return {};
    Bytes bytes(std::begin(codec->prefix), std::end(codec->prefix));
    if (algorithm() == Algorithm::ed25519) {
        bytes.insert(bytes.end(), inner_->ed25519.begin(), inner_->ed25519.end());
    } else {
        const ByteView point = point_of(*this);
        bytes.push_back((point.back() & 1U) != 0 ? 3 : 2);
        bytes.insert(bytes.end(), point.begin(),
                     point.begin() + static_cast<long>(point.size() / 2));
    }
    return 'z' + encoding::to_base58(bytes);
}

std::string PublicKey::to_pem() const {
    return crypto::to_pem("PUBLIC KEY", inner_->spki);
}

std::string PublicKey::fingerprint() const {
    const Inner* checked = inner_->checked();
    return checked ? checked->fingerprint : std::string();
}

}  // namespace vaxcert

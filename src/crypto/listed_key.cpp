// SPDX-License-Identifier: Apache-2.0
// Keys of a signed list, which are looked at in earnest when they are first used.

#include <algorithm>
#include <array>

#include "crypto/der.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/oid.hpp"
#include "crypto/public_key.hpp"

namespace vaxcert::crypto {
namespace {

constexpr std::size_t modulus_least = 256, modulus_most = 512;

/// What stands before the coordinates in the SubjectPublicKeyInfo of a curve: the same every time.
struct Beginning {
    Algorithm algorithm;
    Bytes bytes;
    std::size_t size;  ///< of the whole
};

Beginning beginning_of(Algorithm algorithm) {
    constexpr std::uint8_t uncompressed = 4;
    Bytes point(1 + 2 * curve_of(algorithm)->width);
    point.front() = uncompressed;
    Bytes whole = ec_spki(algorithm, point);
    const std::size_t size = whole.size();
    whole.resize(size - point.size() + 1);
    return {algorithm, std::move(whole), size};
}

/// The curve of a SubjectPublicKeyInfo that is written as ours are: a named curve and both
/// coordinates.
std::optional<Algorithm> curve_in(ByteView spki) {
    static const std::array<Beginning, 3> beginnings = {beginning_of(Algorithm::es256),
                                                        beginning_of(Algorithm::es384),
                                                        beginning_of(Algorithm::es512)};
    for (const Beginning& each : beginnings)
        if (spki.size() == each.size &&
            std::ranges::equal(spki.first(each.bytes.size()), each.bytes))
            return each.algorithm;
    return {};
}

bool is_rsa(ByteView spki) {
    const auto whole = der::take(spki, der::sequence);
    if (!whole || !spki.empty()) return false;
    ByteView rest = *whole;
    const auto identifier = der::take(rest, der::sequence);
    auto bits = der::take(rest, der::bit_string);
    if (!identifier || !std::ranges::equal(*identifier, oid::rsa_encryption) || !bits ||
        !rest.empty() || bits->empty() || bits->front() != 0)
        return false;
    ByteView key = bits->subspan(1);
    auto numbers = der::take(key, der::sequence);
    if (!numbers || !key.empty()) return false;
    const auto n = der::take_unsigned(*numbers);
    const auto e = der::take_unsigned(*numbers);
    return n && e && numbers->empty() && n->size() >= modulus_least && n->size() <= modulus_most;
}

bool is_ed25519(ByteView spki) {
    const auto whole = der::take(spki, der::sequence);
    if (!whole || !spki.empty()) return false;
    ByteView rest = *whole;
    const auto identifier = der::take(rest, der::sequence);
    const auto bits = der::take(rest, der::bit_string);
    return identifier && std::ranges::equal(*identifier, oid::ed25519) && bits && rest.empty() &&
           bits->size() == 33 && bits->front() == 0;
}

}  // namespace

Result<PublicKey> listed_key(ByteView spki, std::optional<Algorithm> algorithm) {
    auto inner = std::make_shared<PublicKey::Inner>();
    if (const auto curve = curve_in(spki)) {
        inner->algorithm = *curve;
    } else if (is_rsa(spki)) {
        inner->algorithm = algorithm == Algorithm::rs256 ? Algorithm::rs256 : Algorithm::ps256;
    } else if (is_ed25519(spki)) {
        inner->algorithm = Algorithm::ed25519;
    } else {
        // RSASSA-PSS keys that prescribe their own parameters are rare.
        return PublicKey::from_spki(spki, algorithm);
    }
    if (algorithm && *algorithm != inner->algorithm)
        return Error{Reason::wrong_algorithm, std::string("the key is for ") +
                                                  name(inner->algorithm) + ", not for " +
                                                  name(*algorithm)};
    inner->spki.assign(spki.begin(), spki.end());
    inner->is_listed = true;
    return PublicKey(std::move(inner));
}

}  // namespace vaxcert::crypto

// SPDX-License-Identifier: Apache-2.0
#include "jose/detached_jws.hpp"

#include <algorithm>
#include <stdexcept>

#include "encoding/base64url.hpp"

namespace vaxcert::jose {
namespace {

Error proof_shape(std::string detail) {
    return {Reason::proof_shape, std::move(detail)};
}

}  // namespace

std::string_view detached_header(Algorithm algorithm) noexcept {
    switch (algorithm) {
        case Algorithm::ps256:
            return "eyJhbGciOiJQUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
        case Algorithm::ed25519:
            return "eyJhbGciOiJFZERTQSIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
        default:
            return {};
    }
}

std::string to_detached_jws(Algorithm algorithm, ByteView signature) {
    const std::string_view header = detached_header(algorithm);
    if (header.empty())
        throw std::invalid_argument(std::string("no detached JWS is made with ") + name(algorithm));
    return std::string(header) + ".." + encoding::to_base64url(signature);
}

Result<Bytes> signature_of_detached_jws(std::string_view jws, Algorithm algorithm) {
    const std::string_view header = detached_header(algorithm);
    if (header.empty())
        return proof_shape(std::string("no detached JWS is made with ") + name(algorithm));

    const auto dots = std::ranges::count(jws, '.');
    if (dots != 2) return proof_shape("the jws has " + std::to_string(dots + 1) + " parts, not 3");
    const std::size_t first = jws.find('.'), second = jws.find('.', first + 1);
    if (second != first + 1)
        return proof_shape("the jws carries a payload of its own, which was not what was signed");
    if (jws.substr(0, first) != header)
        return proof_shape(std::string("the header of the jws is not the one for ") +
                           name(algorithm));
    const std::string_view text = jws.substr(second + 1);
    if (text.empty()) return proof_shape("the jws has no signature");

    auto signature = encoding::from_base64url_padded_or_not(text);
    if (!signature)
        return Error{Reason::bad_jws, "signature of the jws: " + signature.error().detail};
    return signature;
}

}  // namespace vaxcert::jose

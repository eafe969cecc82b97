// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/keys.hpp>

namespace vaxcert {
namespace {

constexpr Algorithm all[] = {Algorithm::ed25519, Algorithm::es256, Algorithm::es384,
                             Algorithm::es512,   Algorithm::ps256, Algorithm::rs256};

}  // namespace

const char* name(Algorithm algorithm) noexcept {
    switch (algorithm) {
        case Algorithm::ed25519:
            return "EdDSA";
        case Algorithm::es256:
            return "ES256";
        case Algorithm::es384:
            return "ES384";
        case Algorithm::es512:
            return "ES512";
        case Algorithm::ps256:
            return "PS256";
        case Algorithm::rs256:
            return "RS256";
    }
    return "unknown";
}

std::optional<Algorithm> algorithm_named(std::string_view jose_name) noexcept {
    for (const Algorithm algorithm : all)
        if (jose_name == name(algorithm)) return algorithm;
    return {};
}

}  // namespace vaxcert

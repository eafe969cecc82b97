// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "encoding/base64url.hpp"
#include "fuzz/fuzz.hpp"
#include "jose/detached_jws.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"

FUZZ(jws) {
    using namespace vaxcert;
    using encoding::to_base64url;
    const std::string_view text = as_text(input);

    // A JWS is refused, or the only spelling of its parts; and nobody's key is in it.
    if (const auto jws = jose::parse_jws(text)) {
        FUZZ_CHECK(jws->signed_text + '.' + to_base64url(jws->signature) == text);
        FUZZ_CHECK(jws->signed_text.ends_with('.' + to_base64url(jws->payload)));
        FUZZ_CHECK(std::ranges::count(text, '.') == 2);
        for (const char* name : {"jwk", "jku", "x5u", "x5c", "crit", "b64", "enc"})
            FUZZ_CHECK(!jws->header.find(name));
    }

    // What certificates may come along with is the same but for them.
    if (const auto jws = jose::parse_jws_with_certificates(text)) {
        FUZZ_CHECK(jws->signed_text + '.' + to_base64url(jws->signature) == text);
        FUZZ_CHECK(jws->certificates.size() <= 8);
        FUZZ_CHECK(jws->certificates.empty() == jose::parse_jws(text).has_value());
    } else {
        FUZZ_CHECK(!jose::parse_jws(text));
    }

    // So is a detached one, but for the padding that is tolerated.
    for (const Algorithm algorithm : {Algorithm::ps256, Algorithm::ed25519})
        if (const auto signature = jose::signature_of_detached_jws(text, algorithm)) {
            const std::string again = jose::to_detached_jws(algorithm, *signature);
            FUZZ_CHECK(text.starts_with(again));
            FUZZ_CHECK(text.find_first_not_of('=', again.size()) == text.npos);
            FUZZ_CHECK(!signature->empty());
        }
}

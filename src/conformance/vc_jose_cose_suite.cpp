// SPDX-License-Identifier: Apache-2.0
// Examples of VC-JOSE-COSE, of its test suite and of JWT-VC 1.1, and what is made of them.

#include <optional>
#include <string>

#include "conformance/suites.hpp"
#include "conformance/wycheproof.hpp"
#include "encoding/base64.hpp"
#include "enveloped/credential.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;
using wycheproof::text_at;

/// Between the `iat` and the `exp` of the one that ends.
const Time fixed = Time(std::chrono::seconds(1674775000));

Result<enveloped::Enveloped> parse(const Value& test) {
    const Budget budget = Budget::for_one_certificate();
    if (test.find("jose")) return enveloped::parse_vc_jwt(text_at(test, "jose"), budget);
    std::string text = text_at(test, "cose_base64");
    while (text.size() % 4 != 0) text += '=';
    const auto bytes = encoding::from_base64(text);
    if (!bytes) return bytes.error();
    return enveloped::parse_vc_cose(*bytes, budget);
}

std::string verdict(const Result<enveloped::Enveloped>& read, const PublicKey& key, Time now) {
    if (!read) return name(read.error().reason);
    if (const auto good = enveloped::check_signature(*read, key); !good)
        return name(good.error().reason);
    if (read->expires && now >= *read->expires) return "expired";
    if (read->not_before && now < *read->not_before) return "not-yet-valid";
    return "valid";
}

}  // namespace

void run_vc_jose_cose(Run& run, const std::filesystem::path& folder) {
    const Value suite = read_json(folder / "vectors.json");
    for (const Value& test : suite.array()) {
        const std::string name = text_at(test, "name");
        Value jwk = *test.find("jwk");
        jwk.erase("d");
        const auto key = PublicKey::from_jwk(json::to_text(jwk));
        if (!key) throw std::runtime_error(name + ": the key cannot be read");
        const std::string expected = text_at(test, "expected");
        const auto read = parse(test);
        run.expect(name, expected == "valid" ? "valid" : "bad-signature",
                   verdict(read, *key, fixed));
        if (!read || expected != "valid") continue;

        // One bit of what was signed, or of the signature.
        for (Bytes enveloped::Enveloped::*part :
             {&enveloped::Enveloped::signed_bytes, &enveloped::Enveloped::signature}) {
            auto changed = *read;
            (changed.*part).back() ^= 1;
            run.expect(name + ", changed", "bad-signature", verdict(changed, *key, fixed));
        }
        if (read->expires)
            run.expect(name + ", at its end", "expired", verdict(read, *key, *read->expires));
    }
}

}  // namespace vaxcert::conformance

// SPDX-License-Identifier: Apache-2.0
// Bare keys, for the issuer that is named, and certificates, which name their own.

#include "crypto/jwk.hpp"
#include "crypto/pem.hpp"
#include "trust/certified.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using json::Value;

TrustedKey trusted(PublicKey key, const ImportOptions& options) {
    return {.id = options.issuer,
            .key = std::move(key),
            .environment = options.environment,
            .formats = options.formats};
}

void take_jwk(const Value& jwk, Import& import) {
    import.see();
    auto key = crypto::public_key_from_jwk(jwk);
    if (!key) return import.refuse(text_at(jwk, "kid"), key.error());
    TrustedKey one = trusted(*std::move(key), import.options());
    one.kid = text_at(jwk, "kid");
    import.take(std::move(one));
}

Result<Done> take_certificates(const ImportFile& file, Import& import) {
    auto list = from_x509(file.bytes);
    if (!list) return bad_file(file, list.error().detail);
    for (TrustedKey key : list->keys()) {
        import.see();
        key.environment = import.options().environment;
        if (!import.options().formats.empty()) key.formats = import.options().formats;
        if (!import.options().issuer.empty()) key.id = import.options().issuer;
        import.take(std::move(key));
    }
    for (TrustAnchor anchor : list->anchors()) {
        import.see();
        anchor.environment = import.options().environment;
        anchor.formats = import.options().formats;
        import.take(std::move(anchor));
    }
    return Done{};
}

}  // namespace

Result<Done> import_keys(Files files, Import& import) {
    for (const ImportFile& file : files) {
        // The DER of a key begins as that of a certificate does.
        if (holds_x509(file.bytes) && !PublicKey::from_spki(file.bytes)) {
            if (const auto done = take_certificates(file, import); !done) return done.error();
            continue;
        }
        if (import.options().issuer.empty())
            return bad_file(file, "bare keys need --issuer: whom they speak for");
        const auto value = json_of(file);
        if (value && value->is_object()) {
            const Value* keys = value->find("keys");
            if (!keys) take_jwk(*value, import);
            if (keys && !keys->is_array()) return bad_file(file, "\"keys\" should be an array");
            if (keys)
                for (const Value& jwk : keys->array()) take_jwk(jwk, import);
            continue;
        }
        for (const std::string_view block : crypto::pem_blocks(as_text(file.bytes))) {
            import.see();
            auto key = PublicKey::parse(as_bytes(block));
            if (key)
                import.take(trusted(*std::move(key), import.options()));
            else
                import.refuse(file.name, key.error());
        }
    }
    return Done{};
}

}  // namespace vaxcert::trust_import

// SPDX-License-Identifier: Apache-2.0
// The name of a key in a token: "pkcs11:token=campaign;object=signer?module-path=/usr/lib/...".

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::crypto {

/// What of RFC 7512 names a token, and a private key in it. What is not stated, anything matches.
struct Pkcs11Uri {
    std::optional<std::string> token, manufacturer, model, serial;
    std::optional<unsigned long> slot_id;
    std::optional<std::string> object;
    std::optional<Bytes> id;
    std::string module_path;
};

/// Refuses an attribute it does not know or meets twice, a key that is not private, a module that
/// is not named by an absolute path (a search would depend on the environment), and a PIN: URIs end
/// up in logs and process lists.
Result<Pkcs11Uri> parse_pkcs11_uri(std::string_view uri);

}  // namespace vaxcert::crypto

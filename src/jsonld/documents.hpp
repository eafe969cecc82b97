// SPDX-License-Identifier: Apache-2.0
// The contexts we ship. There are no others: nothing is ever fetched.

#pragma once

#include <span>
#include <string_view>

#include "json/value.hpp"

namespace vaxcert::jsonld {

/// A context document. It lives as long as the program.
struct Document {
    std::string_view name;    ///< ours, for tests and messages: "credentials-v1"
    std::string_view sha256;  ///< of its JCS form, in hex: the content, however it was laid out
    json::Value json;         ///< {"@context": ...}
};

/// The document behind a URL, or nullptr. Several URLs may stand for one document.
const Document* shipped(std::string_view url);

/// A URL and the name of the document behind it.
struct Address {
    std::string_view url, document;
};

/// Every URL we know.
std::span<const Address> addresses();

/// Every document we ship.
std::span<const Document> documents();

}  // namespace vaxcert::jsonld

// SPDX-License-Identifier: Apache-2.0
// The media types of an envelope and of what is in it.

#pragma once

#include <string_view>

namespace vaxcert::enveloped {

/// What an envelope's type says of its content.
struct MediaType {
    std::string_view envelope;        ///< "vc+jwt"
    std::string_view content;         ///< "vc"
    std::string_view content_before;  ///< its older name
    bool presentation;
    bool inside;  ///< in a member of the payload (1.1)
};

/// The type of a name, with or without "application/", or nullptr. Case does not count (RFC 6838
/// section 4.2).
const MediaType* jwt_type(std::string_view name);
const MediaType* cose_type(std::string_view name);

/// Whether this is the type of the content.
bool is_content_of(const MediaType& type, std::string_view name);

}  // namespace vaxcert::enveloped

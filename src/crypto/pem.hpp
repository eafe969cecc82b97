// SPDX-License-Identifier: Apache-2.0
// PEM (RFC 7468): what kind of thing the text holds, and its DER.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/result.hpp>

#include "base/secret.hpp"

namespace vaxcert::crypto {

struct Pem {
    std::string label;  ///< "PUBLIC KEY"
    Secret der;         ///< wiped, because it may be a private key
};

/// Whether the text has the mark with which PEM begins.
bool looks_like_pem(std::string_view text) noexcept;

/// Each block of a text that holds several, from its mark to the next; anything else as it is.
std::vector<std::string_view> pem_blocks(std::string_view text);

/// The one block of the text. Text before and after it is for people, as RFC 7468 section 2 has it;
/// a second block is refused, for which of two keys is meant is not for us to guess. Blocks with
/// a label of `beside_the_point` do not count.
Result<Pem> parse_pem(std::string_view text,
                      std::initializer_list<std::string_view> beside_the_point = {});

/// DER as PEM, in lines of 64 characters. Leaves no copy of it but the one it gives.
std::string to_pem(std::string_view label, ByteView der);

}  // namespace vaxcert::crypto

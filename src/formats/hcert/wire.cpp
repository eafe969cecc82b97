// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/wire.hpp"

#include "encoding/base45.hpp"
#include "encoding/deflate.hpp"

namespace vaxcert::hcert {
namespace {

constexpr std::string_view prefix = "HC1:";

/// "HC" and a digit or letter that counts versions, and a colon.
bool has_version_prefix(std::string_view text) {
    if (text.size() < prefix.size() || !text.starts_with("HC") || text[3] != ':') return false;
    const char version = text[2];
    return (version >= '1' && version <= '9') || (version >= 'A' && version <= 'Z');
}

std::string_view without_line_break(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

/// Cameras that take the text for a web address decode %20 and its like, which are good Base45.
bool looks_url_decoded(std::string_view text) {
    return text.find_first_of("abcdefghijklmnopqrstuvwxyz") != text.npos;
}

}  // namespace

bool looks_packed(ByteView scanned) {
    return has_version_prefix(as_text(scanned));
}

Result<Bytes> unpack(ByteView scanned, const Budget& budget) {
    if (scanned.size() > budget.input_bytes)
        return limit_exceeded("bytes of a code", scanned.size(), budget.input_bytes);
    std::string_view text = without_line_break(as_text(scanned));
    if (!has_version_prefix(text))
        return Error{Reason::unsupported_format, "a health certificate begins with HC1:"};
    if (!text.starts_with(prefix))
        return Error{Reason::unsupported_format, std::string("a health certificate of version \"") +
                                                     std::string(text.substr(2, 1)) +
                                                     "\"; version 1 is the one that is known"};
    text.remove_prefix(prefix.size());
    const auto compressed = encoding::from_base45(text);
    if (!compressed) {
        Error error = compressed.error();
        if (looks_url_decoded(text))
            error.detail += "; the scanner has changed the text: scan again with another one";
        return error;
    }
    return encoding::inflate(*compressed, encoding::Wrapping::zlib, budget.inflated_bytes);
}

std::string pack(ByteView cose) {
    return std::string(prefix) +
           encoding::to_base45(encoding::deflate(cose, encoding::Wrapping::zlib));
}

}  // namespace vaxcert::hcert

// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/wire.hpp"

#include <algorithm>

#include "encoding/base64url.hpp"
#include "encoding/latin1.hpp"
#include "encoding/zip.hpp"

namespace vaxcert::divoc {
namespace {

constexpr std::string_view entry_name = "certificate.json";
constexpr std::string_view base64_prefix = "B64:";

bool begins(ByteView bytes, std::string_view prefix) {
    return as_text(bytes).starts_with(prefix);
}

bool begins_as_zip(ByteView bytes) {
    return begins(bytes, std::string_view("PK\x03\x04", 4));
}

bool is_space(std::uint8_t byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/// A document that has a context: other formats are JSON without one.
bool begins_as_json(ByteView bytes) {
    const auto first = std::ranges::find_if_not(bytes, is_space);
    return first != bytes.end() && *first == '{' &&
           as_text(bytes).find("\"@context\"") != std::string_view::npos;
}

/// Mode 0100, a length of 16 bits (versions 10 to 40), and "PK", each four bits late.
bool begins_as_codewords(ByteView bytes) {
    return bytes.size() > 5 && bytes[0] >> 4 == 4 && (bytes[2] & 0xf) == 5 && bytes[3] == 0x04 &&
           bytes[4] >> 4 == 0xb;
}

/// The bytes of the byte segment. What follows them, the terminator and padding, is no payload.
Result<Bytes> from_codewords(ByteView bytes) {
    const std::size_t length =
        ((bytes[0] & 0xfU) << 12) | (std::size_t{bytes[1]} << 4) | (bytes[2] >> 4U);
    if (length + 3 > bytes.size())
        return Error{Reason::malformed, "the byte segment says " + std::to_string(length) +
                                            " bytes and has " + std::to_string(bytes.size() - 3)};
    Bytes payload(length);
    for (std::size_t i = 0; i < length; ++i)
        payload[i] = static_cast<std::uint8_t>(((bytes[i + 2] & 0xfU) << 4) | (bytes[i + 3] >> 4U));
    return payload;
}

/// Base64 with the alphabet of RFC 4648 section 4, read through that of section 5.
Result<Bytes> from_base64(std::string_view text) {
    std::string url(text);
    if (url.find_first_of("-_") != std::string::npos)
        return Error{Reason::bad_base64url, "the text mixes the two alphabets of base64"};
    std::ranges::replace(url, '+', '-');
    std::ranges::replace(url, '/', '_');
    return encoding::from_base64url_padded_or_not(url);
}

Result<Unpacked> from_zip(ByteView archive, const char* form, const Budget& budget) {
    auto text = encoding::unzip_one(archive, entry_name, budget.inflated_bytes);
    if (!text) return text.error();
    return Unpacked{std::string(as_text(*text)), form};
}

/// A code made from bytes or from a Latin-1 string begins alike; only one of the two is an archive.
Result<Unpacked> from_either_zip(ByteView scanned, const Budget& budget) {
    auto raw = from_zip(scanned, "zip", budget);
    if (raw || raw.error().reason == Reason::limit_exceeded) return raw;
    const auto bytes = encoding::from_utf8_of_latin1(as_text(scanned));
    if (!bytes) return raw;
    return from_zip(*bytes, "zip-utf8", budget);
}

}  // namespace

bool looks_packed(ByteView scanned) {
    return begins_as_zip(scanned) || begins(scanned, base64_prefix) ||
           begins_as_codewords(scanned) || begins_as_json(scanned);
}

Result<Unpacked> unpack(ByteView scanned, const Budget& budget) {
    if (begins_as_json(scanned)) {
        if (scanned.size() > budget.inflated_bytes)
            return limit_exceeded("bytes of a document", scanned.size(), budget.inflated_bytes);
        return Unpacked{std::string(as_text(scanned)), "json"};
    }
    if (scanned.size() > budget.input_bytes)
        return limit_exceeded("bytes of a code", scanned.size(), budget.input_bytes);
    if (begins_as_zip(scanned)) return from_either_zip(scanned, budget);
    if (begins(scanned, base64_prefix)) {
        const auto archive = from_base64(as_text(scanned).substr(base64_prefix.size()));
        if (!archive) return archive.error();
        return from_zip(*archive, "zip-base64", budget);
    }
    if (!begins_as_codewords(scanned))
        return Error{Reason::unsupported_format, "it begins like no form of a DIVOC certificate"};
    const auto archive = from_codewords(scanned);
    if (!archive) return archive.error();
    return from_zip(*archive, "zip-codewords", budget);
}

Result<Bytes> pack(std::string_view document, bool as_utf8) {
    Bytes archive = encoding::zip_one(entry_name, as_bytes(document));
    if (!as_utf8) return archive;
    const std::string text = encoding::to_utf8_of_latin1(archive);
    return Bytes(text.begin(), text.end());
}

}  // namespace vaxcert::divoc

// SPDX-License-Identifier: Apache-2.0
#include "cli/text.hpp"

#include <array>
#include <cstdio>

namespace vaxcert::cli {
namespace {

constexpr char32_t no_character = 0xffffffff;

/// The character at `at` and how many bytes it takes; bytes that are no UTF-8 are taken singly, as
/// no_character.
struct Character {
    char32_t code = no_character;
    std::size_t length = 1;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() - at < length) return {};
    char32_t code = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0U) != 0x80) return {};
        code = code << 6 | (byte(i) & 0x3fU);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < least.at(length) || code > 0x10ffff || surrogate) return {};
    return {code, length};
}

/// What a terminal obeys and what turns the direction of writing.
bool obeyed(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    const bool line = c == 0x2028 || c == 0x2029;
    const bool direction = c == 0x061c || c == 0x200e || c == 0x200f ||
                           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return control || line || direction || c == 0xfeff;
}

std::string escaped_byte(unsigned byte) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\x%02x", byte & 0xffU);
    return text.data();
}

std::string escaped(char32_t c) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(c));
    return text.data();
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto [code, length] = character_at(text, i);
        if (code == no_character)
            result += escaped_byte(static_cast<unsigned char>(text[i]));
        else if (obeyed(code))
            result += code < 0x80 ? escaped_byte(code) : escaped(code);
        else
            result += text.substr(i, length);
        i += length;
    }
    return result;
}

std::string json_string(std::string_view text) {
    std::string result = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const auto [code, length] = character_at(text, i);
        if (code == no_character)
            result += "\xef\xbf\xbd";
        else if (code == '"' || code == '\\')
            result.append("\\").append(text.substr(i, 1));
        else if (code == '\n')
            result += "\\n";
        else if (obeyed(code))
            result += escaped(code);
        else
            result += text.substr(i, length);
        i += length;
    }
    return result + '"';
}

std::string safe_json(std::string_view json) {
    std::string result;
    for (std::size_t i = 0; i < json.size();) {
        const auto [code, length] = character_at(json, i);
        const bool layout = code == '\n' || code == '\r' || code == '\t';
        if (code != no_character && obeyed(code) && !layout)
            result += escaped(code);
        else
            result += json.substr(i, length);
        i += length;
    }
    return result;
}

void append_base64(ByteView bytes, std::string& to) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t out = to.size();
    to.resize(out + (bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const unsigned bits = static_cast<unsigned>(bytes[i]) << 16 |
                              (left > 1 ? static_cast<unsigned>(bytes[i + 1]) << 8 : 0U) |
                              (left > 2 ? static_cast<unsigned>(bytes[i + 2]) : 0U);
        to[out++] = alphabet[bits >> 18];
        to[out++] = alphabet[bits >> 12 & 63];
        to[out++] = left > 1 ? alphabet[bits >> 6 & 63] : '=';
        to[out++] = left > 2 ? alphabet[bits & 63] : '=';
    }
}

std::string base64(ByteView bytes) {
    std::string text;
    append_base64(bytes, text);
    return text;
}

}  // namespace vaxcert::cli

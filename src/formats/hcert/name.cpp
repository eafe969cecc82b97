// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/name.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.hpp"

namespace vaxcert::hcert {
namespace {

/// Letters from U+0100 to U+017F; * and + stand for two letters each.
constexpr std::string_view latin_extended_a =
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII**JJKKKLLLLLLLLLLNN"
    "NNNNNNNOOOOOO++RRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

/// Letters from U+00C0 to U+00DE.
constexpr std::array<std::string_view, 31> latin_1 = {
    "A", "A", "A", "A", "AE", "AA", "AE", "C", "E",  "E", "E", "E", "I",  "I", "I", "I",
    "D", "N", "O", "O", "O",  "O",  "OE", "<", "OE", "U", "U", "U", "UE", "Y", "TH"};

/// Letters from U+0410 to U+042F.
constexpr std::array<std::string_view, 32> cyrillic = {
    "A", "B", "V", "G", "D", "E",  "ZH", "Z",  "I",  "I",    "K",  "L", "M", "N", "O",  "P",
    "R", "S", "T", "U", "F", "KH", "TS", "CH", "SH", "SHCH", "IE", "Y", "",  "E", "IU", "IA"};

/// Letters that stand alone, in capitals and small.
struct Letter {
    char32_t code;
    std::string_view spelled;
};
constexpr std::array<Letter, 15> others = {{
    {0xdf, "SS"},
    {0xff, "Y"},
    {0x218, "S"},
    {0x219, "S"},
    {0x21a, "T"},
    {0x21b, "T"},
    {0x1e9e, "SS"},
    {0x401, "E"},
    {0x451, "E"},
    {0x404, "IE"},
    {0x454, "IE"},
    {0x406, "I"},
    {0x456, "I"},
    {0x407, "I"},
    {0x457, "I"},
}};

/// The spelling of a letter, empty for what is left out, nothing for what is unknown.
std::optional<std::string_view> spell(char32_t code) {
    constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view left_out = "'.,`\"";
    if (code < 0x80) {
        const char c = static_cast<char>(code);
        if (c >= 'A' && c <= 'Z') return capitals.substr(static_cast<std::size_t>(c - 'A'), 1);
        if (c >= 'a' && c <= 'z') return capitals.substr(static_cast<std::size_t>(c - 'a'), 1);
        if (c == ' ' || c == '-') return "<";
        if (left_out.find(c) != left_out.npos) return "";
        return {};
    }
    if (code == 0x2019 || code == 0x2bc) return "";  // apostrophes
    if (const auto at = std::ranges::find(others, code, &Letter::code); at != others.end())
        return at->spelled;
    if (code >= 0xe0 && code <= 0xfe) code -= 0x20;
    if (code >= 0xc0 && code <= 0xde && code != 0xd7) return latin_1.at(code - 0xc0);
    if (code >= 0x100 && code <= 0x17f) {
        const std::string_view letter = latin_extended_a.substr(code - 0x100, 1);
        return letter == "*" ? "IJ" : letter == "+" ? "OE" : letter;
    }
    if (code >= 0x430 && code <= 0x44f) code -= 0x20;
    if (code >= 0x410 && code <= 0x42f) return cyrillic.at(code - 0x410);
    return {};
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

NameParts split_name(std::string_view name) {
    name = trimmed(name);
    if (const std::size_t comma = name.find(','); comma != name.npos)
        return {std::string(trimmed(name.substr(0, comma))),
                std::string(trimmed(name.substr(comma + 1)))};
    const std::size_t space = name.rfind(' ');
    if (space == name.npos) return {std::string(name), {}};
    return {std::string(name.substr(space + 1)), std::string(trimmed(name.substr(0, space)))};
}

std::string join_name(const NameParts& parts) {
    if (parts.given.empty() || parts.family.empty()) return parts.given + parts.family;
    if (parts.family.find(' ') != std::string::npos) return parts.family + ", " + parts.given;
    return parts.given + ' ' + parts.family;
}

Result<std::string> transliterate(std::string_view name) {
    std::string result;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t length = utf8_length(name, at);
        const auto spelled = length == 0 ? std::nullopt : spell(utf8_code_point(name, at, length));
        if (!spelled)
            return Error{Reason::record_invalid,
                         "person.name has letters beyond Latin and Cyrillic, and this certificate "
                         "needs it as the passport spells it: state it in Latin letters"};
        // Two fillers would begin another part of the name.
        if (*spelled != "<" || (!result.empty() && result.back() != '<')) result += *spelled;
        at += length;
    }
    while (result.ends_with('<')) result.pop_back();
    return result.substr(0, 80);
}

}  // namespace vaxcert::hcert

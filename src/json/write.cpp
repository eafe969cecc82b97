// SPDX-License-Identifier: Apache-2.0
#include "json/write.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "json/parse.hpp"
#include "json/plain.hpp"

namespace vaxcert::json {
namespace {

/// The two-character escape of c, or 0 where there is none.
char short_escape(char c) noexcept {
    switch (c) {
        case '"':
        case '\\':
            return c;
        case '\b':
            return 'b';
        case '\f':
            return 'f';
        case '\n':
            return 'n';
        case '\r':
            return 'r';
        case '\t':
            return 't';
        default:
            return 0;
    }
}

void append_value(const Value& value, std::string& text) {
    if (value.is_array()) {
        text += '[';
        for (const Value& item : value.array()) {
            if (&item != &value.array().front()) text += ',';
            append_value(item, text);
        }
        text += ']';
    } else if (value.is_object()) {
        text += '{';
        for (const Member& member : value.object()) {
            if (&member != &value.object().front()) text += ',';
            append_string(member.name, text);
            text += ':';
            append_value(member.value, text);
        }
        text += '}';
    } else {
        append_scalar(value, text);
    }
}

}  // namespace

void append_string(std::string_view string, std::string& text) {
    constexpr std::string_view hex = "0123456789abcdef";
    text += '"';
    std::size_t copied = 0;
    for (std::size_t at = skip_plain(string, 0); at < string.size();
         at = skip_plain(string, at + 1)) {
        const auto byte = static_cast<unsigned char>(string[at]);
        if (byte >= 0x80) continue;
        text.append(string, copied, at - copied);
        copied = at + 1;
        if (const char letter = short_escape(string[at])) {
            text += '\\';
            text += letter;
        } else {
            text += "\\u00";
            text += hex[byte >> 4];
            text += hex[byte & 0xf];
        }
    }
    text.append(string, copied);
    text += '"';
}

void append_scalar(const Value& value, std::string& text) {
    if (value.is_string())
        append_string(value.string(), text);
    else if (value.is_number())
        text += number_text(value.number().value);
    else if (value.is_boolean())
        text += value.boolean() ? "true" : "false";
    else
        text += "null";
}

std::string to_text(const Value& value) {
    std::string text;
    append_value(value, text);
    return text;
}

std::string number_text(double number) {
    if (!std::isfinite(number)) throw std::domain_error("JSON has no such number");
    if (number == 0) return "0";

    // The shortest digits that read back as this number: d.ddde[+-]xx
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                            std::fabs(number), std::chars_format::scientific);
    const std::string_view scientific(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = scientific.find('e');
    std::string digits(scientific.substr(0, 1));
    if (e > 2) digits += scientific.substr(2, e - 2);
    int exponent = 0;
    const char* first = buffer.data() + e + (scientific[e + 1] == '+' ? 2 : 1);
    std::from_chars(first, end, exponent);

    // ECMAScript's Number::toString, with its names: the value is 0.digits * 10^n.
    const int k = static_cast<int>(digits.size());
    const int n = exponent + 1;
    std::string text = number < 0 ? "-" : "";
    if (k <= n && n <= 21) return text + digits + std::string(static_cast<std::size_t>(n - k), '0');
    if (0 < n && n <= 21) {
        digits.insert(static_cast<std::size_t>(n), 1, '.');
        return text + digits;
    }
    if (-6 < n && n <= 0)
        return text + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    if (k > 1) digits.insert(1, 1, '.');
    return text + digits + (n > 0 ? "e+" : "e-") + std::to_string(std::abs(n - 1));
}

}  // namespace vaxcert::json

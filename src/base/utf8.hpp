// SPDX-License-Identifier: Apache-2.0
// UTF-8, judged and written one code point at a time (RFC 3629, Unicode table 3-7).

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vaxcert {

/// How many bytes the code point at `at` takes, or 0 where no well-formed UTF-8 begins: overlong
/// forms, surrogates, anything above U+10FFFF and what is cut short are none.
std::size_t utf8_length(std::string_view text, std::size_t at) noexcept;

/// The code point at `at`, where utf8_length() found one of `length` bytes.
char32_t utf8_code_point(std::string_view text, std::size_t at, std::size_t length) noexcept;

/// Where the text stops being UTF-8, or npos if it never does.
std::size_t first_bad_utf8(std::string_view text) noexcept;

/// Appends a code point, which is no surrogate and at most U+10FFFF.
void append_utf8(char32_t code_point, std::string& text);

}  // namespace vaxcert

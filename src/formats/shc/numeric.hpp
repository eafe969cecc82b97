// SPDX-License-Identifier: Apache-2.0
// The text of a health card's code: two decimal digits for each character of the JWS, and the
// chunks of a card that was spread over several codes.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

namespace vaxcert::shc {

/// The text of one code, taken apart: chunk `index` of `count`, both 1 where it is not chunked.
struct Code {
    std::size_t index = 1;
    std::size_t count = 1;
    bool chunked = false;  ///< whether it says so, be it chunk 1 of 1
    std::string jws;       ///< the characters that its digits stand for
};

/// "shc:/" and two digits a character: "shc:/5676..." for "ey...".
std::string to_numeric(std::string_view jws);

/// Reads "shc:/DIGITS" or "shc:/INDEX/COUNT/DIGITS". Refuses any other beginning, an odd number of
/// digits, a pair above 77 ('z'), and an index that is not from 1 to the count.
Result<Code> parse_code(std::string_view text);

/// The JWS of a card's chunks, in whatever order they were read. Says which are missing.
Result<std::string> join_codes(std::span<const Code> codes);

}  // namespace vaxcert::shc

// SPDX-License-Identifier: Apache-2.0
// Text that leaves the program: fit for a terminal, or for JSON.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>

namespace vaxcert::cli {

/// The text with everything visible that a terminal would obey or a reader could not see: control
/// characters, what turns the direction of writing, and bytes that are no UTF-8, as \x1b or
/// \u202e. Joiners of Indic scripts stay.
std::string printable(std::string_view text);

/// A JSON string, quotes and all; the same characters are escaped as by printable(). Bytes that are
/// no UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

/// JSON text in which what printable() would show is escaped, wherever strings hold it.
std::string safe_json(std::string_view json);

std::string base64(ByteView bytes);
void append_base64(ByteView bytes, std::string& to);

}  // namespace vaxcert::cli

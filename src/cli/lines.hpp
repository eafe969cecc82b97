// SPDX-License-Identifier: Apache-2.0
// JSON lines as inputs of verify: each line a certificate, or what issue wrote about one.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>

namespace vaxcert::cli {

/// Whether bytes are the beginning of JSON lines: of what `issue` wrote, or of several objects, one
/// a line. Then the first line and the next begin with a brace, which those of a document spread
/// over lines do not.
bool begins_lines(std::string_view beginning) noexcept;

/// What stands in a line to be verified: the payload that `issue` wrote, or the line itself.
Bytes payload_of_line(std::string_view line);

}  // namespace vaxcert::cli

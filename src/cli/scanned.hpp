// SPDX-License-Identifier: Apache-2.0
// What a file holds for a verifier: the codes of an image, or its own bytes.

#pragma once

#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::cli {

/// A file to be looked at is an image or a payload, and neither is larger than this.
inline constexpr std::size_t most_input_bytes = std::size_t{64} << 20;

bool is_image(ByteView bytes) noexcept;

/// The payload of every code in a PNG or JPEG, at least one.
Result<std::vector<Bytes>> codes_in(ByteView image);

}  // namespace vaxcert::cli

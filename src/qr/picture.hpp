// SPDX-License-Identifier: Apache-2.0
// How large a picture may be.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include <vaxcert/result.hpp>

namespace vaxcert::qr {

/// A photograph of 24 megapixels fits. A code fills a good part of a picture that is meant to be
/// scanned, so more pixels only cost time.
inline constexpr std::size_t max_pixels = 24'000'000;

/// What is wrong with these dimensions, or nothing.
std::optional<Error> size_problem(std::uint64_t width, std::uint64_t height);

}  // namespace vaxcert::qr

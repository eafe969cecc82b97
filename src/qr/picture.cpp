// SPDX-License-Identifier: Apache-2.0
#include "qr/picture.hpp"

#include <string>

namespace vaxcert::qr {

std::optional<Error> size_problem(std::uint64_t width, std::uint64_t height) {
    const std::string size = std::to_string(width) + " by " + std::to_string(height) + " pixels";
    if (width == 0 || height == 0) return Error{Reason::bad_image, "the picture is " + size};
    // Each side is at most 2^32 - 1, so the product cannot overflow.
    if (width * height > max_pixels)
        return Error{Reason::limit_exceeded, "the picture is " + size + ", and at most " +
                                                 std::to_string(max_pixels) + " pixels are read"};
    return std::nullopt;
}

}  // namespace vaxcert::qr

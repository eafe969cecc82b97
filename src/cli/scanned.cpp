// SPDX-License-Identifier: Apache-2.0
#include "cli/scanned.hpp"

#include <algorithm>
#include <array>

#include <vaxcert/qr.hpp>

#include "cli/jpeg.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::array<std::uint8_t, 8> png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::array<std::uint8_t, 3> jpeg = {0xff, 0xd8, 0xff};

bool begins_with(ByteView bytes, ByteView signature) noexcept {
    return bytes.size() >= signature.size() &&
           std::ranges::equal(bytes.first(signature.size()), signature);
}

}  // namespace

bool is_image(ByteView bytes) noexcept {
    return begins_with(bytes, png) || begins_with(bytes, jpeg);
}

Result<std::vector<Bytes>> codes_in(ByteView image) {
    if (!is_image(image)) return Error{Reason::bad_image, "this is no PNG and no JPEG"};
    const auto picture = begins_with(image, png) ? qr::from_png(image) : from_jpeg(image);
    if (!picture) return picture.error();
    return qr::scan(*picture);
}

}  // namespace vaxcert::cli

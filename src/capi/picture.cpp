// SPDX-License-Identifier: Apache-2.0
// Codes as pictures, and the bytes that functions hand out.

#include <vaxcert/qr.hpp>

#include "capi/guard.hpp"
#include "capi/handles.hpp"

using namespace vaxcert;
using namespace vaxcert::capi;

namespace {

qr::Level level_of(char letter) {
    constexpr std::string_view letters = "LMQH";
    const std::size_t at = letters.find(letter);
    require(at != letters.npos, "the level should be one of L, M, Q, H");
    return static_cast<qr::Level>(at);
}

vaxcert_bytes* first_payload(const qr::Picture& picture) {
    auto payloads = value_or_refusal(qr::scan(picture));
    return new vaxcert_bytes{std::move(payloads.front())};
}

}  // namespace

const uint8_t* vaxcert_bytes_data(const vaxcert_bytes* bytes, size_t* length) {
    if (length) *length = bytes ? bytes->value.size() : 0;
    return bytes ? bytes->value.data() : nullptr;
}

void vaxcert_bytes_free(vaxcert_bytes* bytes) {
    delete bytes;
}

vaxcert_bytes* vaxcert_qr_png(const uint8_t* payload, size_t payload_len, char level, int scale) {
    return making([&] {
        require(scale >= 1 && scale <= 64, "vaxcert_qr_png: scale should be 1 to 64");
        const qr::Options options{.level = level_of(level), .scale = scale};
        const auto symbol = value_or_refusal(
            qr::make(view(payload, payload_len, "vaxcert_qr_png: payload is NULL"), options));
        return new vaxcert_bytes{qr::to_png(symbol, options)};
    });
}

vaxcert_bytes* vaxcert_scan_png(const uint8_t* png, size_t png_len) {
    return making([&] {
        return first_payload(
            value_or_refusal(qr::from_png(view(png, png_len, "vaxcert_scan_png: png is NULL"))));
    });
}

vaxcert_bytes* vaxcert_scan_grey(const uint8_t* grey, int width, int height) {
    return making([&] {
        require(grey != nullptr && width > 0 && height > 0 && width <= 20000 && height <= 20000,
                "vaxcert_scan_grey: the picture has no pixels, or a side of more than 20000");
        const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
        return first_payload({width, height, {grey, grey + size}});
    });
}

// SPDX-License-Identifier: Apache-2.0
#include "qr/zxing.hpp"

#include <exception>
#include <new>

// Version 1 calls its settings DecodeHints, later ones ReaderOptions. All else that is used here is
// spelled alike in 1.4, 2 and 3.
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)
#include <ZXing/ReaderOptions.h>
#endif

namespace vaxcert::qr {
namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Settings = ZXing::ReaderOptions;
#else
using Settings = ZXing::DecodeHints;
#endif

Settings settings() {
    Settings settings;
    settings.setFormats(ZXing::BarcodeFormat::QRCode);
    settings.setTryHarder(true);
    // Black and white, and which size to look at, is decided before: see scan.cpp.
    settings.setBinarizer(ZXing::Binarizer::BoolCast);
    settings.setTryDownscale(false);
    settings.setMaxNumberOfSymbols(most_codes);
    return settings;
}

Area::Corner to_corner(const ZXing::PointI& point) {
    return {static_cast<double>(point.x), static_cast<double>(point.y)};
}

}  // namespace

std::vector<Code> read_codes(const Picture& black_and_white) try {
    const ZXing::ImageView view(black_and_white.grey.data(), black_and_white.width,
                                black_and_white.height, ZXing::ImageFormat::Lum);
    std::vector<Code> codes;
    for (const auto& code : ZXing::ReadBarcodes(view, settings())) {
        // Never text(): it guesses a character set, and some codes carry an archive.
        const auto& bytes = code.bytes();
        if (!code.isValid() || bytes.empty()) continue;
        const auto& position = code.position();
        codes.push_back({{bytes.begin(), bytes.end()},
                         {{to_corner(position.topLeft()), to_corner(position.topRight()),
                           to_corner(position.bottomRight()), to_corner(position.bottomLeft())}}});
    }
    return codes;
} catch (const std::bad_alloc&) {
    throw;
} catch (const std::exception&) {
    // Older versions throw std::out_of_range and the like on odd pictures. To whoever scans, that
    // is a picture without a code.
    return {};
}

}  // namespace vaxcert::qr

// SPDX-License-Identifier: Apache-2.0
// Bytes to a picture, and a picture to bytes.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::qr {

/// How much of the symbol may be lost (ISO/IEC 18004): about 7, 15, 25 and 30 percent.
enum class Level : std::uint8_t { low, medium, quartile, high };

/// How a payload becomes a symbol.
struct Options {
    Level level = Level::medium;

    /// The largest version allowed, 1 to 40; a payload that needs more is refused with both
    /// figures.
    int max_version = 40;

    /// Pixels (PNG) or units (SVG) per module.
    int scale = 4;

    /// Light modules around the symbol; the standard asks for 4.
    int quiet_zone = 4;
};

/// A symbol: a square of dark and light modules, without its quiet zone.
class Symbol {
  public:
    Symbol(int version, std::vector<bool> dark) : version_(version), dark_(std::move(dark)) {}

    int version() const noexcept { return version_; }
    int size() const noexcept { return 17 + 4 * version_; }
    bool dark(int x, int y) const {
        return dark_[static_cast<std::size_t>(y) * static_cast<std::size_t>(size()) +
                     static_cast<std::size_t>(x)];
    }

  private:
    int version_;
    std::vector<bool> dark_;
};

/// The smallest symbol that holds `payload`, or payload_too_large with the size of the payload, the
/// size that fits, and the difference.
///
/// The content decides how it is written: digits in numeric mode; text of the 45 characters of
/// alphanumeric mode (`HC1:…`, `NZCP:/1/…`) in that; a head and then mostly digits (`shc:/5676…`,
/// `shc:/1/3/5676…`) as one byte and one numeric segment; all else in byte mode. scan() and every
/// other reader give the same bytes back in each case, and the smaller symbol is read more easily.
Result<Symbol> make(ByteView payload, const Options& options = {});

/// The symbol as a 1-bit grey PNG.
Bytes to_png(const Symbol& symbol, const Options& options = {});

/// The symbol as an SVG of one path.
std::string to_svg(const Symbol& symbol, const Options& options = {});

/// A grey picture, as a camera or a decoder delivers it: 0 is black.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> grey;  ///< width * height bytes, row by row
};

/// Decodes a PNG. Its size is checked before a pixel is decoded.
Result<Picture> from_png(ByteView png);

/// The payload bytes of every code in a picture, in no particular order and each content once: the
/// parts of one certificate may be several codes, up to 16. Untouched: never text, because some
/// codes carry a ZIP archive.
///
/// Tries harder, in the order that measurements suggest, while it has found none or still sees
/// corners of others. A drawn code takes a few milliseconds, a photograph ten to some hundred,
/// and a picture that is made to take long, a sheet of nothing but corners, about two seconds.
Result<std::vector<Bytes>> scan(const Picture& picture);

}  // namespace vaxcert::qr

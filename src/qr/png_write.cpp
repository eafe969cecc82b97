// SPDX-License-Identifier: Apache-2.0
// Symbol to PNG: 1-bit grey, by libpng.

#include <csetjmp>
#include <memory>
#include <new>

#include <png.h>

#include <vaxcert/qr.hpp>

#include "qr/geometry.hpp"

namespace vaxcert::qr {
namespace {

// libpng leaves by longjmp(), which runs no destructor. So everything that must be freed lives in
// to_png(), and the function that calls setjmp() holds plain values only.

/// libpng's writer and the bytes it has written.
struct Writer {
    png_structp png = nullptr;
    png_infop info = nullptr;
    Bytes out;

    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { png_destroy_write_struct(&png, &info); }
};

[[noreturn]] void leave(png_structp png, png_const_charp) {
    png_longjmp(png, 1);
}

void say_nothing(png_structp, png_const_charp) {}

void append(png_structp png, png_bytep data, std::size_t size) {
    bool appended = false;
    try {
        Bytes& out = static_cast<Writer*>(png_get_io_ptr(png))->out;
        out.insert(out.end(), data, data + size);
        appended = true;
    } catch (const std::bad_alloc&) {
        // Not from here: a jump out of a handler would leak the exception.
    }
    if (!appended) png_error(png, "no memory left");
}

/// One pixel row: 1 is light.
void paint(Bytes& row, const Symbol& symbol, int y, const Options& options) {
    row.assign(row.size(), 0xff);
    for (int x = 0; x < symbol.size(); ++x) {
        if (!symbol.dark(x, y)) continue;
        const auto first = static_cast<std::size_t>((x + options.quiet_zone) * options.scale);
        for (std::size_t i = first; i < first + static_cast<std::size_t>(options.scale); ++i)
            row[i / 8] = static_cast<std::uint8_t>(row[i / 8] & ~(0x80U >> (i % 8)));
    }
}

/// False when libpng gave up, which it does only for want of memory.
bool write_header(Writer& writer, int pixels) {
    if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
    png_set_write_fn(writer.png, &writer, append, nullptr);
    png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(pixels),
                 static_cast<png_uint_32>(pixels), 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Measured: rows repeat, so the difference to the row above is mostly zero, and the fastest
    // level packs that as well as the slowest.
    png_set_filter(writer.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_UP);
    png_set_compression_level(writer.png, 1);
    png_write_info(writer.png, writer.info);
    return true;
}

bool write_rows(Writer& writer, const Bytes& row, int times) {
    if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
    for (int i = 0; i < times; ++i) png_write_row(writer.png, row.data());
    return true;
}

bool write_end(Writer& writer) {
    if (setjmp(png_jmpbuf(writer.png)) != 0) return false;
    png_write_end(writer.png, nullptr);
    return true;
}

void require(bool written) {
    if (!written) throw std::bad_alloc();
}

}  // namespace

Bytes to_png(const Symbol& symbol, const Options& options) {
    const int pixels = side(symbol, options) * options.scale;
    const int margin = options.quiet_zone * options.scale;
    const Bytes light(static_cast<std::size_t>(pixels + 7) / 8, 0xff);
    Bytes row = light;

    Writer writer;
    writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, say_nothing);
    require(writer.png != nullptr);
    writer.info = png_create_info_struct(writer.png);
    require(writer.info != nullptr);

    require(write_header(writer, pixels));
    require(write_rows(writer, light, margin));
    for (int y = 0; y < symbol.size(); ++y) {
        paint(row, symbol, y, options);
        require(write_rows(writer, row, options.scale));
    }
    require(write_rows(writer, light, margin));
    require(write_end(writer));
    return std::move(writer.out);
}

}  // namespace vaxcert::qr

// SPDX-License-Identifier: Apache-2.0
// PNG to a grey picture, by libpng, however hostile the PNG is.

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>

#include <png.h>

#include <vaxcert/qr.hpp>

#include "qr/picture.hpp"

namespace vaxcert::qr {
namespace {

// libpng leaves by longjmp(), which runs no destructor. So everything that must be freed lives in
// from_png(), and the functions that call setjmp() hold plain values only.

/// libpng's reader and the bytes still to be read.
struct Reader {
    png_structp png = nullptr;
    png_infop info = nullptr;
    ByteView rest;

    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

[[noreturn]] void leave(png_structp png, png_const_charp) {
    png_longjmp(png, 1);
}

void say_nothing(png_structp, png_const_charp) {}

void take(png_structp png, png_bytep data, std::size_t size) {
    ByteView& rest = static_cast<Reader*>(png_get_io_ptr(png))->rest;
    if (size > rest.size()) png_error(png, "cut short");
    std::memcpy(data, rest.data(), size);
    rest = rest.subspan(size);
}

Error bad_image(std::string detail) {
    return {Reason::bad_image, std::move(detail)};
}

std::uint32_t big_endian(ByteView bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
           std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

/// The size as the header states it, before libpng sees a byte.
Result<Picture> frame(ByteView png) {
    constexpr std::array<std::uint8_t, 16> start = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                                    0,    0,   0,   13,  'I',  'H',  'D',  'R'};
    constexpr std::size_t header_end = start.size() + 8;
    if (png.size() < header_end)
        return bad_image(std::to_string(png.size()) + " bytes are too few for a PNG");
    if (!std::ranges::equal(png.first(start.size()), start))
        return bad_image("the picture does not begin as a PNG");
    const std::uint32_t width = big_endian(png.subspan(16, 4));
    const std::uint32_t height = big_endian(png.subspan(20, 4));
    if (auto problem = size_problem(width, height)) return *std::move(problem);
    return Picture{static_cast<int>(width), static_cast<int>(height), {}};
}

/// Whether the header could be read. Asks for rows of grey and alpha, 8 bits each, whatever is
/// stored.
bool read_header(Reader& reader, int& passes) {
    if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
    png_set_read_fn(reader.png, &reader, take);
    // Text, profiles and the like may be compressed and large, and say nothing about the modules.
    png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_read_info(reader.png, reader.info);
    png_set_expand(reader.png);
    png_set_scale_16(reader.png);
    png_set_rgb_to_gray_fixed(reader.png, PNG_ERROR_ACTION_NONE, PNG_RGB_TO_GRAY_DEFAULT,
                              PNG_RGB_TO_GRAY_DEFAULT);
    png_set_add_alpha(reader.png, 0xff, PNG_FILLER_AFTER);
    passes = png_set_interlace_handling(reader.png);
    png_read_update_info(reader.png, reader.info);
    return true;
}

bool read_row(Reader& reader, std::uint8_t* row) {
    if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
    png_read_row(reader.png, row, nullptr);
    return true;
}

/// Whether nothing is missing behind the last row.
bool read_end(Reader& reader) {
    if (setjmp(png_jmpbuf(reader.png)) != 0) return false;
    png_read_end(reader.png, nullptr);
    return true;
}

/// Grey and alpha laid on white paper: codes are often saved with a transparent background.
void flatten(const std::uint8_t* row, std::uint8_t* grey, std::size_t width) {
    for (std::size_t x = 0; x < width; ++x) {
        const unsigned alpha = row[2 * x + 1];
        grey[x] = static_cast<std::uint8_t>((row[2 * x] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

}  // namespace

Result<Picture> from_png(ByteView png) {
    auto picture = frame(png);
    if (!picture) return picture;

    Reader reader;
    reader.rest = png;
    reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, leave, say_nothing);
    if (!reader.png) throw std::bad_alloc();
    reader.info = png_create_info_struct(reader.png);
    if (!reader.info) throw std::bad_alloc();

    int passes = 0;
    if (!read_header(reader, passes)) return bad_image("the PNG is damaged before its first pixel");

    const auto width = static_cast<std::size_t>(picture->width);
    const auto height = static_cast<std::size_t>(picture->height);
    if (png_get_rowbytes(reader.png, reader.info) != 2 * width)
        throw std::logic_error("from_png: a row is not grey and alpha");

    // An interlaced picture comes in several passes over the same rows, any other row by row.
    const std::size_t kept = passes > 1 ? height : 1;
    Bytes rows(kept * 2 * width);
    picture->grey.resize(width * height);
    for (int pass = 1; pass <= passes; ++pass)
        for (std::size_t y = 0; y < height; ++y) {
            std::uint8_t* row = rows.data() + y % kept * 2 * width;
            if (!read_row(reader, row))
                return bad_image("the PNG is damaged at row " + std::to_string(y) + " of " +
                                 std::to_string(height));
            if (pass == passes) flatten(row, picture->grey.data() + y * width, width);
        }
    if (!read_end(reader)) return bad_image("the PNG is damaged after its last row");
    return picture;
}

}  // namespace vaxcert::qr

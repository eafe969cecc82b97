// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <zlib.h>

#include <vaxcert/qr.hpp>

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

void put_be(Bytes& out, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(number >> shift));
}

void put_chunk(Bytes& out, std::string_view type, ByteView data) {
    put_be(out, static_cast<std::uint32_t>(data.size()));
    const std::size_t start = out.size();
    out.insert(out.end(), type.begin(), type.end());
    out.insert(out.end(), data.begin(), data.end());
    put_be(out, static_cast<std::uint32_t>(
                    crc32(0, out.data() + start, static_cast<uInt>(out.size() - start))));
}

/// A PNG put together by hand. `rows` begin with their filter byte; `before` are whole chunks
/// between header and pixels.
Bytes png_of(std::uint32_t width, std::uint32_t height, int depth, int color, ByteView rows,
             bool interlaced = false, ByteView before = {}) {
    constexpr std::uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    Bytes png(std::begin(signature), std::end(signature));
    Bytes header;
    put_be(header, width);
    put_be(header, height);
    for (const int byte : {depth, color, 0, 0, interlaced ? 1 : 0})
        header.push_back(static_cast<std::uint8_t>(byte));
    put_chunk(png, "IHDR", header);
    png.insert(png.end(), before.begin(), before.end());
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    Bytes packed(size);
    REQUIRE(compress(packed.data(), &size, rows.data(), static_cast<uLong>(rows.size())) == Z_OK);
    packed.resize(size);
    put_chunk(png, "IDAT", packed);
    put_chunk(png, "IEND", {});
    return png;
}

Bytes chunk(std::string_view type, const Bytes& data) {
    Bytes result;
    put_chunk(result, type, data);
    return result;
}

}  // namespace

TEST_SUITE("qr png") {
    TEST_CASE("draws each module as a square of its scale, in a light quiet zone") {
        for (const int scale : {1, 2, 3, 4, 7}) {
            CAPTURE(scale);
            const Options options{.scale = scale, .quiet_zone = 2};
            const Symbol symbol = *make(as_bytes("squares"), options);
            const auto picture = from_png(to_png(symbol, options));
            REQUIRE(picture);
            const int side = (symbol.size() + 4) * scale;
            REQUIRE(picture->width == side);
            REQUIRE(picture->height == side);
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    const int sx = x / scale - 2, sy = y / scale - 2;
                    const bool inside =
                        sx >= 0 && sy >= 0 && sx < symbol.size() && sy < symbol.size();
                    const bool dark = inside && symbol.dark(sx, sy);
                    CHECK(picture->grey[static_cast<std::size_t>(y * side + x)] ==
                          (dark ? 0 : 255));
                }
        }
    }

    TEST_CASE("writes one bit a pixel, and the same bytes every time") {
        const Symbol symbol = *make(Bytes(1000, 0x35));
        const Bytes png = to_png(symbol);
        CHECK(png[24] == 1);  // bit depth
        CHECK(png[25] == 0);  // grey
        CHECK(to_png(symbol) == png);
        CHECK(png.size() < 4000);
    }

    TEST_CASE("reads every kind of pixel that PNG knows, as grey on white paper") {
        struct Example {
            const char* what;
            Bytes png;
            int grey;
        };
        const Bytes palette = chunk("PLTE", {255, 255, 255, 0, 0, 0});
        Bytes holes = palette;
        for (const auto byte : chunk("tRNS", {255, 0})) holes.push_back(byte);
        for (const Example& example : {
                 Example{"1-bit grey", png_of(1, 1, 1, 0, Bytes{0, 0x80}), 255},
                 Example{"2-bit grey", png_of(1, 1, 2, 0, Bytes{0, 0x40}), 85},
                 Example{"4-bit grey", png_of(1, 1, 4, 0, Bytes{0, 0x70}), 119},
                 Example{"8-bit grey", png_of(1, 1, 8, 0, Bytes{0, 9}), 9},
                 Example{"16-bit grey", png_of(1, 1, 16, 0, Bytes{0, 0x80, 0x00}), 128},
                 Example{"grey, alpha", png_of(1, 1, 8, 4, Bytes{0, 0, 0xff}), 0},
                 Example{"grey, transparent", png_of(1, 1, 8, 4, Bytes{0, 0, 0}), 255},
                 Example{"grey, half", png_of(1, 1, 8, 4, Bytes{0, 0, 51}), 204},
                 Example{"16-bit grey, alpha", png_of(1, 1, 16, 4, Bytes{0, 0, 0, 0xff, 0xff}), 0},
                 Example{"color", png_of(1, 1, 8, 2, Bytes{0, 7, 7, 7}), 7},
                 Example{"16-bit color", png_of(1, 1, 16, 2, Bytes{0, 9, 0, 9, 0, 9, 0}), 9},
                 Example{"color, transparent", png_of(1, 1, 8, 6, Bytes{0, 1, 2, 3, 0}), 255},
                 Example{"palette", png_of(1, 1, 1, 3, Bytes{0, 0x80}, false, palette), 0},
                 Example{"palette with a hole", png_of(1, 1, 1, 3, Bytes{0, 0x80}, false, holes),
                         255},
                 Example{"grey with a hole",
                         png_of(1, 1, 8, 0, Bytes{0, 5}, false, chunk("tRNS", {0, 5})), 255},
             }) {
            CAPTURE(example.what);
            const auto picture = from_png(example.png);
            REQUIRE(picture);
            REQUIRE(picture->grey.size() == 1);
            CHECK(int{picture->grey[0]} == example.grey);
        }
    }

    TEST_CASE("reads an interlaced picture") {
        // 2 by 2 in Adam7: pass 1 has (0,0), pass 6 has (1,0), pass 7 has row 1.
        const auto picture = from_png(png_of(2, 2, 8, 0, Bytes{0, 10, 0, 20, 0, 30, 40}, true));
        REQUIRE(picture);
        CHECK(picture->grey == Bytes{10, 20, 30, 40});
    }

    TEST_CASE("does not look at profiles and texts, however large they become") {
        Bytes bomb = {'a', 0, 0};
        const Bytes zeros(10'000'000);
        uLongf size = compressBound(static_cast<uLong>(zeros.size()));
        Bytes packed(size);
        REQUIRE(compress(packed.data(), &size, zeros.data(), static_cast<uLong>(zeros.size())) ==
                Z_OK);
        bomb.insert(bomb.end(), packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size));
        for (const char* type : {"iCCP", "zTXt"}) {
            CAPTURE(type);
            const auto picture =
                from_png(png_of(1, 1, 8, 0, Bytes{0, 9}, false, chunk(type, bomb)));
            REQUIRE(picture);
            CHECK(picture->grey == Bytes{9});
        }
    }

    TEST_CASE("refuses a size from the header alone") {
        struct Refusal {
            std::uint32_t width, height;
            Reason reason;
            std::string detail;
        };
        const std::string most = " pixels, and at most 24000000 pixels are read";
        for (const Refusal& refusal : {
                 Refusal{0, 5, Reason::bad_image, "the picture is 0 by 5 pixels"},
                 Refusal{5, 0, Reason::bad_image, "the picture is 5 by 0 pixels"},
                 Refusal{6000, 4001, Reason::limit_exceeded, "the picture is 6000 by 4001" + most},
                 Refusal{0x7fffffff, 0x7fffffff, Reason::limit_exceeded,
                         "the picture is 2147483647 by 2147483647" + most},
                 Refusal{0xffffffff, 0xffffffff, Reason::limit_exceeded,
                         "the picture is 4294967295 by 4294967295" + most},
             }) {
            CAPTURE(refusal.detail);
            // No pixel follows, so nothing but the header can have been looked at.
            const auto picture = from_png(png_of(refusal.width, refusal.height, 8, 0, {}));
            REQUIRE_FALSE(picture);
            CHECK(picture.error() == Error{refusal.reason, refusal.detail});
        }
        // One row less is read until the missing pixels show.
        const auto largest = from_png(png_of(6000, 4000, 8, 0, {}));
        REQUIRE_FALSE(largest);
        CHECK(largest.error() == Error{Reason::bad_image, "the PNG is damaged at row 0 of 4000"});
    }

    TEST_CASE("refuses what is not a PNG") {
        for (const std::string_view text :
             {"", "\x89PNG\r\n\x1a\n", "GIF89a..............................",
              "\xff\xd8\xff\xe0..............................",
              "\x89PNG\n\x1a\n..............................."}) {
            const auto picture = from_png(as_bytes(text));
            REQUIRE_FALSE(picture);
            CHECK(picture.error().reason == Reason::bad_image);
        }
    }

    TEST_CASE("refuses a PNG cut short anywhere") {
        const Bytes png = to_png(*make(as_bytes("cut"), {}), {.scale = 2});
        for (std::size_t size = 0; size < png.size(); ++size) {
            CAPTURE(size);
            // In a buffer of exactly that size, so that a byte too far is noticed.
            const Bytes part(png.begin(), png.begin() + static_cast<std::ptrdiff_t>(size));
            const auto picture = from_png(part);
            REQUIRE_FALSE(picture);
            CHECK(picture.error().reason == Reason::bad_image);
        }
    }

    TEST_CASE("answers for a PNG with any bit flipped, and never with other pixels") {
        const Bytes png = to_png(*make(as_bytes("flip"), {}), {.scale = 2});
        const auto whole = from_png(png);
        REQUIRE(whole);
        for (std::size_t bit = 0; bit < png.size() * 8; ++bit) {
            Bytes flipped = png;
            flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ 1U << bit % 8);
            const auto picture = from_png(flipped);
            CAPTURE(bit);
            if (picture)
                CHECK(picture->grey == whole->grey);
            else
                CHECK((picture.error().reason == Reason::bad_image ||
                       picture.error().reason == Reason::limit_exceeded));
        }
    }
}

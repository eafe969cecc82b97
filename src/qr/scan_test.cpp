// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>

#include <doctest/doctest.h>

#include <vaxcert/qr.hpp>

#include "qr/capacity.hpp"

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

/// Deterministic bytes that look random.
Bytes noise(std::size_t size, std::uint32_t seed) {
    Bytes result(size);
    for (auto& byte : result) {
        seed = seed * 1664525 + 1013904223;
        byte = static_cast<std::uint8_t>(seed >> 24);
    }
    return result;
}

/// What is read of a picture of `payload`.
Result<std::vector<Bytes>> there_and_back(ByteView payload, const Options& options = {}) {
    const auto symbol = make(payload, options);
    REQUIRE(symbol);
    const auto picture = from_png(to_png(*symbol, options));
    REQUIRE(picture);
    return scan(*picture);
}

void check_round_trip(const Bytes& payload, const Options& options = {}) {
    const auto read = there_and_back(payload, options);
    REQUIRE(read);
    REQUIRE(read->size() == 1);
    CHECK(read->front() == payload);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Two bytes of UTF-8 for each byte above 0x7f, undone.
Bytes from_latin1_as_utf8(const Bytes& utf8) {
    Bytes result;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (utf8[i] < 0x80) {
            result.push_back(utf8[i]);
            continue;
        }
        REQUIRE((utf8[i] & 0xfe) == 0xc2);
        REQUIRE(i + 1 < utf8.size());
        result.push_back(static_cast<std::uint8_t>((utf8[i] & 3) << 6 | (utf8[i + 1] & 0x3f)));
        ++i;
    }
    return result;
}

/// The CRC-32 and the uncompressed size that the central directory of an archive states.
std::string sum_and_size(const Bytes& archive) {
    const auto entry = as_text(archive).rfind("PK\x01\x02");
    REQUIRE(entry != std::string_view::npos);
    return std::string(as_text(archive).substr(entry + 16, 4)) +
           std::string(as_text(archive).substr(entry + 24, 4));
}

}  // namespace

TEST_SUITE("qr scan") {
    TEST_CASE("reads back every byte value") {
        Bytes every(256);
        std::iota(every.begin(), every.end(), std::uint8_t{0});
        check_round_trip(every);
        for (int value = 0; value < 256; ++value) {
            CAPTURE(value);
            check_round_trip(Bytes(1, static_cast<std::uint8_t>(value)));
            check_round_trip(Bytes(5, static_cast<std::uint8_t>(value)));
        }
    }

    TEST_CASE("reads back the largest payload of every version and level") {
        for (const Level level : {Level::low, Level::medium, Level::quartile, Level::high})
            for (int version = 1; version <= 40; version += 3) {
                CAPTURE(letter(level));
                CAPTURE(version);
                check_round_trip(
                    noise(capacity(version, level), static_cast<std::uint32_t>(version)),
                    {.level = level});
            }
    }

    TEST_CASE("leaves an archive untouched") {
        Bytes archive = noise(900, 7);
        std::ranges::copy(std::string_view("PK\x03\x04"), archive.begin());
        check_round_trip(archive);
    }

    TEST_CASE("leaves text in any encoding untouched") {
        // UTF-8, UTF-8 of Latin-1, Shift-JIS, UTF-16 with its mark: no guess may change a byte.
        for (const std::string_view text :
             {"HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 "
              "N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHG",
              "\xc3\x83\xc2\xa9", "\x83\x65\x83\x58\x83\x67", "\xfe\xff\x00\x41"}) {
            CAPTURE(text);
            check_round_trip({as_bytes(text).begin(), as_bytes(text).end()});
        }
    }

    TEST_CASE("reads symbols drawn small, large and with the narrowest margin") {
        for (const int scale : {2, 3, 8}) {
            CAPTURE(scale);
            check_round_trip(noise(1000, 3), {.level = Level::low, .scale = scale});
            check_round_trip(noise(300, 3), {.scale = scale, .quiet_zone = 1});
        }
    }

    TEST_CASE("reads every code of a page, each content once") {
        // Sixteen in four rows, of several sizes, and one of them again.
        std::vector<Bytes> payloads;
        for (std::uint32_t i = 0; i < 15; ++i) payloads.push_back(noise(60 + 5 * i, i));
        Picture page{700, 700, Bytes(490'000, 255)};
        for (std::size_t i = 0; i < 16; ++i) {
            const auto code = from_png(to_png(*make(payloads[i % 15]), {.scale = 2}));
            REQUIRE(code);
            for (int y = 0; y < code->height; ++y)
                std::copy_n(code->grey.begin() + y * code->width, code->width,
                            page.grey.begin() + (static_cast<int>(i / 4) * 170 + y) * page.width +
                                static_cast<int>(i % 4) * 170);
        }
        auto read = scan(page);
        REQUIRE(read);
        std::ranges::sort(*read);
        std::ranges::sort(payloads);
        CHECK(*read == payloads);
    }

    TEST_CASE("reads light on dark, mirrored, and a picture of many megapixels") {
        const Bytes payload = noise(300, 4);
        const auto picture = from_png(to_png(*make(payload)));
        REQUIRE(picture);
        const auto check_reads = [&](const Picture& changed) {
            const auto read = scan(changed);
            REQUIRE(read);
            CHECK(*read == std::vector<Bytes>{payload});
        };

        Picture dark = *picture;
        for (auto& pixel : dark.grey) pixel = static_cast<std::uint8_t>(255 - pixel);
        check_reads(dark);

        Picture mirrored = *picture;
        for (int y = 0; y < mirrored.height; ++y)
            std::reverse(mirrored.grey.begin() + y * mirrored.width,
                         mirrored.grey.begin() + (y + 1) * mirrored.width);
        check_reads(mirrored);

        Picture large{4000, 3000, Bytes(12'000'000, 200)};
        for (int y = 0; y < picture->height; ++y)
            std::copy_n(picture->grey.begin() + y * picture->width, picture->width,
                        large.grey.begin() + (1500 + y) * large.width + 2001);
        check_reads(large);
    }

    TEST_CASE("says that it found nothing") {
        const auto read = scan({200, 100, Bytes(20000, 255)});
        REQUIRE_FALSE(read);
        CHECK(read.error() == Error{Reason::no_code_found,
                                    "no QR code can be read in a picture of 200 by 100 pixels"});
    }

    TEST_CASE("refuses a picture that is not what it says") {
        struct Refusal {
            Picture picture;
            Reason reason;
        };
        for (const Refusal& refusal : {
                 Refusal{{0, 0, {}}, Reason::bad_image},
                 Refusal{{-1, -1, {1}}, Reason::bad_image},
                 Refusal{{10, 10, Bytes(99)}, Reason::bad_image},
                 Refusal{{10, 10, Bytes(101)}, Reason::bad_image},
                 Refusal{{4800, 5001, {}}, Reason::limit_exceeded},
                 Refusal{{2147483647, 2147483647, {}}, Reason::limit_exceeded},
             }) {
            CAPTURE(refusal.picture.width);
            const auto read = scan(refusal.picture);
            REQUIRE_FALSE(read);
            CHECK(read.error().reason == refusal.reason);
        }
    }

    TEST_CASE("answers for pictures of any shape") {
        for (const auto& shape :
             {std::pair{1, 1}, {1, 2}, {2, 1}, {3, 3}, {1, 500}, {500, 1}, {20, 21}}) {
            CAPTURE(shape.first);
            CAPTURE(shape.second);
            const auto [width, height] = shape;
            const auto pixels = static_cast<std::size_t>(width * height);
            CHECK_FALSE(scan({width, height, noise(pixels, 9)}));
            CHECK_FALSE(scan({width, height, Bytes(pixels, 0)}));
        }
    }

    TEST_CASE("reads the pictures of the CoWIN suite") {
        namespace fs = std::filesystem;
        const fs::path suite = fs::path(VAXCERT_SUITES) / "divoc";
        if (!fs::exists(suite)) {
            MESSAGE("skipped: there is no " << suite.string());
            return;
        }
        const auto read_picture = [&](const char* name) {
            const auto picture = from_png(as_bytes(read_file(suite / "qr" / name)));
            REQUIRE(picture);
            auto read = scan(*picture);
            REQUIRE(read);
            REQUIRE(read->size() == 1);
            return std::move(read->front());
        };
        const Bytes raw = read_picture("cowin-dummy256.rawbytes-go-style.png");
        CHECK(as_text(raw) == read_file(suite / "payloads/cowin-prod-dummy256.zip"));

        // The other picture holds the same file, packed by another archiver, and then the UTF-8
        // form of its bytes. The suite has no copy of that, but the archive's directory must state
        // the same check sum and size.
        const Bytes utf8 = read_picture("cowin-dummy256.utf8string-divoc-node-style.png");
        CHECK(utf8.size() == 1612);
        CHECK(sum_and_size(from_latin1_as_utf8(utf8)) == sum_and_size(raw));
    }
}

// SPDX-License-Identifier: Apache-2.0
#include "cli/jpeg.hpp"

#include <csetjmp>
#include <cstdio>
#include <string>

#include <jpeglib.h>

namespace vaxcert::cli {
namespace {

// libjpeg leaves by longjmp() here, which runs no destructor. So everything that must be freed
// lives in from_jpeg(), and the functions that call setjmp() hold plain values only.

constexpr std::size_t most_pixels = 24'000'000;  // as for PNG

/// Scans of a progressive JPEG that are decoded. Each costs a pass over all pixels, and an encoder
/// writes about ten.
constexpr int most_scans = 64;

struct Decoder {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf left{};

    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder() { jpeg_destroy_decompress(&jpeg); }
};

[[noreturn]] void leave(j_common_ptr jpeg) {
    std::longjmp(static_cast<Decoder*>(jpeg->client_data)->left, 1);
}

void watch(j_common_ptr jpeg) {
    if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > most_scans) leave(jpeg);
}

void say_nothing(j_common_ptr) {}

bool start(Decoder& decoder, ByteView bytes) {
    decoder.jpeg.err = jpeg_std_error(&decoder.errors);
    decoder.errors.error_exit = leave;
    decoder.errors.output_message = say_nothing;
    decoder.jpeg.client_data = &decoder;
    if (setjmp(decoder.left)) return false;
    jpeg_create_decompress(&decoder.jpeg);
    decoder.progress.progress_monitor = watch;
    decoder.jpeg.progress = &decoder.progress;
    jpeg_mem_src(&decoder.jpeg, bytes.data(), static_cast<unsigned long>(bytes.size()));
    return jpeg_read_header(&decoder.jpeg, TRUE) == JPEG_HEADER_OK;
}

bool decode(Decoder& decoder, qr::Picture& picture) {
    if (setjmp(decoder.left)) return false;
    decoder.jpeg.out_color_space = JCS_GRAYSCALE;
    jpeg_start_decompress(&decoder.jpeg);
    while (decoder.jpeg.output_scanline < decoder.jpeg.output_height) {
        JSAMPROW row = picture.grey.data() +
                       std::size_t{decoder.jpeg.output_scanline} * decoder.jpeg.output_width;
        jpeg_read_scanlines(&decoder.jpeg, &row, 1);
    }
    jpeg_finish_decompress(&decoder.jpeg);
    return true;
}

Error bad_jpeg(const char* what) {
    return {Reason::bad_image, what};
}

}  // namespace

Result<qr::Picture> from_jpeg(ByteView bytes) {
    Decoder decoder;
    if (!start(decoder, bytes)) return bad_jpeg("the JPEG's header cannot be read");
    const std::size_t width = decoder.jpeg.image_width;
    const std::size_t height = decoder.jpeg.image_height;
    if (width * height > most_pixels)
        return Error{Reason::limit_exceeded, "the picture is " + std::to_string(width) + " by " +
                                                 std::to_string(height) + " pixels, and at most " +
                                                 std::to_string(most_pixels) + " are read"};
    qr::Picture picture{.width = static_cast<int>(width),
                        .height = static_cast<int>(height),
                        .grey = std::vector<std::uint8_t>(width * height)};
    if (!decode(decoder, picture)) return bad_jpeg("the JPEG is damaged or cut short");
    return picture;
}

}  // namespace vaxcert::cli

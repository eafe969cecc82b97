// SPDX-License-Identifier: Apache-2.0
#include "encoding/deflate.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include <libdeflate.h>

namespace vaxcert::encoding {
namespace {

struct Free {
    void operator()(libdeflate_compressor* used) const noexcept {
        libdeflate_free_compressor(used);
    }
    void operator()(libdeflate_decompressor* used) const noexcept {
        libdeflate_free_decompressor(used);
    }
};

constexpr int highest_level = 12;

/// One compressor a thread and level, kept because making one costs as much as using it.
libdeflate_compressor* compressor(int level) {
    if (level < 1 || level > highest_level)
        throw std::invalid_argument("a deflate level is 1 to 12");
    thread_local std::array<std::unique_ptr<libdeflate_compressor, Free>, highest_level + 1> kept;
    auto& wanted = kept[static_cast<std::size_t>(level)];
    if (!wanted) wanted.reset(libdeflate_alloc_compressor(level));
    if (!wanted) throw std::bad_alloc();
    return wanted.get();
}

libdeflate_decompressor* decompressor() {
    thread_local std::unique_ptr<libdeflate_decompressor, Free> kept;
    if (!kept) kept.reset(libdeflate_alloc_decompressor());
    if (!kept) throw std::bad_alloc();
    return kept.get();
}

/// libdeflate's three functions for one wrapping.
struct Functions {
    decltype(&libdeflate_deflate_compress) compress;
    decltype(&libdeflate_deflate_compress_bound) bound;
    decltype(&libdeflate_deflate_decompress_ex) decompress;
};

Functions functions(Wrapping wrapping) {
    switch (wrapping) {
        case Wrapping::none:
            break;
        case Wrapping::zlib:
            return {libdeflate_zlib_compress, libdeflate_zlib_compress_bound,
                    libdeflate_zlib_decompress_ex};
        case Wrapping::gzip:
            return {libdeflate_gzip_compress, libdeflate_gzip_compress_bound,
                    libdeflate_gzip_decompress_ex};
    }
    return {libdeflate_deflate_compress, libdeflate_deflate_compress_bound,
            libdeflate_deflate_decompress_ex};
}

}  // namespace

Bytes deflate(ByteView bytes, Wrapping wrapping, int level) {
    const Functions use = functions(wrapping);
    libdeflate_compressor* worker = compressor(level);
    Bytes compressed(use.bound(worker, bytes.size()));
    compressed.resize(
        use.compress(worker, bytes.data(), bytes.size(), compressed.data(), compressed.size()));
    return compressed;
}

Result<Bytes> inflate(ByteView compressed, Wrapping wrapping, std::size_t limit) {
    const Functions use = functions(wrapping);
    libdeflate_decompressor* worker = decompressor();

    // How much comes out is not known. Guess, and guess higher, up to the limit and not beyond;
    // nothing is zeroed or touched that is not written.
    std::size_t space = std::min(limit, std::max<std::size_t>(4096, compressed.size() * 4));
    for (;; space = std::min(limit, space * 4)) {
        const std::unique_ptr<std::uint8_t[]> out(new std::uint8_t[space + 1]);
        std::size_t consumed = 0;
        std::size_t produced = 0;
        switch (use.decompress(worker, compressed.data(), compressed.size(), out.get(), space,
                               &consumed, &produced)) {
            case LIBDEFLATE_SUCCESS:
                if (consumed != compressed.size())
                    return Error{Reason::bad_deflate, "the compressed data ends at byte " +
                                                          std::to_string(consumed) + " of " +
                                                          std::to_string(compressed.size())};
                return Bytes(out.get(), out.get() + produced);
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                if (space < limit) continue;
                return Error{Reason::limit_exceeded, "inflated bytes: more than the " +
                                                         std::to_string(limit) + " that are read"};
            default:
                return Error{Reason::bad_deflate,
                             "the " + std::to_string(compressed.size()) +
                                 " bytes are not whole compressed data of the kind expected"};
        }
    }
}

std::uint32_t crc32(ByteView bytes) {
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

}  // namespace vaxcert::encoding

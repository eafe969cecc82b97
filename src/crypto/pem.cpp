// SPDX-License-Identifier: Apache-2.0
#include "crypto/pem.hpp"

#include <openssl/pem.h>

#include <algorithm>
#include <optional>

#include "crypto/openssl.hpp"

namespace vaxcert::crypto {
namespace {

/// What PEM_read_bio_ex() gives out.
struct Block {
    char* label = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;

    Block() = default;
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    ~Block() {
        OPENSSL_secure_free(label);
        OPENSSL_secure_free(header);
        OPENSSL_secure_clear_free(data, static_cast<std::size_t>(size));
    }
};

Error bad_pem(const char* detail) {
    return {Reason::bad_key, detail};
}

}  // namespace

bool looks_like_pem(std::string_view text) noexcept {
    return text.find("-----BEGIN ") != text.npos;
}

Result<Pem> parse_pem(std::string_view text,
                      std::initializer_list<std::string_view> beside_the_point) {
    const QuietErrors quiet;
    const Bio bio(require(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), "PEM"));
    std::optional<Pem> found;
    for (;;) {
        Block block;
        const int read = PEM_read_bio_ex(bio.get(), &block.label, &block.header, &block.data,
                                         &block.size, PEM_FLAG_SECURE);
        if (read != 1) {
            if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
                return bad_pem("the PEM block is damaged");
            break;
        }
        if (std::ranges::find(beside_the_point, block.label) != beside_the_point.end()) continue;
        if (found)
            return bad_pem("there is more than one PEM block, so which is meant is not clear");
        if (std::string_view(block.label) == "ENCRYPTED PRIVATE KEY" || *block.header != '\0')
            return bad_pem("the PEM block is encrypted; decrypt it first");
        found = Pem{block.label, Secret(Bytes(block.data, block.data + block.size))};
    }
    if (!found) return bad_pem("there is no PEM block");
    return *std::move(found);
}

std::string to_pem(const char* label, ByteView der) {
    const Bio bio(require(BIO_new(BIO_s_mem()), "PEM"));
    require(PEM_write_bio(bio.get(), label, "", der.data(), static_cast<long>(der.size())), "PEM");
    const char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace vaxcert::crypto

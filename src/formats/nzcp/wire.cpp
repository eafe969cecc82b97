// SPDX-License-Identifier: Apache-2.0
#include "formats/nzcp/wire.hpp"

#include "encoding/base32.hpp"

namespace vaxcert::nzcp {
namespace {

constexpr std::string_view prefix = "NZCP:/", version_1 = "1/";

}  // namespace

bool looks_packed(ByteView scanned) noexcept {
    return as_text(scanned).starts_with(prefix);
}

Result<Bytes> unpack(ByteView scanned) {
    if (!looks_packed(scanned))
        return Error{Reason::malformed, "the text of a pass begins with NZCP:/"};
    std::string_view text = as_text(scanned);
    text.remove_prefix(prefix.size());
    if (!text.starts_with(version_1))
        return Error{Reason::unsupported_format,
                     "a NZ COVID Pass of another version than 1, the only one known"};
    return encoding::from_base32(text.substr(version_1.size()));
}

std::string pack(ByteView message) {
    return std::string(prefix) + std::string(version_1) + encoding::to_base32(message);
}

}  // namespace vaxcert::nzcp

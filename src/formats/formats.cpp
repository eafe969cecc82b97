// SPDX-License-Identifier: Apache-2.0
#include "formats/formats.hpp"

#include <array>

#include "formats/divoc/divoc.hpp"
#include "formats/hcert/hcert.hpp"
#include "formats/shc/shc.hpp"

namespace vaxcert {
namespace {

constexpr std::array<Format, 3> formats = {{
    {"divoc", divoc::recognizes, divoc::open, divoc::check_profile, divoc::seal},
    {"hcert", hcert::recognizes, hcert::open, hcert::check_profile, hcert::seal},
    {"shc", shc::recognizes, shc::open, shc::check_profile, shc::seal, shc::join, shc::split},
}};

}  // namespace

const Format* recognize(ByteView scanned) noexcept {
    for (const Format& format : formats)
        if (format.recognizes(scanned)) return &format;
    return nullptr;
}

const Format* format_named(std::string_view name) noexcept {
    for (const Format& format : formats)
        if (format.name == name) return &format;
    return nullptr;
}

}  // namespace vaxcert

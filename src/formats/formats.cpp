// SPDX-License-Identifier: Apache-2.0
#include "formats/formats.hpp"

#include <array>

#include "formats/divoc/divoc.hpp"
#include "formats/hcert/claim169.hpp"
#include "formats/hcert/hcert.hpp"
#include "formats/nzcp/nzcp.hpp"
#include "formats/sd_jwt/sd_jwt.hpp"
#include "formats/shc/shc.hpp"
#include "formats/vds_nc/vds_nc.hpp"
#include "formats/w3c/enveloped.hpp"
#include "formats/w3c/w3c.hpp"

namespace vaxcert {
namespace {

constexpr std::array<Format, 10> formats = {{
    {"divoc", divoc::recognizes, divoc::open, divoc::check_profile, divoc::seal},
    {"hcert", hcert::recognizes, hcert::open, hcert::check_profile, hcert::seal},
    {"claim169", claim169::recognizes, claim169::open, claim169::check_profile, claim169::seal},
    {"shc", shc::recognizes, shc::open, shc::check_profile, shc::seal, shc::join, shc::split},
    {"vds-nc", vds_nc::recognizes, vds_nc::open, vds_nc::check_profile, vds_nc::seal, nullptr,
     nullptr, vds_nc::prepare},
    {"nzcp", nzcp::recognizes, nzcp::open, nzcp::check_profile, nzcp::seal},
    {"w3c", w3c::recognizes, w3c::open, w3c::check_profile, w3c::seal, nullptr, nullptr, nullptr,
     w3c::choices, w3c::present},
    {vc_jwt::name, vc_jwt::recognizes, vc_jwt::open, vc_jwt::check_profile, vc_jwt::seal},
    {vc_cose::name, vc_cose::recognizes, vc_cose::open, vc_cose::check_profile, vc_cose::seal},
    {"sd-jwt", sd_jwt::recognizes, sd_jwt::open, sd_jwt::check_profile, sd_jwt::seal, nullptr,
     nullptr, nullptr, sd_jwt::choices, sd_jwt::present},
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

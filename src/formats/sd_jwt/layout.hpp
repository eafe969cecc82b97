// SPDX-License-Identifier: Apache-2.0
// Where in an SD-JWT VC each claim stands, and which of them can be hidden.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/record.hpp>

#include "certificate/format.hpp"
#include "json/value.hpp"

namespace vaxcert::sd_jwt {

/// What a holder may not hide: who says it, what kind of certificate it is, and its times.
/// draft-ietf-oauth-sd-jwt-vc section 2.2.2.2, and the id by which it is withdrawn.
inline constexpr std::string_view never_hidden[] = {"iss", "nbf",           "exp",    "cnf",
                                                    "vct", "vct#integrity", "status", "jti"};

/// A payload to be signed, and what hides in it.
struct Layout {
    json::Value payload;
    std::vector<std::string> disclosures;
};

/// Every member of the person and of the event can be hidden, but for the disease and the result of
/// a test: a certificate that does not say of what it is says nothing.
Result<Layout> lay_out(const Record& record, const Signing& signing);

/// The claims of a payload in which all is disclosed that will be. Refuses a type of credential
/// that is not ours (unsupported_format), members of the wrong kind, and a credential that hides
/// what it is about (member_missing).
Result<Claims> read_layout(const json::Value& claims);

}  // namespace vaxcert::sd_jwt

// SPDX-License-Identifier: Apache-2.0
// The claims of a document whose shape has been checked.

#pragma once

#include <vaxcert/certificate.hpp>
#include <vaxcert/profile.hpp>

#include "formats/divoc/kind.hpp"
#include "json/value.hpp"

namespace vaxcert::divoc {

/// `profile` may be nullptr; it only names the disease, which no vaccination of DIVOC states.
Claims read_claims(const json::Value& document, Kind kind, const Profile* profile);

}  // namespace vaxcert::divoc

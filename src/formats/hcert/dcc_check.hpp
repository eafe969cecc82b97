// SPDX-License-Identifier: Apache-2.0
// The payload of an EU DCC against its schema, version 1.3.3.

#pragma once

#include <string>
#include <vector>

#include "json/value.hpp"

namespace vaxcert::hcert {

/// Everything in which a payload differs from the schema (members that it does not know are
/// allowed), each as "v[0].dn should be a whole number from 1"; never with what was found.
std::vector<std::string> check_dcc(const json::Value& payload);

}  // namespace vaxcert::hcert

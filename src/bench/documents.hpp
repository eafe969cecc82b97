// SPDX-License-Identifier: Apache-2.0
// What the rows work on: certificates of invented persons.

#pragma once

#include <string_view>

namespace vaxcert::bench {

/// The 44 quads of a CoWIN certificate, in the order and with the labels of its JSON.
extern const std::string_view cowin_nquads;

}  // namespace vaxcert::bench

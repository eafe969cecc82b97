// SPDX-License-Identifier: Apache-2.0
// A record in the words of a seal.

#pragma once

#include <string>
#include <vector>

#include "certificate/format.hpp"
#include "formats/vds_nc/settings.hpp"
#include "json/value.hpp"

namespace vaxcert::vds_nc {

/// What is signed, and which members of the record it has no place for.
struct Built {
    json::Value data;
    std::string id;
    std::vector<std::string> left_out;
};

/// The `data` of a record's seal. record_invalid if something is missing, or has no place and may
/// not be cut.
Result<Built> build(const Record& record, const Signing& signing, const Settings& settings);

}  // namespace vaxcert::vds_nc

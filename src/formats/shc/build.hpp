// SPDX-License-Identifier: Apache-2.0
// A record as the FHIR bundle of a health card, with nothing in it that a card does not need.

#pragma once

#include <string>
#include <vector>

#include <vaxcert/record.hpp>
#include <vaxcert/result.hpp>

#include "certificate/format.hpp"
#include "json/value.hpp"

namespace vaxcert::shc {

struct Built {
    json::Value bundle;
    std::vector<std::string> left_out;  ///< what the record states and the bundle does not
};

/// Refuses a record that no card can state: of a recovery, of a vaccine without a code, without a
/// date.
Result<Built> build_bundle(const Record& record, const Profile& profile);

}  // namespace vaxcert::shc

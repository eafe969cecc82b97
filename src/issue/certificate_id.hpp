// SPDX-License-Identifier: Apache-2.0
// Ids that nobody can guess and that the same event always gets again.

#pragma once

#include <string>

#include <vaxcert/bytes.hpp>
#include <vaxcert/record.hpp>

#include "profile/inner.hpp"

namespace vaxcert {

/// HMAC-SHA-256 with the campaign's secret over what makes an event one that is certified once:
/// reference, programme, kind of event, vaccine or kind of test, dose or time, and revision, each
/// behind its length; written in the characters of `shape`. 39 decimal digits carry 128 bits.
std::string certificate_id(ByteView campaign_secret, const Record& record, const IdShape& shape);

}  // namespace vaxcert

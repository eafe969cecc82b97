// SPDX-License-Identifier: Apache-2.0
// What bundles and roots of trust write alike: environments, times and lists of words.

#pragma once

#include <string>
#include <vector>

#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>

#include "cbor/reader.hpp"
#include "cbor/value.hpp"

namespace vaxcert {

cbor::Value time_value(Time time);
cbor::Value words_value(const std::vector<std::string>& words);
int number_of(Environment environment);

/// From year 0 to 9999: what to_text() can write.
Time read_time(cbor::Reader& reader);

/// At least one, for none is written by leaving the member out.
std::vector<std::string> read_words(cbor::Reader& reader);

Environment read_environment(cbor::Reader& reader);

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/record.hpp>

#include "json/parse.hpp"
#include "record/notations.hpp"

namespace vaxcert {

Result<Record> parse_record(std::string_view json) {
    Budget budget;
    budget.input_bytes = RecordSplitter::longest;
    const auto value = json::parse(json, budget);
    if (!value) return value.error();
    return record::is_divoc_request(*value) ? record::from_divoc_request(*value)
                                            : record::from_own_notation(*value);
}

}  // namespace vaxcert

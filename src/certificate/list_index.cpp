// SPDX-License-Identifier: Apache-2.0
#include "certificate/list_index.hpp"

#include <charconv>
#include <string>

namespace vaxcert {

Result<std::uint64_t> list_index(std::string_view id) {
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), index);
    if (error == std::errc() && index >> 29 == 0 && std::to_string(index) == id) return index;
    return Error{Reason::record_invalid,
                 "\"status_list\" needs certificate ids that are numbers below 536870912, without "
                 "leading zeros"};
}

}  // namespace vaxcert

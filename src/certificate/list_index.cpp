// SPDX-License-Identifier: Apache-2.0
#include "certificate/list_index.hpp"

#include <charconv>
#include <string>

namespace vaxcert {

Result<std::uint64_t> list_index(std::string_view text) {
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error == std::errc() && index >> 30 == 0 && std::to_string(index) == text) return index;
    return Error{Reason::record_invalid,
                 "an id that is a place in a status list is a number below 1073741824 without "
                 "leading zeros, and this one is not"};
}

}  // namespace vaxcert

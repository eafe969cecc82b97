// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/zone.hpp"

namespace vaxcert::hcert {

std::string with_full_zone(std::string time) {
    // The sign behind the time of day: "2021-06-11T17:30:00+02".
    const std::size_t day = time.find('T');
    if (day == time.npos) return time;
    const std::size_t sign = time.find_first_of("+-", day);
    if (sign == time.npos) return time;
    const std::string digits = time.substr(sign + 1);
    if (digits.find_first_not_of("0123456789") != digits.npos) return time;
    if (digits.size() == 2) return time + ":00";
    if (digits.size() == 4) time.insert(time.size() - 2, ":");
    return time;
}

}  // namespace vaxcert::hcert

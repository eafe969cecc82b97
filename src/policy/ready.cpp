// SPDX-License-Identifier: Apache-2.0
// The table of the policies that come with the library.

#include <vaxcert/policy.hpp>

namespace vaxcert {
namespace {

struct Ready {
    std::string_view name, text;
};

constexpr Ready texts[] = {
#include "policy/ready_texts.inc"
};

}  // namespace

Result<Policy> Policy::ready(std::string_view name) {
    std::string list;
    for (const Ready& ready : texts) {
        if (ready.name == name) return parse(ready.text);
        list += (list.empty() ? "" : ", ") + std::string(ready.name);
    }
    return Error{Reason::bad_policy,
                 "no policy of that name comes with vaxcert; there are " + list};
}

std::vector<std::string_view> Policy::ready_names() {
    std::vector<std::string_view> names;
    for (const Ready& ready : texts) names.push_back(ready.name);
    return names;
}

}  // namespace vaxcert

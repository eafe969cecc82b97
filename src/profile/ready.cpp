// SPDX-License-Identifier: Apache-2.0
// The table of what comes with the library.

#include <array>
#include <string_view>

#include <vaxcert/master_data.hpp>

#include "profile/inner.hpp"

namespace vaxcert {
namespace {

struct Ready {
    std::string_view name, text;
};

constexpr Ready texts[] = {
#include "profile/ready_texts.inc"
};

constexpr std::array<std::string_view, 8> names = {
    "india",   "india-international", "sri-lanka", "philippines",
    "jamaica", "indonesia",           "divoc",     "hcert-demo",
};

}  // namespace

std::optional<std::string_view> ready_text(std::string_view name) {
    for (const Ready& ready : texts)
        if (ready.name == name) return ready.text;
    return {};
}

std::span<const std::string_view> Profile::ready_names() noexcept {
    return names;
}

Result<Profile> Profile::ready(std::string_view name) {
    for (const std::string_view known : names)
        if (known == name) return parse(*ready_text(name));
    std::string list;
    for (const std::string_view known : names)
        list += (list.empty() ? "" : ", ") + std::string(known);
    return Error{Reason::bad_profile,
                 "no profile of that name comes with vaxcert; there are " + list};
}

MasterData MasterData::ready() {
    MasterData all;
    for (std::size_t i = names.size(); i-- > 0;)
        if (auto profile = Profile::ready(names[i])) all.add(*std::move(profile));
    return all;
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/subclaims.hpp"

#include <algorithm>
#include <array>

namespace vaxcert::hcert {
namespace {

constexpr std::array<Subclaim, 4> subclaims = {{
    {1, "dcc", read_dcc, write_dcc, left_out_of_dcc, id_in_dcc, true},
    {-6, "icvp", read_icvp, write_icvp, left_out_of_icvp, id_in_icvp},
    {3, "ddcc-vs", read_ddcc, nullptr, nullptr, nullptr},
    {4, "ddcc-tr", read_ddcc, nullptr, nullptr, nullptr},
}};

}  // namespace

const Subclaim* subclaim_of_key(std::int64_t key) noexcept {
    const auto at = std::ranges::find(subclaims, key, &Subclaim::key);
    return at == subclaims.end() ? nullptr : &*at;
}

const Subclaim* subclaim_named(std::string_view name) noexcept {
    const auto at = std::ranges::find(subclaims, name, &Subclaim::name);
    return at == subclaims.end() ? nullptr : &*at;
}

const Subclaim& subclaim_at_root() noexcept {
    return *subclaim_of_key(3);
}

}  // namespace vaxcert::hcert

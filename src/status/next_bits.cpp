// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/bit_status.hpp>

#include "certificate/list_index.hpp"
#include "status/bit_list.hpp"
#include "status/freshness.hpp"

namespace vaxcert {
namespace {

/// Whether a list of that purpose has a bit set, or cleared, for what is said; else an error.
Result<bool> bit_for(Withdrawn state, bool suspends) {
    const bool of_suspensions = state == Withdrawn::suspended || state == Withdrawn::lifted;
    if (of_suspensions == suspends) return state != Withdrawn::lifted;
    return Error{Reason::bad_status_list,
                 std::string("a list of ") + (suspends ? "suspensions" : "revocations") +
                     " cannot say that a certificate is " + name(state) +
                     ": that is for a list of " + (suspends ? "revocations" : "suspensions")};
}

}  // namespace

std::optional<std::uint64_t> bit_index(std::string_view text) {
    const auto index = list_index(text);
    return index ? std::optional(*index) : std::nullopt;
}

Result<BitListHeader> next_header(const BitListHeader& last, Time now, Time valid_until) {
    if (const auto later = status::check_clock(last.valid_from, now); !later) return later.error();
    BitListHeader next = last;
    next.valid_from = now;
    next.valid_until = valid_until;
    return next;
}

Result<NextBits> next_bits(std::string_view purpose, std::span<const std::uint64_t> last,
                           std::span<const BitChange> changes) {
    std::uint64_t greatest = 0;
    for (const std::uint64_t index : last) greatest = std::max(greatest, index);
    for (const BitChange& change : changes) greatest = std::max(greatest, change.index);
    if (greatest >= status::most_entries)
        return Error{Reason::bad_status_list, "an index of a status list is below 2^29"};
    const std::uint64_t size = greatest + 1;
    std::vector<bool> before(size), now(size);
    for (const std::uint64_t index : last) before[index] = now[index] = true;

    NextBits next;
    for (const BitChange& change : changes) {
        const auto bit = bit_for(change.state, purpose == "suspension");
        if (!bit) return bit.error();
        if (now[change.index] == *bit) ++next.unchanged;
        now[change.index] = *bit;
    }
    for (std::uint64_t index = 0; index < size; ++index) {
        if (now[index]) next.set.push_back(index);
        next.added += now[index] && !before[index];
        next.lifted += before[index] && !now[index];
    }
    return next;
}

}  // namespace vaxcert

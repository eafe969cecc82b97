// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>

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
    const bool suspends = purpose == "suspension";
    std::map<std::uint64_t, bool> said;  // What is said of an entry in the end.
    NextBits next;
    for (const BitChange& change : changes) {
        if (change.index >= status::most_entries)
            return Error{Reason::bad_status_list, "an index of a status list is below 2^30"};
        const auto bit = bit_for(change.state, suspends);
        if (!bit) return bit.error();
        const auto [entry, first] =
            said.try_emplace(change.index, std::ranges::binary_search(last, change.index));
        if (entry->second == *bit) ++next.unchanged;
        entry->second = *bit;
    }
    const auto stays = [&](std::uint64_t index) { return !said.contains(index); };
    std::ranges::copy_if(last, std::back_inserter(next.set), stays);
    const std::size_t kept = next.set.size();
    for (const auto& [index, bit] : said) {
        const bool before = std::ranges::binary_search(last, index);
        if (bit) next.set.push_back(index);
        next.added += bit && !before;
        next.lifted += before && !bit;
    }
    std::ranges::inplace_merge(next.set, next.set.begin() + static_cast<std::ptrdiff_t>(kept));
    return next;
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// For tests: the entries of an issuer's list, and the file that it publishes.

#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <span>

#include <vaxcert/signed_status.hpp>

namespace vaxcert::for_tests {

inline constexpr const char* issuer = "https://issuer.example/";

inline Date day(std::string_view text) {
    return *Date::parse(text);
}

inline Withdrawal entry(std::string_view id, Withdrawn state = Withdrawn::withdrawn,
                        std::optional<Date> since = {}, std::optional<Date> kept_until = {}) {
    return *Withdrawal::create(Withdrawal::name_of(issuer, id), state, since, kept_until);
}

inline std::vector<Withdrawal> sorted(std::vector<Withdrawal> entries) {
    std::ranges::sort(entries, {}, &Withdrawal::name);
    return entries;
}

inline std::vector<Withdrawal> many(std::size_t count) {
    std::vector<Withdrawal> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back(entry("C-" + std::to_string(i)));
    return sorted(std::move(entries));
}

/// A list of test certificates in the first week of June 2021.
inline StatusHeader header_of_list() {
    return {.issuer = issuer,
            .key_id = "did:example#1",
            .for_test = true,
            .sequence = 7,
            .issued = *parse_time("2021-06-01T00:00:00Z"),
            .next_update = *parse_time("2021-06-08T00:00:00Z")};
}

/// The whole file of a list.
inline Bytes status_file(const StatusHeader& header, std::span<const Withdrawal> entries,
                         const Signer& signer) {
    auto file = sign_status_list(header, entries, signer);
    REQUIRE(file);
    for (const Withdrawal& one : entries)
        file->insert(file->end(), one.bytes().begin(), one.bytes().end());
    return *std::move(file);
}

}  // namespace vaxcert::for_tests

// SPDX-License-Identifier: Apache-2.0
#include "status/check.hpp"

#include <doctest/doctest.h>

#include "certificate/toy_certificate.hpp"
#include "status/hash_list.hpp"

using namespace vaxcert;

namespace {

constexpr std::string_view hash = "0123456789abcdef";

/// Whether a list of country XX withdraws a certificate that is hers, of another or of no country.
bool is_withdrawn(const std::string& country, const std::string& kid = {}) {
    status::HashList list{.country = "XX", .kid = kid, .hash_type = "UCI"};
    std::ranges::copy(as_bytes(hash), list.hashes.emplace_back().begin());
    StatusList lists;
    lists.add(std::make_shared<const status::HashList>(std::move(list)));

    const Certificate certificate = toy_certificate({});
    Standing standing;
    standing.country = country;
    standing.handles = {{"UCI", "key-1", [] { return std::string(hash); }}};
    const auto answer = check_status({certificate, standing, {}, Time{}}, lists);
    return !answer.findings.empty() && answer.findings.front().error.reason == Reason::revoked;
}

}  // namespace

TEST_SUITE("status check") {
    TEST_CASE("a country withdraws its own certificates and those that name no country") {
        CHECK(is_withdrawn("XX"));
        CHECK(is_withdrawn(""));
        CHECK_FALSE(is_withdrawn("YY"));
        CHECK(is_withdrawn("", "key-1"));
        CHECK_FALSE(is_withdrawn("", "key-2"));
    }
}

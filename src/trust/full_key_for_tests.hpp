// SPDX-License-Identifier: Apache-2.0
// For tests of what keys are written as: a key that has every member, and whether one came back.

#pragma once

#include <doctest/doctest.h>

#include <utility>

#include <vaxcert/trust_list.hpp>

namespace vaxcert::for_tests {

inline TrustedKey full_key(PublicKey key) {
    const auto at = [](std::string_view text) { return *parse_time(text); };
    return {.id = "did:example",
            .key = std::move(key),
            .environment = Environment::test,
            .valid_from = at("2021-01-01T00:00:00Z"),
            .valid_until = at("2022-01-01T00:00:00Z"),
            .revoked = true,
            .purposes = {"vaccination", "test"},
            .issuers = {"https://a.example"},
            .formats = {"divoc", "hcert"},
            .display_name = "Example Health Agency",
            .kid = "k",
            .country = "IN",
            .certified = true,
            .terminated = at("2021-06-01T00:00:00Z"),
            .revoked_since = at("2021-07-01T00:00:00Z"),
            .names = {{"en", "Example"}, {"hi", "उदाहरण"}},
            .card_list = 69};
}

inline void check_same(const TrustedKey& key, const TrustedKey& was) {
    CHECK(key.id == was.id);
    CHECK(key.key == was.key);
    CHECK(key.environment == was.environment);
    CHECK(key.valid_from == was.valid_from);
    CHECK(key.valid_until == was.valid_until);
    CHECK(key.revoked == was.revoked);
    CHECK(key.purposes == was.purposes);
    CHECK(key.issuers == was.issuers);
    CHECK(key.formats == was.formats);
    CHECK(key.display_name == was.display_name);
    CHECK(key.kid == was.kid);
    CHECK(key.country == was.country);
    CHECK(key.certified == was.certified);
    CHECK(key.terminated == was.terminated);
    CHECK(key.revoked_since == was.revoked_since);
    CHECK(key.names == was.names);
    CHECK(key.card_list == was.card_list);
}

}  // namespace vaxcert::for_tests

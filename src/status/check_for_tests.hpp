// SPDX-License-Identifier: Apache-2.0
// For tests: a certificate, and lists that are asked about it. A test changes one thing and checks
// the one thing that follows.

#pragma once

#include <string>

#include "certificate/toy_certificate.hpp"
#include "status/bit_list.hpp"
#include "status/check.hpp"
#include "status/status_file_for_tests.hpp"

namespace vaxcert::for_tests {

inline constexpr const char* list_url = "https://status.example/1";

inline Time at(std::string_view text) {
    return *parse_time(text);
}

struct StatusWorld {
    Claims claims;
    Standing standing;
    std::vector<std::string> signers = {"did:signer"};
    StatusList lists;
    Time now = at("2021-06-05T00:00:00Z");

    StatusWorld() {
        claims.certificate.issuer = issuer;
        claims.certificate.id = "C-1";
    }

    /// The certificate names entry 9 of a list, or another.
    void name_list(const char* index = "9", const char* purpose = "revocation") {
        claims.certificate.status = {{purpose, list_url, index}};
    }

    /// That list: 16 entries, none of them set.
    static status::BitList named_list() {
        return {.url = list_url,
                .issuer = issuer,
                .purposes = {"revocation"},
                .bits = Bytes(2),
                .issued = at("2021-06-01T00:00:00Z"),
                .next_update = at("2021-06-08T00:00:00Z")};
    }

    template <class List>
    void add(List list) {
        lists.add(std::make_shared<const List>(std::move(list)));
    }

    void add_signed(const std::vector<Withdrawal>& entries, ListScope scope = {}) {
        static const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
        const auto file =
            std::make_shared<const Bytes>(status_file(header_of_list(), entries, *signer));
        const auto list = StatusFile::open(*file, file)->authenticate(signer->public_key());
        REQUIRE(list);
        lists.add(*list, std::move(scope));
    }

    StatusAnswer ask() const {
        const Certificate certificate = toy_certificate(claims);
        return check_status({certificate, standing, signers, now}, lists);
    }

    /// A line for each finding: "rejected revoked: withdrawn by the issuer".
    std::string answer() const {
        std::string text;
        for (const Finding& finding : ask().findings) {
            CHECK(finding.step == Step::status);
            text += std::string(text.empty() ? "" : "\n") + name(finding.effect) + ' ' +
                    name(finding.error.reason) + ": " + finding.error.detail;
        }
        return text;
    }
};

}  // namespace vaxcert::for_tests

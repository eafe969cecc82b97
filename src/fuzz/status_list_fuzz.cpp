// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/load_status.hpp>
#include <vaxcert/signed_status.hpp>

#include "fuzz/fuzz.hpp"

namespace {

using namespace vaxcert;

const Signer& signer() {
    static const auto made = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    return *made;
}

/// Each 11 bytes are the name of a certificate.
std::vector<Withdrawal> entries_of(ByteView input) {
    std::vector<Withdrawal> changes;
    for (Withdrawal::Name name; input.size() >= name.size(); input = input.subspan(name.size())) {
        std::copy_n(input.begin(), name.size(), name.begin());
        changes.push_back(*Withdrawal::create(name, Withdrawn::suspended));
    }
    return next_list({}, std::move(changes), *Date::parse("2021-01-01"))->entries;
}

}  // namespace

FUZZ(status_list) {
    // A file that anybody can have written is never believed, whatever is in it.
    const TrustList nobody;
    FUZZ_CHECK(!load_status(input, nobody, {}, Time{}));
    if (const auto file = StatusFile::open(input)) {
        FUZZ_CHECK(!file->authenticate(signer().public_key()));
        FUZZ_CHECK(file->header().issued < file->header().next_update);
    }
    (void)StatusList::parse(as_text(input));

    // Of any set of names, exactly those that are listed are found.
    const auto entries = entries_of(input);
    Bytes bytes = *sign_status_list({.issuer = "i",
                                     .key_id = {},
                                     .issued = Time{},
                                     .next_update = Time{std::chrono::seconds(1)}},
                                    entries, signer());
    for (const Withdrawal& one : entries)
        bytes.insert(bytes.end(), one.bytes().begin(), one.bytes().end());
    const auto list = StatusFile::open(bytes)->authenticate(signer().public_key());
    FUZZ_CHECK(list && list->entries() && list->header().count == entries.size());
    for (const Withdrawal& one : entries) {
        const auto found = list->find(one.name());
        FUZZ_CHECK(found && *found == one);
        Withdrawal::Name other = one.name();
        other.back() ^= 1;
        const bool listed = std::ranges::find(entries, other, &Withdrawal::name) != entries.end();
        FUZZ_CHECK(list->find(other)->has_value() == listed);
    }
}

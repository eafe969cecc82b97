// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/signed_status.hpp>

#include "crypto/hash.hpp"
#include "status/layout.hpp"

namespace vaxcert {
namespace {

using namespace status;

Error bad_list(std::string detail) {
    return {Reason::bad_status_list, std::move(detail)};
}

/// A row for each block: its first name, and the hash of its entries.
Bytes table_of(std::span<const Withdrawal> entries) {
    Bytes table;
    for (std::size_t at = 0; at < entries.size(); at += entries_in_block) {
        const auto block = entries.subspan(at, std::min(entries_in_block, entries.size() - at));
        const Withdrawal::Name first = block.front().name();
        const ByteView bytes(block.front().bytes().data(), block.size_bytes());
        const crypto::Digest hash = crypto::sha256(bytes);
        table.insert(table.end(), first.begin(), first.end());
        table.insert(table.end(), hash.begin(), hash.end());
    }
    return table;
}

Result<Done> check(const StatusHeader& header, std::span<const Withdrawal> entries) {
    if (header.issuer.empty() || header.issuer.size() > longest_text ||
        header.key_id.size() > longest_text)
        return bad_list("a list names its issuer, in at most " + std::to_string(longest_text) +
                        " bytes, and its key in no more");
    if (header.issued.time_since_epoch().count() < 0 || header.next_update <= header.issued)
        return bad_list("the next update of a list comes after its own time, which is after 1970");
    const auto in_order = [](const Withdrawal& one, const Withdrawal& next) {
        return !(one.name() < next.name());
    };
    if (std::ranges::adjacent_find(entries, in_order) != entries.end())
        return bad_list("the entries are not in ascending order, each once");
    const auto is_change = [](const Withdrawal& entry) {
        return entry.state() == Withdrawn::lifted;
    };
    if (std::ranges::any_of(entries, is_change))
        return bad_list("a suspension that is lifted has no entry");
    return Done{};
}

}  // namespace

Result<Bytes> sign_status_list(const StatusHeader& header, std::span<const Withdrawal> entries,
                               const Signer& signer) {
    if (const auto good = check(header, entries); !good) return good.error();
    const Algorithm algorithm = signer.public_key().algorithm();
    if (algorithm != Algorithm::ed25519 && algorithm != Algorithm::es256)
        return bad_list(std::string("a list is signed with EdDSA or ES256, and the key is for ") +
                        name(algorithm));
    const Bytes table = table_of(entries);
    const crypto::Digest root = crypto::sha256(table);

    Bytes file(magic.begin(), magic.end());
    append_number(std::uint16_t{1}, file);
    append_number(std::uint8_t(header.for_test ? 2 : 1), file);
    append_number(std::uint8_t(algorithm == Algorithm::ed25519 ? 1 : 2), file);
    append_number(std::uint16_t{entries_in_block}, file);
    append_number(std::uint16_t{entry_size}, file);
    append_number(header.sequence, file);
    append_number(header.issued.time_since_epoch().count(), file);
    append_number(header.next_update.time_since_epoch().count(), file);
    append_number(std::uint64_t{entries.size()}, file);
    file.insert(file.end(), root.begin(), root.end());
    append_number(static_cast<std::uint16_t>(header.issuer.size()), file);
    append_number(static_cast<std::uint16_t>(header.key_id.size()), file);
    for (const std::string* text : {&header.issuer, &header.key_id})
        file.insert(file.end(), text->begin(), text->end());

    const auto signature = signer.sign(file);
    if (!signature) return signature.error();
    if (signature->size() != signature_size)
        return Error{
            Reason::signing_failed,
            "the signature has " + std::to_string(signature->size()) + " bytes and should have 64"};
    file.insert(file.end(), signature->begin(), signature->end());
    file.insert(file.end(), table.begin(), table.end());
    return file;
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// A signed list, read where it lies: the beginning when it is opened, a block when it is asked for.

#include <algorithm>

#include <vaxcert/signed_status.hpp>

#include "base/utf8.hpp"
#include "crypto/hash.hpp"
#include "crypto/signature.hpp"
#include "status/layout.hpp"

namespace vaxcert {
namespace {

using namespace status;

Error bad_list(std::string detail) {
    return {Reason::bad_status_list, std::move(detail)};
}

/// The first name of a block, and its hash.
std::string_view first_name(ByteView table, std::size_t block) {
    return as_text(table.subspan(block * row_size, name_size));
}

ByteView hash_of(ByteView table, std::size_t block) {
    return table.subspan(block * row_size + name_size, hash_size);
}

bool equal(ByteView one, ByteView other) {
    return std::ranges::equal(one, other);
}

/// A time within the years that can be written.
std::optional<Time> time_in(ByteView bytes) {
    constexpr std::uint64_t last = 253402300799;
    const std::uint64_t seconds = number_in(bytes);
    if (seconds > last) return {};
    return Time(std::chrono::seconds(seconds));
}

Result<Done> check_table(ByteView table, ByteView root) {
    if (!equal(crypto::sha256(table), root))
        return bad_list("the table of blocks is not the one that the header is of");
    for (std::size_t block = 1; block * row_size < table.size(); ++block)
        if (first_name(table, block - 1) >= first_name(table, block))
            return bad_list("block " + std::to_string(block) + " is not in ascending order");
    return Done{};
}

/// The entries of a block as their signer must have had them: the first is the one of the table,
/// each is after the one before, and each says something that we know.
bool as_it_should_be(std::span<const Withdrawal> entries, std::string_view first) {
    if (name_in(entries.front()) != first) return false;
    const Withdrawal* before = nullptr;
    for (const Withdrawal& entry : entries) {
        const bool known =
            entry.state() >= Withdrawn::withdrawn && entry.state() <= Withdrawn::superseded;
        if (!known || (before && name_in(*before) >= name_in(entry))) return false;
        before = &entry;
    }
    return true;
}

}  // namespace

bool StatusFile::recognizes(ByteView file) noexcept {
    return file.size() >= magic.size() && equal(file.first(magic.size()), magic);
}

Result<StatusFile> StatusFile::open(ByteView file, std::shared_ptr<const void> owner) {
    if (!recognizes(file)) return bad_list("this is no signed status list");
    if (file.size() < fixed_size) return bad_list("the status list ends within its header");
    const auto number = [&](std::size_t at, std::size_t size) {
        return number_in(file.subspan(at, size));
    };
    if (number(8, 2) != 1)
        return bad_list("version " + std::to_string(number(8, 2)) + "; only version 1 is known");
    const std::uint64_t environment = number(10, 1), algorithm = number(11, 1);
    if (environment < 1 || environment > 2 || algorithm < 1 || algorithm > 2 ||
        number(12, 2) != entries_in_block || number(14, 2) != entry_size)
        return bad_list("environment, algorithm or sizes are none of version 1");
    const auto issued = time_in(file.subspan(24, 8)), next_update = time_in(file.subspan(32, 8));
    if (!issued || !next_update || *next_update <= *issued)
        return bad_list("the times of the list are none, or its next update does not come later");

    // Every length is held to the size of the file before it is added to another.
    const std::uint64_t count = number(40, 8);
    const std::size_t issuer_size = number(80, 2), key_id_size = number(82, 2);
    if (issuer_size == 0 || issuer_size > longest_text || key_id_size > longest_text ||
        count > file.size() / entry_size)
        return bad_list("a length in the header is beyond the file, or zero");
    const std::size_t header_size = fixed_size + issuer_size + key_id_size;
    const std::size_t table_size = blocks_of(count) * row_size;
    const std::size_t whole = header_size + signature_size + table_size + count * entry_size;
    if (file.size() != whole)
        return bad_list("the file has " + std::to_string(file.size()) + " bytes and should have " +
                        std::to_string(whole));

    StatusFile list;
    list.header_ = {
        .issuer = std::string(as_text(file.subspan(fixed_size, issuer_size))),
        .key_id = std::string(as_text(file.subspan(fixed_size + issuer_size, key_id_size))),
        .for_test = environment == 2,
        .sequence = number(16, 8),
        .issued = *issued,
        .next_update = *next_update,
        .count = count};
    for (const std::string* text : {&list.header_.issuer, &list.header_.key_id})
        if (first_bad_utf8(*text) != text->npos)
            return bad_list("the names in the header are not UTF-8");
    list.algorithm_ = algorithm == 1 ? Algorithm::ed25519 : Algorithm::es256;
    list.signed_bytes_ = file.first(header_size);
    list.signature_ = file.subspan(header_size, signature_size);
    list.table_ = file.subspan(header_size + signature_size, table_size);
    list.entries_ = file.subspan(whole - count * entry_size);
    list.owner_ = std::move(owner);
    if (const auto good = check_table(list.table_, file.subspan(48, hash_size)); !good)
        return good.error();
    return list;
}

Result<SignedStatusList> StatusFile::authenticate(const PublicKey& key) const {
    if (key.algorithm() != algorithm_)
        return Error{Reason::wrong_algorithm, std::string("the status list is signed with ") +
                                                  name(algorithm_) + ", but the key is for " +
                                                  name(key.algorithm())};
    if (!crypto::signed_by(key, signed_bytes_, signature_))
        return Error{Reason::bad_signature,
                     "the signature of the status list does not match its signer's key"};
    return SignedStatusList(*this);
}

Result<std::span<const Withdrawal>> SignedStatusList::block(std::size_t index) const {
    const std::size_t at = index * entries_in_block * entry_size;
    const ByteView bytes = file_.entries_.subspan(
        at, std::min(entries_in_block * entry_size, file_.entries_.size() - at));
    // An entry is bytes and nothing else, so the file's are entries as they lie there.
    const std::span<const Withdrawal> entries(reinterpret_cast<const Withdrawal*>(bytes.data()),
                                              bytes.size() / entry_size);
    if (!equal(crypto::sha256(bytes), hash_of(file_.table_, index)) ||
        !as_it_should_be(entries, first_name(file_.table_, index)))
        return bad_list("block " + std::to_string(index + 1) +
                        " of the status list is not what was signed");
    return entries;
}

Result<std::optional<Withdrawal>> SignedStatusList::find(const Withdrawal::Name& name) const {
    const std::string_view wanted = as_text(name);
    // The last block whose first name is not after this one.
    std::size_t low = 0, high = file_.table_.size() / row_size;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (wanted < first_name(file_.table_, middle))
            high = middle;
        else
            low = middle + 1;
    }
    if (low == 0) return std::optional<Withdrawal>();
    const auto entries = block(low - 1);
    if (!entries) return entries.error();
    const auto found = std::ranges::find(*entries, wanted, name_in);
    if (found == entries->end()) return std::optional<Withdrawal>();
    return std::optional<Withdrawal>(*found);
}

Result<std::span<const Withdrawal>> SignedStatusList::entries() const {
    for (std::size_t index = 0; index * row_size < file_.table_.size(); ++index)
        if (const auto good = block(index); !good) return good.error();
    return std::span<const Withdrawal>(reinterpret_cast<const Withdrawal*>(file_.entries_.data()),
                                       file_.entries_.size() / entry_size);
}

}  // namespace vaxcert

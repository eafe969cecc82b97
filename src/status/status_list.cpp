// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/status_list.hpp>

#include <algorithm>

#include "json/parse.hpp"
#include "status/bit_list.hpp"
#include "status/card_list.hpp"

namespace vaxcert {
namespace {

using Kind = json::Value::Kind;

constexpr Reason bad = Reason::bad_status_list;

std::string key_of(std::string_view issuer, std::string_view id) {
    return std::string(issuer) + '\n' + std::string(id);
}

/// Whether two lists are of the same issuer for the same certificates, so that one is the other's
/// successor.
bool succeed(const StatusList::Scoped& one, const StatusList::Scoped& other) {
    return one.list.header().issuer == other.list.header().issuer &&
           one.scope.signer == other.scope.signer && one.scope.formats == other.scope.formats;
}

/// What is no plain data is not taken for it.
Result<Done> check_members(const json::Value& object,
                           std::initializer_list<std::string_view> known) {
    for (const json::Member& member : object.object())
        if (std::ranges::find(known, member.name) == known.end())
            return Error{bad, "\"" + member.name +
                                  "\" is no member of a plain status list, which nobody signs"};
    return Done{};
}

Result<StatusList> of_cards(const json::Value& document, const json::Value& lists) {
    if (const auto plain = check_members(document, {"card_lists"}); !plain) return plain.error();
    auto read = status::read_card_lists(lists);
    if (!read) return read.error();
    StatusList all;
    for (status::CardList& one : *read)
        all.add(std::make_shared<const status::CardList>(std::move(one)));
    return all;
}

}  // namespace

Result<StatusList> StatusList::parse(std::string_view text) {
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return Error{bad, "the status list is not JSON: " + value.error().detail};
    if (const json::Value* lists = value->find("card_lists")) return of_cards(*value, *lists);
    const auto issuer = json::member_at(*value, "issuer", Kind::string, bad);
    if (!issuer) return issuer.error();
    const auto withdrawn = json::member_at(*value, "withdrawn", Kind::array, bad);
    if (!withdrawn) return withdrawn.error();
    if (const auto plain = check_members(*value, {"issuer", "withdrawn"}); !plain)
        return plain.error();

    StatusList list;
    list.covered_.insert((*issuer)->string());
    for (const json::Value& entry : (*withdrawn)->array()) {
        const auto id = json::member_at(entry, "id", Kind::string, bad);
        if (!id) return id.error();
        if (const auto plain = check_members(entry, {"id", "date"}); !plain) return plain.error();
        const json::Value* date = entry.find("date");
        if (date && !date->is_string()) return Error{bad, "\"date\" should be a string"};
        list.withdraw((*issuer)->string(), (*id)->string(), date ? date->string() : std::string());
    }
    return list;
}

void StatusList::withdraw(std::string_view issuer, std::string_view id, std::string_view date) {
    covered_.emplace(issuer);
    withdrawn_[key_of(issuer, id)] = std::string(date);
}

namespace {

/// Adds a list, in place of its predecessors. Of two that are as new as each other both are kept: a
/// signer who says two things has withdrawn what either names.
template <class Lists, class List, class Succeed, class Older>
void add_newest(Lists& lists, List added, Succeed succeed, Older is_older) {
    const auto replaces = [&](const auto& one, const auto& other) {
        return succeed(one, other) && is_older(other, one);
    };
    if (std::ranges::any_of(lists, [&](const auto& known) { return replaces(known, added); }))
        return;
    std::erase_if(lists, [&](const auto& known) { return replaces(added, known); });
    lists.push_back(std::move(added));
}

}  // namespace

void StatusList::add(SignedStatusList list, ListScope scope) {
    const auto is_older = [](const Scoped& one, const Scoped& other) {
        return one.list.header().sequence < other.list.header().sequence;
    };
    add_newest(signed_, Scoped{std::move(list), std::move(scope)}, succeed, is_older);
}

void StatusList::add(std::shared_ptr<const status::BitList> list) {
    using Shared = std::shared_ptr<const status::BitList>;
    const auto succeed = [](const Shared& one, const Shared& other) {
        return one->url == other->url && one->issuer == other->issuer &&
               one->scope.signer == other->scope.signer && one->purposes == other->purposes;
    };
    const auto is_older = [](const Shared& one, const Shared& other) {
        return one->issued < other->issued;
    };
    add_newest(bits_, std::move(list), succeed, is_older);
}

void StatusList::merge(const StatusList& other) {
    covered_.insert(other.covered_.begin(), other.covered_.end());
    withdrawn_.insert(other.withdrawn_.begin(), other.withdrawn_.end());
    for (const Scoped& one : other.signed_) add(one.list, one.scope);
    for (const auto& one : other.bits_) add(one);
    for (const auto& one : other.cards_) add(one);
    for (const auto& one : other.hashes_) add(one);
    for (const auto& one : other.slices_) add(one);
    demanded_.insert(other.demanded_.begin(), other.demanded_.end());
    grace_ = std::max(grace_, other.grace_);
}

const std::string* StatusList::find(std::string_view issuer, std::string_view id) const {
    if (withdrawn_.empty()) return nullptr;
    const auto entry = withdrawn_.find(key_of(issuer, id));
    return entry == withdrawn_.end() ? nullptr : &entry->second;
}

}  // namespace vaxcert

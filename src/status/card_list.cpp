// SPDX-License-Identifier: Apache-2.0
#include "status/card_list.hpp"

#include <charconv>

#include <vaxcert/status_list.hpp>

#include "json/parse.hpp"

namespace vaxcert {
namespace status {
namespace {

using json::Value;
using Kind = Value::Kind;

constexpr Reason bad = Reason::bad_status_list;
constexpr std::size_t longest_id = 24;

Error bad_list(std::string detail) {
    return {bad, std::move(detail)};
}

bool is_id(std::string_view text) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return !text.empty() && text.size() <= longest_id &&
           text.find_first_not_of(alphabet) == text.npos;
}

/// The seconds behind the dot of an entry.
std::optional<Time> time_in(std::string_view text) {
    constexpr std::int64_t last = 253402300799;
    std::int64_t seconds = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0 || seconds > last)
        return {};
    return Time(std::chrono::seconds(seconds));
}

Result<Done> add_entry(std::string_view entry, CardList& list) {
    const std::size_t dot = entry.find('.');
    const std::string_view id = entry.substr(0, dot);
    const std::string where = "entry " + std::to_string(list.ids.size() + 1) + " of the card list ";
    if (!is_id(id)) return bad_list(where + "is no id of 1 to 24 characters of base64url");
    std::optional<Time> before;
    if (dot != entry.npos) {
        before = time_in(entry.substr(dot + 1));
        if (!before) return bad_list(where + "has a time that is no number of seconds");
    }
    if (!list.ids.emplace(id, before).second) return bad_list(where + "is there twice");
    return Done{};
}

}  // namespace

bool CardList::withdraws(const std::string& id, const std::optional<Time>& issued_at) const {
    const auto entry = ids.find(id);
    if (entry == ids.end()) return false;
    // A card that does not say when it was issued was issued before.
    return !entry->second || !issued_at || *issued_at < *entry->second;
}

Result<CardList> read_card_list(std::string_view issuer, const Value& value) {
    const auto kid = json::member_at(value, "kid", Kind::string, bad);
    if (!kid) return kid.error();
    const auto method = json::member_at(value, "method", Kind::string, bad);
    if (!method) return method.error();
    const Value* counter = value.find("ctr");
    const auto number = counter ? json::counter_in(*counter) : std::nullopt;
    if (!number) return bad_list("the card list has no ctr that is a whole number");
    const auto ids = json::member_at(value, "rids", Kind::array, bad);
    if (!ids) return ids.error();
    if (issuer.empty()) return bad_list("the issuer of the card list is not said");
    if ((*method)->string() != "rid" && (*method)->string() != "hash-fhir")
        return bad_list("the method of a card list is rid or hash-fhir");

    CardList list{.signer = std::string(issuer) + '#' + (*kid)->string(),
                  .method = (*method)->string(),
                  .number = *number};
    for (const Value& entry : (*ids)->array()) {
        if (!entry.is_string()) return bad_list("an entry of the card list is no text");
        if (const auto added = add_entry(entry.string(), list); !added) return added.error();
    }
    return list;
}

Result<std::vector<CardList>> read_card_lists(const Value& lists) {
    if (!lists.is_array()) return bad_list("\"card_lists\" should be an array");
    std::vector<CardList> read;
    for (const Value& each : lists.array()) {
        const auto issuer = json::member_at(each, "issuer", Kind::string, bad);
        if (!issuer) return issuer.error();
        const auto list = json::member_at(each, "list", Kind::object, bad);
        if (!list) return list.error();
        auto one = read_card_list((*issuer)->string(), **list);
        if (!one)
            return bad_list("card list " + std::to_string(read.size() + 1) + ": " +
                            one.error().detail);
        read.push_back(*std::move(one));
    }
    return read;
}

}  // namespace status

Result<StatusList> StatusList::parse_card_list(std::string_view issuer, std::string_view json) {
    const auto value = json::parse(json, Budget::for_trusted_data());
    if (!value) return Error{status::bad, "the card list is not JSON: " + value.error().detail};
    auto list = status::read_card_list(issuer, *value);
    if (!list) return list.error();
    StatusList all;
    all.add(std::make_shared<const status::CardList>(*std::move(list)));
    return all;
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/status_list.hpp>

#include "json/parse.hpp"

namespace vaxcert {
namespace {

using Kind = json::Value::Kind;

std::string key_of(std::string_view issuer, std::string_view id) {
    return std::string(issuer) + '\n' + std::string(id);
}

}  // namespace

Result<StatusList> StatusList::parse(std::string_view text) {
    constexpr Reason bad = Reason::bad_status_list;
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return Error{bad, "the status list is not JSON: " + value.error().detail};
    const auto issuer = json::member_at(*value, "issuer", Kind::string, bad);
    if (!issuer) return issuer.error();
    const auto withdrawn = json::member_at(*value, "withdrawn", Kind::array, bad);
    if (!withdrawn) return withdrawn.error();

    StatusList list;
    list.covered_.insert((*issuer)->string());
    for (const json::Value& entry : (*withdrawn)->array()) {
        const auto id = json::member_at(entry, "id", Kind::string, bad);
        if (!id) return id.error();
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

void StatusList::merge(const StatusList& other) {
    covered_.insert(other.covered_.begin(), other.covered_.end());
    withdrawn_.insert(other.withdrawn_.begin(), other.withdrawn_.end());
}

const std::string* StatusList::find(std::string_view issuer, std::string_view id) const {
    if (withdrawn_.empty()) return nullptr;
    const auto entry = withdrawn_.find(key_of(issuer, id));
    return entry == withdrawn_.end() ? nullptr : &entry->second;
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
#include "record/members.hpp"

#include <algorithm>
#include <cmath>

namespace vaxcert::record {

using json::Value;

namespace {

/// The digits of a whole number, however it was written; of any other number its own text, which
/// no reader takes for a whole number.
std::string text_of_number(const json::Number& number) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (std::trunc(number.value) == number.value && std::abs(number.value) < exact)
        return std::to_string(static_cast<long long>(number.value));
    return number.text;
}

}  // namespace

Members::Members(const Value& object, Null null, std::optional<Error>& fault)
    : Members(&object, null, &fault, {}) {}

Members::Members(const Value* object, Null null, std::optional<Error>* fault, std::string path)
    : object_(object), null_(null), fault_(fault), path_(std::move(path)) {
    if (object_ && !object_->is_object()) {
        const std::string what = path_.empty() ? "the record" : path_.substr(0, path_.size() - 1);
        if (!*fault_)
            *fault_ = Error{Reason::record_invalid,
                            what + ": an object was expected, not " + name(object_->kind())};
        object_ = nullptr;
    }
    if (object_) taken_.resize(object_->object().size());
}

bool Members::has(const char* name) const {
    const Value* value = object_ ? object_->find(name) : nullptr;
    return value && !(value->is_null() && null_ == Null::is_absent);
}

void Members::complain(const char* name, const Complaint& complaint) {
    if (!*fault_) *fault_ = Error{complaint.reason, path_ + name + ": " + complaint.expected};
}

const Value* Members::take(const char* name, Need need) {
    if (!object_ || *fault_) return nullptr;
    const auto& members = object_->object();
    const auto at = std::ranges::find(members, std::string_view(name), &json::Member::name);
    if (at == members.end()) {
        if (need != Need::optional)
            complain(name, {Reason::member_missing, "this member is required"});
        return nullptr;
    }
    taken_[static_cast<std::size_t>(at - members.begin())] = true;
    if (!at->value.is_null() || null_ == Null::is_a_fault) return &at->value;
    if (need == Need::required)
        complain(name, {Reason::member_missing, "this member is required, and is null"});
    return nullptr;
}

std::optional<std::string> Members::text_of(const char* name, Need need, As as) {
    const Value* value = take(name, need);
    if (!value) return {};
    if (value->is_number() && as != As::text) return text_of_number(value->number());
    if (!value->is_string() || as == As::number) {
        const char* expected = as == As::number ? "a number was expected"
                               : as == As::text ? "a text was expected"
                                                : "a text or a number was expected";
        complain(name, {Reason::record_invalid, expected});
        return {};
    }
    if (!blank(value->string())) return value->string();
    if (need == Need::required)
        complain(name, {Reason::member_missing, "this member is required, and is empty"});
    return {};
}

void Members::ignore(const char* name) {
    take(name, Need::optional);
}

Members Members::inside(const char* name, Need need) {
    return {take(name, need), null_, fault_, path_ + name + "."};
}

std::vector<Members> Members::each(const char* name) {
    std::vector<Members> all;
    const Value* value = take(name, Need::optional);
    if (!value) return all;
    if (!value->is_array()) {
        complain(name, {Reason::record_invalid, "an array was expected"});
        return all;
    }
    for (const Value& element : value->array())
        all.push_back(
            {&element, null_, fault_, path_ + name + "[" + std::to_string(all.size()) + "]."});
    return all;
}

void Members::end() {
    if (!object_ || *fault_) return;
    const auto untaken = std::ranges::find(taken_, false);
    if (untaken == taken_.end()) return;
    const auto index = static_cast<std::size_t>(untaken - taken_.begin());
    *fault_ = Error{Reason::unknown_member, path_ + printable_name(object_->object()[index].name) +
                                                ": there is no such member in this notation"};
}

}  // namespace vaxcert::record

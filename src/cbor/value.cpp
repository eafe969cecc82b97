// SPDX-License-Identifier: Apache-2.0
#include "cbor/value.hpp"

#include <bit>
#include <limits>

namespace vaxcert::cbor {

Value::Value() = default;
Value::Value(std::int64_t number)
    : data_(number < 0 ? Integer{true, static_cast<std::uint64_t>(-1 - number)}
                       : Integer{false, static_cast<std::uint64_t>(number)}) {}
Value::Value(int number) : Value(std::int64_t{number}) {}
Value::Value(Integer number) : data_(number) {}
Value::Value(bool boolean) : data_(boolean) {}
Value::Value(double number) : data_(number) {}
Value::Value(Simple simple) : data_(simple) {}
Value::Value(Bytes bytes) : data_(std::move(bytes)) {}
Value::Value(std::string text) : data_(std::move(text)) {}
Value::Value(std::string_view text) : data_(std::string(text)) {}
Value::Value(const char* text) : data_(std::string(text)) {}
Value::Value(Array array) : data_(std::move(array)) {}
Value::Value(Map map) : data_(std::move(map)) {}
Value::Value(Tagged tagged) : data_(std::move(tagged)) {}
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

bool Tagged::operator==(const Tagged& other) const {
    return tag == other.tag && item == other.item;
}

bool Value::is_undefined() const noexcept {
    return simple() && simple()->number == 23;
}

std::optional<std::int64_t> Value::integer() const noexcept {
    const Integer* number = big_integer();
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!number || number->value > most) return {};
    const auto value = static_cast<std::int64_t>(number->value);
    return number->negative ? -1 - value : value;
}

const Value* Value::find(std::int64_t key) const noexcept {
    if (const Map* members = map())
        for (const auto& [name, value] : *members)
            if (name.integer() == key) return &value;
    return nullptr;
}

const Value* Value::find(std::string_view key) const noexcept {
    if (const Map* members = map())
        for (const auto& [name, value] : *members)
            if (const std::string* text = name.text(); text && *text == key) return &value;
    return nullptr;
}

bool Value::operator==(const Value& other) const noexcept {
    const double* a = floating();
    const double* b = other.floating();
    if (a && b) return std::bit_cast<std::uint64_t>(*a) == std::bit_cast<std::uint64_t>(*b);
    return data_ == other.data_;
}

const char* kind_name(const Value& value) noexcept {
    if (value.is_null()) return "null";
    if (value.big_integer()) return "a whole number";
    if (value.boolean()) return "true or false";
    if (value.floating()) return "a float";
    if (value.bytes()) return "a byte string";
    if (value.text()) return "a text";
    if (value.array()) return "an array";
    if (value.map()) return "a map";
    if (value.tagged()) return "a tagged item";
    return "a simple value";
}

}  // namespace vaxcert::cbor

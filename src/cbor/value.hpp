// SPDX-License-Identifier: Apache-2.0
// A CBOR data item (RFC 8949): what signed CBOR holds, whichever way it was spelled.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <vaxcert/bytes.hpp>

namespace vaxcert::cbor {

class Value;

/// A whole number from -2^64 to 2^64 - 1, as CBOR splits it: `value`, or -1 - `value`.
struct Integer {
    bool negative = false;
    std::uint64_t value = 0;

    bool operator==(const Integer&) const = default;
};

/// `undefined` (23) or a simple value without a meaning of its own.
struct Simple {
    std::uint8_t number = 23;

    bool operator==(const Simple&) const = default;
};

using Array = std::vector<Value>;

/// Keys and values in the order in which they stand. No key is there twice.
using Map = std::vector<std::pair<Value, Value>>;

/// A tag and the item it is on: a vector of one.
struct Tagged {
    std::uint64_t tag = 0;
    std::vector<Value> item;

    bool operator==(const Tagged& other) const;
};

class Value {
  public:
    Value();  ///< null
    Value(std::int64_t number);
    Value(int number);
    Value(Integer number);
    Value(bool boolean);
    Value(double number);
    Value(Simple simple);
    Value(Bytes bytes);
    Value(std::string text);
    Value(std::string_view text);
    Value(const char* text);
    Value(Array array);
    Value(Map map);
    Value(Tagged tagged);
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    ~Value();

    bool is_null() const noexcept { return std::holds_alternative<std::monostate>(data_); }
    bool is_undefined() const noexcept;

    /// Each is the item, or nullptr if it is of another kind.
    const Integer* big_integer() const noexcept { return std::get_if<Integer>(&data_); }
    const bool* boolean() const noexcept { return std::get_if<bool>(&data_); }
    const double* floating() const noexcept { return std::get_if<double>(&data_); }
    const Simple* simple() const noexcept { return std::get_if<Simple>(&data_); }
    const Bytes* bytes() const noexcept { return std::get_if<Bytes>(&data_); }
    const std::string* text() const noexcept { return std::get_if<std::string>(&data_); }
    const Array* array() const noexcept { return std::get_if<Array>(&data_); }
    const Map* map() const noexcept { return std::get_if<Map>(&data_); }
    const Tagged* tagged() const noexcept { return std::get_if<Tagged>(&data_); }

    /// A whole number that fits 64 bits with its sign.
    std::optional<std::int64_t> integer() const noexcept;

    /// The value of a key, or nullptr; also on an item that is no map.
    const Value* find(std::int64_t key) const noexcept;
    const Value* find(std::string_view key) const noexcept;

    /// Floats are equal bit by bit, so that NaN equals itself.
    bool operator==(const Value& other) const noexcept;

  private:
    std::variant<std::monostate, Integer, bool, double, Simple, Bytes, std::string, Array, Map,
                 Tagged>
        data_;
};

/// "a map", "a text": for error texts.
const char* kind_name(const Value& value) noexcept;

}  // namespace vaxcert::cbor

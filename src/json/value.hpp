// SPDX-License-Identifier: Apache-2.0
// A JSON value as the strict door lets it in: members keep their order, numbers keep their text.

#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vaxcert::json {

class Value;
struct Member;

/// A number, with its text where it came from one: JCS and xsd print from the double, typed fields
/// refuse what the double cannot hold.
struct Number {
    double value = 0;
    std::string text;  ///< as written; empty when made from a double

    bool operator==(const Number& other) const { return value == other.value; }
};

/// Member names are unique in an object made by parse().
using Array = std::vector<Value>;
using Object = std::vector<Member>;

class Value {
  public:
    enum class Kind : unsigned char { null, boolean, number, string, array, object };

    Value();
    Value(std::nullptr_t);
    Value(bool boolean);
    Value(int number);
    Value(double number);
    Value(Number number);
    Value(const char* text);
    Value(std::string_view text);
    Value(std::string text);
    Value(Array array);
    Value(Object object);
    Value(const Value&);
    Value(Value&&) noexcept;
    Value& operator=(const Value&);
    Value& operator=(Value&&) noexcept;
    ~Value();

    Kind kind() const noexcept { return static_cast<Kind>(data_.index()); }
    bool is_null() const noexcept { return kind() == Kind::null; }
    bool is_boolean() const noexcept { return kind() == Kind::boolean; }
    bool is_number() const noexcept { return kind() == Kind::number; }
    bool is_string() const noexcept { return kind() == Kind::string; }
    bool is_array() const noexcept { return kind() == Kind::array; }
    bool is_object() const noexcept { return kind() == Kind::object; }

    /// Each throws std::bad_variant_access on a value of another kind: a bug, not bad input.
    bool boolean() const { return std::get<bool>(data_); }
    const Number& number() const { return std::get<Number>(data_); }
    const std::string& string() const& { return std::get<std::string>(data_); }
    const Array& array() const& { return std::get<Array>(data_); }
    const Object& object() const& { return std::get<Object>(data_); }
    std::string& string() & { return std::get<std::string>(data_); }
    Array& array() & { return std::get<Array>(data_); }
    Object& object() & { return std::get<Object>(data_); }

    /// What is taken from a value that is about to go outlives it: `for (... : read().array())`.
    std::string string() &&;
    Array array() &&;
    Object object() &&;

    /// The member of that name, or nullptr; also on a value that is no object.
    const Value* find(std::string_view name) const noexcept;

    /// Becomes this text.
    void set_string(std::string_view text);

    /// Sets a member, in place or at the end.
    void set(std::string_view name, Value value);

    /// Removes a member, if it is there.
    void erase(std::string_view name);

    /// Objects are equal whatever the order of their members.
    bool operator==(const Value& other) const;

  private:
    std::variant<std::monostate, bool, Number, std::string, Array, Object> data_;
};

struct Member {
    std::string name;
    Value value;
};

// Here, because clang asks for the whole of Member wherever a Value is made or ended.
inline Value::Value() = default;
inline Value::Value(std::nullptr_t) {}
inline Value::Value(bool boolean) : data_(boolean) {}
inline Value::Value(int number) : data_(Number{static_cast<double>(number), {}}) {}
inline Value::Value(double number) : data_(Number{number, {}}) {}
inline Value::Value(Number number) : data_(std::move(number)) {}
inline Value::Value(const char* text) : data_(std::string(text)) {}
inline Value::Value(std::string_view text) : data_(std::string(text)) {}
inline Value::Value(std::string text) : data_(std::move(text)) {}
inline Value::Value(Array array) : data_(std::move(array)) {}
inline Value::Value(Object object) : data_(std::move(object)) {}
inline Value::Value(const Value&) = default;
inline Value::Value(Value&&) noexcept = default;
inline Value& Value::operator=(const Value&) = default;
inline Value& Value::operator=(Value&&) noexcept = default;
inline Value::~Value() = default;
inline std::string Value::string() && {
    return std::get<std::string>(std::move(data_));
}
inline Array Value::array() && {
    return std::get<Array>(std::move(data_));
}
inline Object Value::object() && {
    return std::get<Object>(std::move(data_));
}
inline void Value::set_string(std::string_view text) {
    data_.emplace<std::string>(text);
}

/// "string", "array" ...: for error texts.
const char* name(Value::Kind kind) noexcept;

}  // namespace vaxcert::json

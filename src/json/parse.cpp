// SPDX-License-Identifier: Apache-2.0
// nlohmann's parser judges the grammar. Strings, and whatever else readers disagree about, are
// read here before it sees them: it is shown every string as "".

#include "json/parse.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <system_error>

#include <nlohmann/json.hpp>

#include "json/source.hpp"

namespace vaxcert::json {
namespace {

/// What nlohmann's parser reads from: every byte of a Source once, in order.
class Iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    explicit Iterator(Source* source) : source_(source) {}

    char operator*() const { return source_->show(); }
    Iterator& operator++() {
        source_->advance();
        return *this;
    }
    Iterator operator++(int) {
        const Iterator before = *this;
        ++*this;
        return before;
    }

    /// Only ever asked of an iterator and the end, which has no source.
    bool operator==(const Iterator& end) const {
        return source_ == end.source_ || source_->ended();
    }

  private:
    Source* source_;
};

/// Takes what nlohmann's parser recognizes and makes Values of it. Its function names and types
/// are those that parser calls.
class Builder {
  public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    Builder(Source& source, const Budget& budget) : source_(source), budget_(budget) {}

    Value& root() { return root_; }

    bool null() { return place() != nullptr; }
    bool boolean(bool value);
    bool number_integer(number_integer_t) { return number(); }
    bool number_unsigned(number_unsigned_t) { return number(); }
    bool number_float(number_float_t, const string_t&) { return number(); }
    bool string(string_t&);
    bool binary(binary_t&) { return false; }  // JSON has none

    bool start_object(std::size_t) { return open(Value(Object())); }
    bool start_array(std::size_t) { return open(Value(Array())); }
    bool end_array() {
        open_.pop_back();
        return true;
    }

    bool key(string_t&);
    bool end_object();
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& why);

  private:
    /// Where the next value goes, or nullptr if it is one too many.
    Value* place();
    bool number();
    bool open(Value container);
    bool refuse_twice();

    Source& source_;
    const Budget& budget_;
    Value root_;
    std::size_t values_ = 0;

    /// The containers around the next value, outermost first. Each but the last is not added to
    /// before the ones inside it are closed, so none of them moves.
    std::vector<Value*> open_;
};

/// Up to so many members a new name is compared with each; in a larger object all are sorted.
constexpr std::size_t few_members = 16;

Value* Builder::place() {
    if (++values_ > budget_.json_values) {
        source_.refuse(limit_exceeded("JSON values", values_, budget_.json_values));
        return nullptr;
    }
    if (open_.empty()) return &root_;
    Value& around = *open_.back();
    return around.is_array() ? &around.array().emplace_back() : &around.object().back().value;
}

bool Builder::boolean(bool value) {
    Value* place = this->place();
    if (place) *place = value;
    return place != nullptr;
}

bool Builder::string(string_t&) {
    Value* place = this->place();
    if (place) place->set_string(source_.string());
    return place != nullptr;
}

bool Builder::number() {
    Value* place = this->place();
    if (!place) return false;
    const std::string_view text = source_.number();
    Number number{0, std::string(text)};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
    // What is too small for a double is 0 to every reader; what is too large was refused before.
    if (error == std::errc::result_out_of_range) number.value = 0;
    *place = std::move(number);
    return true;
}

bool Builder::open(Value container) {
    if (open_.size() == budget_.json_depth) {
        source_.refuse(limit_exceeded("JSON nesting", open_.size() + 1, budget_.json_depth));
        return false;
    }
    Value* place = this->place();
    if (!place) return false;
    *place = std::move(container);
    open_.push_back(place);
    return true;
}

bool Builder::key(string_t&) {
    Object& members = open_.back()->object();
    const std::string_view name = source_.string();
    if (members.size() < few_members &&
        std::ranges::find(members, name, &Member::name) != members.end())
        return refuse_twice();
    if (members.empty()) members.reserve(8);
    members.emplace_back().name = name;
    return true;
}

bool Builder::end_object() {
    const Object& members = open_.back()->object();
    open_.pop_back();
    if (members.size() <= few_members) return true;

    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const Member& member : members) names.push_back(member.name);
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) == names.end() || refuse_twice();
}

bool Builder::refuse_twice() {
    source_.refuse(
        {Reason::duplicate_member, "a member name stands twice in the JSON object around byte " +
                                       std::to_string(source_.position())});
    return false;
}

bool Builder::parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& why) {
    constexpr int number_out_of_range = 406;
    source_.refuse_here(why.id == number_out_of_range ? "the number is beyond a double"
                                                      : "this is not JSON");
    return false;
}

}  // namespace

Result<Value> parse(std::string_view text, const Budget& budget) {
    Source source(text, budget);
    Builder builder(source, budget);
    const bool good = nlohmann::json::sax_parse(Iterator(&source), Iterator(nullptr), &builder);
    if (source.refusal()) return *source.refusal();
    if (!good) return Error{Reason::internal, "the JSON reader stopped without a reason"};
    return std::move(builder.root());
}

Result<const Value*> member_at(const Value& object, std::string_view name, Value::Kind kind,
                               Reason reason) {
    if (!object.is_object())
        return Error{reason, std::string("an object was expected, and a ") +
                                 json::name(object.kind()) + " was found"};
    const Value* member = object.find(name);
    if (!member) return Error{reason, "the member \"" + std::string(name) + "\" is missing"};
    if (member->kind() != kind)
        return Error{reason, "the member \"" + std::string(name) + "\" must be of the kind " +
                                 json::name(kind) + ", and is of the kind " +
                                 json::name(member->kind())};
    return member;
}

std::optional<std::uint64_t> counter_in(const Value& value) {
    constexpr double most = 9007199254740992;
    if (value.is_number()) {
        const double number = value.number().value;
        if (!(number >= 0 && number <= most) || number != std::floor(number)) return {};
        return static_cast<std::uint64_t>(number);
    }
    if (!value.is_string()) return {};
    const std::string& text = value.string();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && static_cast<double>(number) <= most ? std::optional(number) : std::nullopt;
}

}  // namespace vaxcert::json

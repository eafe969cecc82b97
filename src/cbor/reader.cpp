// SPDX-License-Identifier: Apache-2.0
#include "cbor/reader.hpp"

#include <limits>

#include "base/utf8.hpp"

namespace vaxcert::cbor {
namespace {

constexpr std::uint8_t true_byte = 0xf5;

}  // namespace

void Reader::refuse(std::string what) {
    if (ok()) problem_ = std::move(what) + ", at byte " + std::to_string(at_);
}

std::uint64_t Reader::head(unsigned major, const char* expected) {
    if (!ok()) return 0;
    if (at_ >= bytes_.size() || bytes_[at_] >> 5 != major) {
        refuse(std::string("there should be ") + expected);
        return 0;
    }
    const unsigned info = bytes_[at_] & 31U;
    if (info < 24) {
        ++at_;
        return info;
    }
    const std::size_t size = info < 28 ? std::size_t{1} << (info - 24) : 0;
    if (size == 0 || bytes_.size() - at_ - 1 < size) {
        refuse("a length is indefinite, reserved or cut off");
        return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 1; i <= size; ++i) value = value << 8 | bytes_[at_ + i];
    const std::uint64_t least = size == 1 ? 24 : std::uint64_t{1} << (4 * size);
    if (value < least) {
        refuse("a number is longer than it need be");
        return 0;
    }
    at_ += 1 + size;
    return value;
}

std::uint64_t Reader::count(unsigned major) {
    const std::uint64_t members = head(major, major == 4 ? "an array" : "a map");
    // Every member is at least a byte.
    if (members <= bytes_.size() - at_) return members;
    refuse("there are fewer members than were announced");
    return 0;
}

std::uint64_t Reader::number() {
    return head(0, "a number that is not negative");
}

std::int64_t Reader::integer() {
    const bool negative = ok() && at_ < bytes_.size() && bytes_[at_] >> 5 == 1;
    const std::uint64_t value = head(negative ? 1 : 0, "a whole number");
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        refuse("a number does not fit 64 bits");
        return 0;
    }
    const auto number = static_cast<std::int64_t>(value);
    return negative ? -1 - number : number;
}

ByteView Reader::string(unsigned major, const char* expected) {
    const std::uint64_t size = head(major, expected);
    if (size > bytes_.size() - at_) refuse("a string is cut off");
    if (!ok()) return {};
    const ByteView content = bytes_.subspan(at_, static_cast<std::size_t>(size));
    at_ += content.size();
    return content;
}

std::string_view Reader::text() {
    const std::string_view content = as_text(string(3, "a text"));
    if (first_bad_utf8(content) == content.npos) return content;
    refuse("a text is not UTF-8");
    return {};
}

ByteView Reader::bytes() {
    return string(2, "a byte string");
}

bool Reader::is_true_next() const noexcept {
    return ok() && at_ < bytes_.size() && bytes_[at_] == true_byte;
}

void Reader::expect_true() {
    if (is_true_next())
        ++at_;
    else
        refuse("there should be true");
}

std::uint64_t Reader::key(std::optional<std::uint64_t>& previous) {
    const std::uint64_t key = number();
    if (ok() && previous && key <= *previous) refuse("the keys of a map do not rise");
    previous = key;
    return ok() ? key : 0;
}

Result<Done> Reader::done() {
    if (ok() && at_ != bytes_.size()) refuse("there is something after the item");
    if (ok()) return Done{};
    return Error{Reason::bad_cbor, problem_};
}

}  // namespace vaxcert::cbor

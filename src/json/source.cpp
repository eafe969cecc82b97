// SPDX-License-Identifier: Apache-2.0
#include "json/source.hpp"

#include <utility>

#include "base/utf8.hpp"
#include "json/plain.hpp"

namespace vaxcert::json {
namespace {

/// The value of the four hex digits at `at`, or -1.
int four_hex_digits(std::string_view text, std::size_t at) noexcept {
    if (text.size() - at < 4) return -1;
    int value = 0;
    for (const char c : text.substr(at, 4)) {
        int digit = 0;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        else
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// What a backslash and this character stand for, or 0.
char simple_escape(char c) noexcept {
    switch (c) {
        case '"':
        case '\\':
        case '/':
            return c;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return 0;
    }
}

}  // namespace

Source::Source(std::string_view text, const Budget& budget) : text_(text), budget_(budget) {
    if (text_.starts_with("\xef\xbb\xbf")) refuse_at(0, "a byte order mark");
}

char Source::show() {
    const char c = text_[position_];
    next_ = position_ + 1;
    if (c == '"') {
        inside_string_ = !inside_string_;
        if (inside_string_) read_string();
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        if (position_ >= number_end_) begin_number();
    } else if (c == '\0') {
        // To the parser a NUL would be the end, and what follows would go unread.
        refuse_at(position_, "NUL");
    }
    return c;
}

void Source::begin_number() {
    number_end_ = text_.find_first_not_of("+-.0123456789Ee", position_);
    number_ = text_.substr(position_, number_end_ - position_);
    number_end_ = position_ + number_.size();
    if (number_.size() > budget_.json_number_bytes)
        refuse(limit_exceeded("characters of a JSON number", number_.size(),
                              budget_.json_number_bytes));
}

void Source::read_string() {
    const std::size_t begin = position_ + 1;
    std::size_t at = skip_plain(text_, begin);
    std::size_t copied = begin;  // what stands before it is in unescaped_
    unescaped_.clear();
    for (; at < text_.size() && text_[at] != '"'; at = skip_plain(text_, at)) {
        const auto byte = static_cast<unsigned char>(text_[at]);
        if (byte >= 0x80) {
            const std::size_t length = utf8_length(text_, at);
            if (length == 0)
                return refuse({Reason::bad_utf8,
                               "byte " + std::to_string(at) + " of the JSON text is not UTF-8"});
            at += length;
        } else if (byte == '\\') {
            unescaped_.append(text_, copied, at - copied);
            if (!read_escape(at)) return;
            copied = at;
        } else {
            return refuse_at(at, "a control character in a string");
        }
    }
    if (at >= text_.size()) return refuse_at(at, "the text ends inside a string");

    if (copied == begin) {
        string_ = text_.substr(begin, at - begin);
    } else {
        unescaped_.append(text_, copied, at - copied);
        string_ = unescaped_;
    }
    if (string_.size() > budget_.json_string_bytes)
        refuse(limit_exceeded("bytes of a JSON string", string_.size(), budget_.json_string_bytes));
    next_ = at;
}

bool Source::read_escape(std::size_t& at) {
    const std::size_t backslash = at++;
    if (at < text_.size() && text_[at] == 'u') {
        const int unit = four_hex_digits(text_, ++at);
        if (unit < 0) {
            refuse_at(backslash, "an escape without four hex digits");
            return false;
        }
        at += 4;
        auto code_point = static_cast<char32_t>(unit);
        if (unit >= 0xd800 && unit <= 0xdfff) {
            // A surrogate means something only as the first of a pair.
            const bool pair = unit < 0xdc00 && text_.substr(at).starts_with("\\u");
            const int second = pair ? four_hex_digits(text_, at + 2) : -1;
            if (second < 0xdc00 || second > 0xdfff) {
                refuse_at(backslash, "a lone surrogate");
                return false;
            }
            at += 6;
            code_point = 0x10000 + (static_cast<char32_t>(unit - 0xd800) << 10 |
                                    static_cast<char32_t>(second - 0xdc00));
        }
        append_utf8(code_point, unescaped_);
        return true;
    }
    const char meant = at < text_.size() ? simple_escape(text_[at]) : '\0';
    if (!meant) {
        refuse_at(backslash, "an escape that JSON does not have");
        return false;
    }
    ++at;
    unescaped_ += meant;
    return true;
}

void Source::refuse(Error why) {
    if (!refusal_) refusal_ = std::move(why);
}

void Source::refuse_here(const char* what) {
    refuse_at(position_, what);
}

void Source::refuse_at(std::size_t at, const char* what) {
    refuse({Reason::bad_json, "JSON text, byte " + std::to_string(at) + ": " + what});
}

}  // namespace vaxcert::json

// SPDX-License-Identifier: Apache-2.0
#include "jsonld/iri.hpp"

#include <algorithm>

namespace vaxcert::jsonld {
namespace {

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

constexpr bool may_follow_in_scheme(char c, Profile profile) {
    // jsonld.js 2.0.2 wrote [+-.] for these three, a range that also holds the comma.
    return is_letter_or_digit(c) || c == '+' || c == '-' || c == '.' ||
           (c == ',' && profile == Profile::jsonld_js_2);
}

/// The length of the scheme, or 0 where there is none.
std::size_t scheme_length(std::string_view text, Profile profile) noexcept {
    if (text.empty() || !is_letter(text[0])) return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == ':') return i;
        if (!may_follow_in_scheme(text[i], profile)) return 0;
    }
    return 0;
}

constexpr bool is_forbidden_in_iri(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f || c == '<' || c == '>' || c == '"' || c == '{' ||
           c == '}' || c == '|' || c == '^' || c == '\\' || c == '`';
}

constexpr bool is_white_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The five parts of RFC 3986 section 3. A part that is absent differs from one that is empty.
struct Parts {
    std::string_view scheme, authority, path, query, fragment;
    bool has_scheme = false, has_authority = false, has_query = false, has_fragment = false;
};

Parts split(std::string_view text) {
    Parts parts;
    if (const std::size_t length = scheme_length(text, Profile::standard)) {
        parts.has_scheme = true;
        parts.scheme = text.substr(0, length);
        text.remove_prefix(length + 1);
    }
    if (const std::size_t hash = text.find('#'); hash != text.npos) {
        parts.has_fragment = true;
        parts.fragment = text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    if (const std::size_t mark = text.find('?'); mark != text.npos) {
        parts.has_query = true;
        parts.query = text.substr(mark + 1);
        text = text.substr(0, mark);
    }
    if (text.starts_with("//")) {
        parts.has_authority = true;
        text.remove_prefix(2);
        const std::size_t slash = std::min(text.find('/'), text.size());
        parts.authority = text.substr(0, slash);
        text.remove_prefix(slash);
    }
    parts.path = text;
    return parts;
}

/// RFC 3986 section 5.2.4.
std::string without_dot_segments(std::string_view input) {
    std::string output;
    const auto drop_last_segment = [&] {
        const std::size_t slash = output.rfind('/');
        output.resize(slash == output.npos ? 0 : slash);
    };
    while (!input.empty()) {
        if (input.starts_with("../")) {
            input.remove_prefix(3);
        } else if (input.starts_with("./") || input.starts_with("/./")) {
            input.remove_prefix(2);
        } else if (input == "/.") {
            input = "/";
        } else if (input.starts_with("/../")) {
            input.remove_prefix(3);
            drop_last_segment();
        } else if (input == "/..") {
            input = "/";
            drop_last_segment();
        } else if (input == "." || input == "..") {
            input = {};
        } else {
            const std::size_t end = std::min(input.find('/', 1), input.size());
            output += input.substr(0, end);
            input.remove_prefix(end);
        }
    }
    return output;
}

std::string merged_path(const Parts& base, std::string_view path) {
    if (base.has_authority && base.path.empty()) return "/" + std::string(path);
    const std::size_t slash = base.path.rfind('/');
    return std::string(base.path.substr(0, slash == base.path.npos ? 0 : slash + 1)) +
           std::string(path);
}

}  // namespace

bool is_absolute(std::string_view text, Profile profile) noexcept {
    const bool begins_well = is_blank(text) || scheme_length(text, profile) > 0;
    if (profile == Profile::jsonld_js_2) return begins_well;
    return begins_well && std::ranges::none_of(text, is_white_space);
}

bool is_well_formed_iri(std::string_view iri) noexcept {
    return scheme_length(iri, Profile::standard) > 0 &&
           std::ranges::none_of(iri, is_forbidden_in_iri) && std::ranges::count(iri, '#') <= 1;
}

std::string resolve(std::string_view base, std::string_view reference) {
    const Parts from = split(base), to = split(reference);
    Parts result = to;
    std::string path;
    if (to.has_scheme || to.has_authority) {
        path = without_dot_segments(to.path);
    } else {
        result.has_authority = from.has_authority;
        result.authority = from.authority;
        if (to.path.empty()) {
            path = from.path;
            if (!to.has_query) {
                result.has_query = from.has_query;
                result.query = from.query;
            }
        } else {
            path = without_dot_segments(to.path.starts_with('/') ? std::string(to.path)
                                                                 : merged_path(from, to.path));
        }
    }
    if (!to.has_scheme) {
        result.has_scheme = from.has_scheme;
        result.scheme = from.scheme;
    }
    std::string text;
    if (result.has_scheme) text.append(result.scheme).append(":");
    if (result.has_authority) text.append("//").append(result.authority);
    text += path;
    if (result.has_query) text.append("?").append(result.query);
    if (result.has_fragment) text.append("#").append(result.fragment);
    return text;
}

}  // namespace vaxcert::jsonld

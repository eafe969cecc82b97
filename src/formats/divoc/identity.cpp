// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/identity.hpp"

#include <algorithm>
#include <array>

namespace vaxcert::divoc {
namespace {

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The scheme of a URL, in lower case, or nothing.
std::string scheme_of(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos || colon == 0 || !is_letter(text.front())) return {};
    std::string scheme;
    for (const char c : text.substr(0, colon)) {
        if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return {};
        scheme += lower(c);
    }
    return scheme;
}

/// Whether the WHATWG URL parser takes a text without a base, as far as identities need it: any
/// scheme, and a host where the scheme is one that has hosts.
bool is_url(std::string_view text) {
    const std::string scheme = scheme_of(text);
    if (scheme.empty()) return false;
    constexpr std::array<std::string_view, 5> with_host = {"http", "https", "ws", "wss", "ftp"};
    if (std::ranges::find(with_host, scheme) == with_host.end()) return true;
    std::string_view rest = text.substr(scheme.size() + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of("/\\"), rest.size()));
    const std::string_view host = rest.substr(0, rest.find_first_of("/\\?#"));
    return !host.empty() && host.find_first_of(" <>^|%") == host.npos;
}

bool is_rejected(std::string_view identity, const Settings& settings) {
    std::string capitals(identity);
    std::ranges::transform(capitals, capitals.begin(), upper);
    return identity.size() < settings.identity_min_length ||
           lists(settings.identity_reject, capitals);
}

/// "did:Aadhaar Card:1234" names the method "aadhaarcard".
std::string with_plain_method(std::string_view did) {
    const std::size_t begin = 4;
    const std::size_t end = std::min(did.find(':', begin), did.size());
    std::string plain(did.substr(0, begin));
    for (const char c : did.substr(begin, end - begin))
        if (c != ' ') plain += lower(c);
    return plain.append(did.substr(end));
}

/// What RFC 3987 has in no IRI becomes %XX; the rest stays.
std::string with_iri_characters_only(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view forbidden = "<>\"{}|^`\\ ";
    std::string iri;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte != 0x7f && forbidden.find(c) == forbidden.npos) {
            iri += c;
        } else {
            iri += '%';
            iri += digits[byte >> 4];
            iri += digits[byte & 0xf];
        }
    }
    return iri;
}

}  // namespace

Result<std::string> subject_id(std::string_view identity, std::string_view reference,
                               const Settings& settings) {
    if (identity.starts_with("did:")) return with_iri_characters_only(with_plain_method(identity));
    if (is_url(identity)) return with_iri_characters_only(identity);
    const std::string prefix = std::string(settings.identity_prefix) + ':';
    if (!is_rejected(identity, settings)) return prefix + with_iri_characters_only(identity);
    if (!reference.empty()) return prefix + with_iri_characters_only(reference);
    return Error{Reason::identity_rejected,
                 "the record has neither an identity that may be used nor a reference"};
}

}  // namespace vaxcert::divoc

// SPDX-License-Identifier: Apache-2.0
#include "crypto/pem.hpp"

#include <algorithm>
#include <optional>

#include "encoding/base64url.hpp"

namespace vaxcert::crypto {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ", end_mark = "-----END ", dashes = "-----";

Error bad_pem(const char* detail) {
    return {Reason::bad_key, detail};
}

struct Block {
    std::string_view label, body, rest;
};

/// The first block of a text that has a begin mark. RFC 7468 section 3: the marks stand on lines of
/// their own, and the label is in both.
Result<Block> first_block(std::string_view text) {
    const auto damaged = bad_pem("the PEM block is damaged");
    text.remove_prefix(text.find(begin_mark) + begin_mark.size());
    const std::size_t label_end = text.find(dashes);
    if (label_end == text.npos) return damaged;
    const std::string_view label = text.substr(0, label_end);
    text.remove_prefix(label_end + dashes.size());
    const std::string end = std::string(end_mark) + std::string(label) + std::string(dashes);
    const std::size_t body_end = text.find(end);
    if (body_end == text.npos) return damaged;
    return Block{label, text.substr(0, body_end), text.substr(body_end + end.size())};
}

/// The body's base64, in the other alphabet, without its line breaks.
Result<Secret> der_of(std::string_view body) {
    Bytes text;
    text.reserve(body.size());  // so that growing leaves no copy of a key behind
    for (const char c : body) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
        if (c == ':') return bad_pem("the PEM block is encrypted; decrypt it first");
        if (c == '-' || c == '_') return bad_pem("the PEM block is damaged");
        text.push_back(static_cast<std::uint8_t>(c == '+' ? '-' : c == '/' ? '_' : c));
    }
    const Secret wiped(std::move(text));
    if (wiped.reveal().size() % 4 != 0) return bad_pem("the PEM block is damaged");
    auto der = encoding::from_base64url_padded_or_not(as_text(wiped.reveal()));
    if (!der) return bad_pem("the PEM block is damaged");
    return Secret(*std::move(der));
}

}  // namespace

std::vector<std::string_view> pem_blocks(std::string_view text) {
    constexpr std::string_view begin = "-----BEGIN ";
    std::vector<std::string_view> blocks;
    std::size_t at = text.find(begin);
    if (at == text.npos) return {text};
    while (at != text.npos) {
        const std::size_t next = text.find(begin, at + 1);
        blocks.push_back(text.substr(at, next == text.npos ? next : next - at));
        at = next;
    }
    return blocks;
}

bool looks_like_pem(std::string_view text) noexcept {
    return text.find(begin_mark) != text.npos;
}

Result<Pem> parse_pem(std::string_view text,
                      std::initializer_list<std::string_view> beside_the_point) {
    std::optional<Block> found;
    while (looks_like_pem(text)) {
        const auto block = first_block(text);
        if (!block) return block.error();
        text = block->rest;
        if (std::ranges::find(beside_the_point, block->label) != beside_the_point.end()) continue;
        if (found)
            return bad_pem("there is more than one PEM block, so which is meant is not clear");
        found = *block;
    }
    if (!found) return bad_pem("there is no PEM block");
    if (found->label == "ENCRYPTED PRIVATE KEY")
        return bad_pem("the PEM block is encrypted; decrypt it first");
    auto der = der_of(found->body);
    if (!der) return der.error();
    return Pem{std::string(found->label), *std::move(der)};
}

std::string to_pem(std::string_view label, ByteView der) {
    std::string body = encoding::to_base64url(der);
    std::ranges::replace(body, '-', '+');
    std::ranges::replace(body, '_', '/');
    const std::size_t padding = (4 - body.size() % 4) % 4;

    std::string text;
    text.reserve(body.size() + body.size() / 64 + 2 * label.size() + 64);
    text.append(begin_mark).append(label).append(dashes) += '\n';
    for (std::size_t i = 0; i < body.size(); i += 64) {
        text.append(body, i, 64);
        if (i + 64 >= body.size()) text.append(padding, '=');
        text += '\n';
    }
    text.append(end_mark).append(label).append(dashes) += '\n';
    wipe(body.data(), body.size());
    return text;
}

}  // namespace vaxcert::crypto

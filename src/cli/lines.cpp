// SPDX-License-Identifier: Apache-2.0
#include "cli/lines.hpp"

#include <array>

namespace vaxcert::cli {
namespace {

/// How a line begins that issue wrote.
constexpr std::string_view issued_line = "{\"row\":";

/// The value of a base64 digit, or -1.
int digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// The bytes of padded base64, or nothing.
std::optional<Bytes> from_base64(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) return {};
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    text.remove_suffix(padding);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : text) {
        const int value = digit(c);
        if (value < 0) return {};
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        bytes.push_back(static_cast<std::uint8_t>(bits >> held));
    }
    const bool rest = (bits & ((1U << held) - 1)) != 0;
    return rest ? std::nullopt : std::optional(std::move(bytes));
}

}  // namespace

bool begins_lines(std::string_view beginning) noexcept {
    if (beginning.starts_with(issued_line)) return true;
    if (!beginning.starts_with('{')) return false;
    const std::size_t line = beginning.find('\n');
    const std::size_t next = beginning.find_first_not_of("\r\n", line);
    return line != beginning.npos && next != beginning.npos && beginning[next] == '{';
}

Bytes payload_of_line(std::string_view line) {
    constexpr std::string_view member = ",\"payload\":\"";
    const std::size_t at = line.rfind(member);
    if (line.starts_with(issued_line) && at != line.npos && line.ends_with("\"}")) {
        const std::size_t first = at + member.size();
        if (auto payload = from_base64(line.substr(first, line.size() - 2 - first)))
            return *std::move(payload);
    }
    const ByteView bytes = as_bytes(line);
    return {bytes.begin(), bytes.end()};
}

}  // namespace vaxcert::cli

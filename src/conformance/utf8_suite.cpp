// SPDX-License-Identifier: Apache-2.0
// utf8tests: texts that are UTF-8, and bytes that are not.

#include <algorithm>

#include "base/utf8.hpp"
#include "conformance/suites.hpp"
#include "encoding/latin1.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

/// Takes what stands before the next `end` off the front of `text`.
std::string_view take_until(std::string_view& text, char end) {
    const std::size_t size = std::min(text.find(end), text.size());
    const std::string_view taken = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    return taken;
}

/// The bytes of "C2 A9", or nothing where other characters stand.
std::string from_spaced_hex(std::string_view text) {
    std::string bytes;
    unsigned value = 0;
    unsigned count = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        const std::size_t digit = std::string_view("0123456789abcdef").find(c | 0x20);
        if (digit == std::string_view::npos) return {};
        value = value * 16 + static_cast<unsigned>(digit);
        if (++count % 2 == 0) {
            bytes += static_cast<char>(value);
            value = 0;
        }
    }
    return bytes;
}

/// What each of our readers of UTF-8 makes of it, in one word if they agree.
std::string judged(const std::string& bytes) {
    const bool plain = first_bad_utf8(bytes) == std::string_view::npos;

    // JSON strings hold no control characters and no bare quotes, so those are asked about in
    // another way.
    bool ordinary = true;
    for (const char c : bytes)
        if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\') ordinary = false;
    const auto quoted = json::parse('"' + bytes + '"', Budget::for_one_certificate());
    const bool in_json = quoted ? quoted->string() == bytes : !ordinary && plain;

    // Whatever is UTF-8 may be wrapped once more and comes back.
    const auto back = encoding::from_utf8_of_latin1(encoding::to_utf8_of_latin1(as_bytes(bytes)));
    if (!back || as_text(*back) != bytes) return "changed by a round trip";
    if (plain != in_json) return plain ? "valid, but not in JSON" : "valid in JSON only";
    return plain ? "valid" : "invalid";
}

}  // namespace

void run_utf8(Run& run, const std::filesystem::path& folder) {
    const std::string file = read_file(folder / "utf8tests.txt");
    std::string_view rest = file;
    while (!rest.empty()) {
        std::string_view line = take_until(rest, '\n');
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        const std::string_view number = take_until(line, ':');
        std::string_view kind = take_until(line, ':');
        while (kind.starts_with(' ')) kind.remove_prefix(1);
        const std::string_view bytes = take_until(line, ':');
        run.expect(number, kind.starts_with("valid") ? "valid" : "invalid",
                   judged(kind.ends_with(" hex") ? from_spaced_hex(bytes) : std::string(bytes)));
    }
}

}  // namespace vaxcert::conformance

// SPDX-License-Identifier: Apache-2.0
// Lines of one dataset share long beginnings, which a comparison of whole lines reads again and
// again. So this sorts by eight bytes at a time, from the left, and goes on to the next eight only
// among lines that agree so far.

#include "rdf/sort_lines.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <vector>

namespace vaxcert::rdf {
namespace {

/// UTF-16 puts the characters beyond U+FFFF, whose UTF-8 begins with F0 to F4, before those from
/// U+E000 on, which begin with EE and EF. Nothing else differs, so this byte decides.
unsigned char rank(char c, LineOrder order) {
    const auto byte = static_cast<unsigned char>(c);
    if (order == LineOrder::code_points || byte < 0xEE) return byte;
    return static_cast<unsigned char>(byte < 0xF0 ? byte + 0x10 : byte - 2);
}

/// The ranks of the eight bytes from `depth` on, the first one weighing most; zeros behind the end.
std::uint64_t key_of(std::string_view text, std::size_t depth, LineOrder order) {
    std::array<char, 8> eight{};
    if (depth < text.size())
        std::memcpy(eight.data(), text.data() + depth,
                    std::min<std::size_t>(8, text.size() - depth));
    std::uint64_t key = 0;
    for (const char c : eight) key = key << 8 | rank(c, order);
    return key;
}

bool precedes(const SortedLine& a, const SortedLine& b, LineOrder order) {
    if (order == LineOrder::code_points) return a.text < b.text;
    return std::ranges::lexicographical_compare(
        a.text, b.text, [order](char x, char y) { return rank(x, order) < rank(y, order); });
}

struct KeyedLine {
    std::uint64_t key;
    SortedLine line;
};

/// Lines that agree in everything before `depth`.
void sort_from(std::span<KeyedLine> lines, std::size_t depth, LineOrder order) {
    const auto agree = [&](std::uint64_t key) {
        return std::ranges::all_of(lines, [key](const auto& line) { return line.key == key; });
    };
    const auto ended = [&](const KeyedLine& line) { return line.line.text.size() <= depth; };
    do {
        if (std::ranges::any_of(lines, ended)) {
            // Zeros behind an end could be taken for characters: only whole lines tell.
            std::ranges::sort(lines, [order](const KeyedLine& a, const KeyedLine& b) {
                return precedes(a.line, b.line, order);
            });
            return;
        }
        for (KeyedLine& line : lines) line.key = key_of(line.line.text, depth, order);
        depth += 8;
    } while (agree(lines.front().key));

    std::ranges::sort(lines, {}, &KeyedLine::key);
    for (auto first = lines.begin(); first != lines.end();) {
        const auto other = [&](const KeyedLine& line) { return line.key != first->key; };
        const auto last = std::find_if(first, lines.end(), other);
        if (last - first > 1) sort_from({first, last}, depth, order);
        first = last;
    }
}

}  // namespace

void sort_lines(std::span<SortedLine> lines, LineOrder order) {
    const auto before = [order](const SortedLine& a, const SortedLine& b) {
        return precedes(a, b, order);
    };
    if (std::ranges::is_sorted(lines, before)) return;

    std::vector<KeyedLine> keyed(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) keyed[i].line = lines[i];
    sort_from(keyed, 0, order);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = keyed[i].line;
}

}  // namespace vaxcert::rdf

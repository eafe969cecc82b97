// SPDX-License-Identifier: Apache-2.0
// Lines of one dataset share long beginnings, which a comparison of whole lines reads again and
// again. So this sorts by eight bytes at a time, from the left, and goes on to the next eight only
// among lines that agree so far.

#include "rdf/sort_lines.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <vector>

namespace vaxcert::rdf {
namespace {

/// UTF-16 puts the characters beyond U+FFFF, whose UTF-8 begins with F0 to F4, before those from
/// U+E000 on, which begin with EE and EF. Nothing else differs, so this byte decides.
template <LineOrder order>
unsigned char rank(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (order == LineOrder::code_points || byte < 0xEE) return byte;
    return static_cast<unsigned char>(byte < 0xF0 ? byte + 0x10 : byte - 2);
}

template <LineOrder order>
bool precedes(const SortedLine& a, const SortedLine& b) {
    if constexpr (order == LineOrder::code_points) return a.text < b.text;
    const auto less = [](char x, char y) { return rank<order>(x) < rank<order>(y); };
    return std::ranges::lexicographical_compare(a.text, b.text, less);
}

std::uint64_t eight_bytes(const char* at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, at, 8);
    return eight;
}

/// The ranks of eight bytes as a number, the first one weighing most.
template <LineOrder order>
std::uint64_t key_of(const char* at) {
    if constexpr (order == LineOrder::code_points && std::endian::native == std::endian::little)
        return __builtin_bswap64(eight_bytes(at));
    std::uint64_t key = 0;
    for (int i = 0; i < 8; ++i) key = key << 8 | rank<order>(at[i]);
    return key;
}

struct KeyedLine {
    std::uint64_t key = 0;
    SortedLine line;
};

template <class Line, class Less>
void insertion_sort(std::span<Line> lines, Less less) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (!less(lines[i], lines[i - 1])) continue;
        const Line line = lines[i];
        std::size_t hole = i;
        for (; hole > 0 && less(line, lines[hole - 1]); --hole) lines[hole] = lines[hole - 1];
        lines[hole] = line;
    }
}

/// Lines that agree in everything before `depth`, where `shortest` is the size of the shortest.
template <LineOrder order>
void sort_from(std::span<KeyedLine> lines, std::size_t depth, std::size_t shortest) {
    const auto agree = [&] {
        const std::uint64_t first = eight_bytes(lines.front().line.text.data() + depth);
        std::uint64_t differences = 0;
        for (const KeyedLine& line : lines)
            differences |= first ^ eight_bytes(line.line.text.data() + depth);
        return differences == 0;
    };
    while (depth + 8 <= shortest && agree()) depth += 8;
    if (depth + 8 > shortest) {
        // The last bytes are no full key, and few lines get here.
        std::ranges::sort(lines, precedes<order>, &KeyedLine::line);
        return;
    }
    for (KeyedLine& line : lines) line.key = key_of<order>(line.line.text.data() + depth);

    const auto less = [](const KeyedLine& a, const KeyedLine& b) { return a.key < b.key; };
    constexpr std::size_t few = 24;
    if (lines.size() <= few)
        insertion_sort(lines, less);
    else
        std::ranges::sort(lines, less);
    for (auto first = lines.begin(); first != lines.end();) {
        auto last = first + 1;
        std::size_t their_shortest = first->line.text.size();
        for (; last != lines.end() && last->key == first->key; ++last)
            their_shortest = std::min(their_shortest, last->line.text.size());
        if (last - first > 1) sort_from<order>({first, last}, depth + 8, their_shortest);
        first = last;
    }
}

template <LineOrder order>
void sort(std::span<SortedLine> lines, std::pmr::memory_resource& arena) {
    constexpr std::size_t few = 12;
    if (lines.size() <= few) return insertion_sort(lines, precedes<order>);
    if (std::ranges::is_sorted(lines, precedes<order>)) return;

    std::pmr::vector<KeyedLine> keyed(lines.size(), &arena);
    std::size_t shortest = lines.front().text.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        keyed[i].line = lines[i];
        shortest = std::min(shortest, lines[i].text.size());
    }
    sort_from<order>(keyed, 0, shortest);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = keyed[i].line;
}

}  // namespace

void sort_lines(std::span<SortedLine> lines, LineOrder order, std::pmr::memory_resource& arena) {
    if (order == LineOrder::code_points)
        sort<LineOrder::code_points>(lines, arena);
    else
        sort<LineOrder::utf16_code_units>(lines, arena);
}

}  // namespace vaxcert::rdf

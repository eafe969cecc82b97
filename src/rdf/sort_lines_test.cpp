// SPDX-License-Identifier: Apache-2.0
#include "rdf/sort_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace vaxcert::rdf;

namespace {

std::vector<std::string> sorted(const std::vector<std::string>& texts, LineOrder order) {
    std::vector<SortedLine> lines;
    for (const auto& text : texts) lines.push_back({text, 0});
    sort_lines(lines, order, *std::pmr::new_delete_resource());
    std::vector<std::string> result;
    for (const auto& line : lines) result.emplace_back(line.text);
    return result;
}

}  // namespace

TEST_SUITE("sort_lines") {
    TEST_CASE("puts any lines in the order of their bytes") {
        // Few letters, so that lines agree for long, begin one another and come twice.
        std::minstd_rand random(1);
        for (int round = 0; round < 500; ++round) {
            std::vector<std::string> texts(random() % 40);
            for (auto& text : texts) {
                text.assign(random() % 3 * 8, 'x');
                for (auto more = random() % 12; more > 0; --more)
                    text += std::string_view("ab\0\xFF", 4)[random() % 4];
            }
            const auto lines = sorted(texts, LineOrder::code_points);
            std::ranges::sort(texts);
            CHECK(lines == texts);
        }
    }

    TEST_CASE("follows UTF-16 code units where they differ from code points") {
        const std::string same = "<urn:s> <urn:p> \"";
        const std::string ligature = same + "\xEF\xAC\x81";     // U+FB01
        const std::string private_use = same + "\xEE\x80\x80";  // U+E000
        const std::string smile = same + "\xF0\x9F\x98\x80";    // U+1F600
        const std::string last = same + "\xF4\x8F\xBF\xBF";     // U+10FFFF
        const std::string hangul = same + "\xED\x9F\xBF";       // U+D7FF
        const std::vector<std::string> texts = {smile, ligature, last, hangul, private_use, same};
        CHECK(sorted(texts, LineOrder::code_points) ==
              std::vector{same, hangul, private_use, ligature, smile, last});
        CHECK(sorted(texts, LineOrder::utf16_code_units) ==
              std::vector{same, hangul, smile, last, private_use, ligature});
    }
}

// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <vaxcert/qr.hpp>

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

/// A number at the front of `text`, which loses it.
int take_number(std::string_view& text) {
    std::size_t used = 0;
    const int number = std::stoi(std::string(text), &used);
    text.remove_prefix(used);
    return number;
}

/// The modules that the path's strokes cover, read back by a pen that knows M, m and h.
std::vector<bool> covered(std::string_view svg, int side) {
    std::vector<bool> dark(static_cast<std::size_t>(side * side));
    std::string_view path = svg.substr(svg.find(" d=\"") + 4);
    path = path.substr(0, path.find('"'));
    int x = 0, y = 0;
    while (!path.empty()) {
        const char command = path.front();
        path.remove_prefix(1);
        const int number = take_number(path);
        if (command == 'M') {
            x = number;
            path.remove_prefix(1);
            y = take_number(path);
            REQUIRE(path.starts_with(".5"));
            path.remove_prefix(2);
        } else if (command == 'm') {
            x += number;
            REQUIRE(path.starts_with(" 0"));
            path.remove_prefix(2);
        } else {
            REQUIRE(command == 'h');
            for (int i = 0; i < number; ++i, ++x)
                dark.at(static_cast<std::size_t>(y * side + x)) = true;
        }
    }
    return dark;
}

}  // namespace

TEST_SUITE("qr svg") {
    TEST_CASE("covers exactly the dark modules, inside the quiet zone") {
        for (const int quiet_zone : {0, 4, 10}) {
            const Options options{.quiet_zone = quiet_zone};
            const Symbol symbol = *make(as_bytes("a certificate that is not one"), options);
            const int side = symbol.size() + 2 * quiet_zone;
            const auto dark = covered(to_svg(symbol, options), side);
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x) {
                    const int sx = x - quiet_zone, sy = y - quiet_zone;
                    const bool inside =
                        sx >= 0 && sy >= 0 && sx < symbol.size() && sy < symbol.size();
                    CHECK(dark[static_cast<std::size_t>(y * side + x)] ==
                          (inside && symbol.dark(sx, sy)));
                }
        }
    }

    TEST_CASE("is drawn at its scale, with edges that stay crisp") {
        const Symbol symbol = *make(as_bytes("x"), {});
        const std::string svg = to_svg(symbol, {.scale = 3, .quiet_zone = 4});
        CHECK(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"87\" height=\"87\" "
                            "viewBox=\"0 0 29 29\" shape-rendering=\"crispEdges\">"));
        CHECK(svg.ends_with("</svg>\n"));
    }

    TEST_CASE("is small: under 4 bytes a module") {
        const Symbol symbol = *make(Bytes(1000, 0x55), {.level = Level::low});
        const auto modules = static_cast<std::size_t>(symbol.size() * symbol.size());
        CHECK(to_svg(symbol).size() < 4 * modules);
    }
}

// SPDX-License-Identifier: Apache-2.0
// Symbol to SVG: one path whose strokes are the dark runs of each row.

#include <string>

#include <vaxcert/qr.hpp>

#include "qr/geometry.hpp"

namespace vaxcert::qr {
namespace {

/// A horizontal stroke through the middle of a row. Relative moves keep the text short.
void draw_row(std::string& path, const Symbol& symbol, int y, int quiet_zone) {
    int pen = -1;  // where the last stroke of this row ended
    for (int x = 0; x < symbol.size(); ++x) {
        if (!symbol.dark(x, y)) continue;
        int end = x + 1;
        while (end < symbol.size() && symbol.dark(end, y)) ++end;
        if (pen < 0)
            path +=
                'M' + std::to_string(quiet_zone + x) + ' ' + std::to_string(quiet_zone + y) + ".5";
        else
            path += 'm' + std::to_string(x - pen) + " 0";
        path += 'h' + std::to_string(end - x);
        pen = x = end;
    }
}

}  // namespace

std::string to_svg(const Symbol& symbol, const Options& options) {
    const int modules = side(symbol, options);
    const std::string box = std::to_string(modules);
    const std::string pixels = std::to_string(modules * options.scale);

    std::string svg;
    svg.reserve(256 + static_cast<std::size_t>(symbol.size()) *
                          static_cast<std::size_t>(symbol.size()) * 2);
    svg += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + pixels + "\" height=\"" + pixels +
           "\" viewBox=\"0 0 " + box + ' ' + box + "\" shape-rendering=\"crispEdges\">";
    svg += "<rect width=\"" + box + "\" height=\"" + box + "\" fill=\"#fff\"/>";
    svg += "<path stroke=\"#000\" d=\"";
    for (int y = 0; y < symbol.size(); ++y) draw_row(svg, symbol, y, options.quiet_zone);
    svg += "\"/></svg>\n";
    return svg;
}

}  // namespace vaxcert::qr

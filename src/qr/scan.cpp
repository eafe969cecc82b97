// SPDX-License-Identifier: Apache-2.0
// Picture to payloads: one look, and while codes are missing, the same picture made easier.

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <vaxcert/qr.hpp>

#include "qr/area.hpp"
#include "qr/filters.hpp"
#include "qr/finders.hpp"
#include "qr/picture.hpp"
#include "qr/zxing.hpp"

namespace vaxcert::qr {
namespace {

/// A picture is made smaller until it has at most so many pixels, and no look at an enlarged one
/// has more than the second figure: a code fills a good part of a picture that is meant to be
/// scanned.
constexpr std::size_t base_pixels = 6'000'000, look_pixels = 8'000'000;

/// ZXing tries every three of the corners it sees, in about a tenth of a microsecond each. So many
/// threes, over all looks, take it one or two seconds; what reads a photograph of six codes is a
/// small part of that.
constexpr std::uint64_t most_triples = 16'000'000;

/// More in one look is grain: it would spend what better looks need.
constexpr std::size_t most_corners = 300;

/// A finder pattern is so much of the longest side of its symbol, or more: 7 of 177 modules.
constexpr double least_finder = 1. / 25.3;

/// The looks at one picture, as long as it lasts.
class Scanner {
  public:
    /// `width` is that of the picture to which areas refer.
    explicit Scanner(int width) : width_(width) {}

    /// Whether what is found by now, after this look, seems to be all there is.
    bool look(Picture black_and_white) {
        const double scale = black_and_white.width / width_;
        for (const Area& area : areas_) erase(black_and_white, scaled(area, scale));
        while (affords(black_and_white)) {
            const std::size_t before = found.size();
            for (Code& code : read_codes(black_and_white)) {
                erase(black_and_white, code.area);
                keep(std::move(code), 1 / scale);
            }
            if (found.size() == before || found.size() >= most_codes) break;
            // ZXing mixes up the corners of codes side by side. Those that it has read are gone
            // now; if corners are left, it looks again.
            const double narrowest = least_finder * smallest_side_ * scale;
            if (count_finders(black_and_white, 2, narrowest) < 3) return true;
        }
        return found.size() >= most_codes;
    }

    /// The same, by a threshold that follows the light: means of squares that reach so many pixels,
    /// of a picture `halves` / 2 times as large.
    bool look_closely(const Picture& picture, int halves, std::pair<int, int> reach, int margin) {
        const std::array<int, 2> radii = {reach.first * halves / 2, reach.second * halves / 2};
        if (halves == 2) return look(black_and_white(picture, radii, margin));
        const auto enlargement = static_cast<std::size_t>(halves * halves);
        if (picture.grey.size() * enlargement / 4 > look_pixels) return false;
        return look(black_and_white(enlarged(picture, halves), radii, margin));
    }

    Error nothing_found(const Picture& picture) const {
        std::string detail = "no QR code can be read in a picture of " +
                             std::to_string(picture.width) + " by " +
                             std::to_string(picture.height) + " pixels";
        if (too_many_corners_) detail += "; it has too many corners of codes to try them all";
        return {Reason::no_code_found, std::move(detail)};
    }

    std::vector<Bytes> found;

  private:
    bool affords(const Picture& black_and_white) {
        const std::uint64_t corners = count_finders(black_and_white, most_corners);
        const std::uint64_t triples = corners * corners * corners / 6;
        if (corners > most_corners || triples > triples_left_) {
            too_many_corners_ = true;
            return false;
        }
        triples_left_ -= triples;
        return true;
    }

    void keep(Code code, double scale) {
        areas_.push_back(scaled(code.area, scale));
        smallest_side_ = std::min(smallest_side_, longest_side(areas_.back()));
        if (std::ranges::find(found, code.payload) == found.end())
            found.push_back(std::move(code.payload));
    }

    double width_;
    std::vector<Area> areas_;  ///< of the codes that are found
    double smallest_side_ = std::numeric_limits<double>::max();
    std::uint64_t triples_left_ = most_triples;
    bool too_many_corners_ = false;
};

std::optional<Error> problem_of(const Picture& picture) {
    if (picture.width < 0 || picture.height < 0)
        return Error{Reason::bad_image, "the picture has a negative size"};
    const auto width = static_cast<std::size_t>(picture.width);
    const auto height = static_cast<std::size_t>(picture.height);
    if (auto problem = size_problem(width, height)) return problem;
    if (picture.grey.size() != width * height)
        return Error{Reason::bad_image, "the picture is " + std::to_string(width) + " by " +
                                            std::to_string(height) + " pixels, but has " +
                                            std::to_string(picture.grey.size()) + " bytes"};
    return std::nullopt;
}

}  // namespace

Result<std::vector<Bytes>> scan(const Picture& picture) {
    if (auto problem = problem_of(picture)) return *std::move(problem);

    Picture smaller;
    const Picture* base = &picture;
    while (base->grey.size() > base_pixels) {
        smaller = halved(*base);
        base = &smaller;
    }

    // In the order that finds most for its time, measured on simulated photographs
    // (photograph_test.cpp).
    Scanner scanner(base->width);
    const Picture clear_cut = black_and_white(*base);
    if (scanner.look(clear_cut) ||  // drawn, or evenly lit
        scanner.look_closely(*base, 2, {5, 20}, 4) ||
        scanner.look_closely(halved(*base), 2, {5, 40}, 4) ||  // modules of many pixels
        scanner.look_closely(halved(*base), 2, {5, 20}, 4) ||
        scanner.look_closely(*base, 4, {3, 20}, 4) ||  // modules of few pixels, out of focus
        scanner.look_closely(*base, 4, {5, 40}, 4) ||
        scanner.look_closely(blurred(*base), 4, {3, 20}, 2) ||  // grain
        scanner.look_closely(*base, 5, {3, 20}, 4) ||
        scanner.look(inverted(clear_cut)) ||  // light on dark
        (base != &picture && scanner.look_closely(picture, 2, {5, 20}, 4)) ||
        !scanner.found.empty())
        return std::move(scanner.found);
    return scanner.nothing_found(picture);
}

}  // namespace vaxcert::qr

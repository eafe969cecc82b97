// SPDX-License-Identifier: Apache-2.0
// Picture to payloads: one look, and if it finds nothing, the same picture made easier.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <vaxcert/qr.hpp>

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

/// ZXing tries every three of the corners it sees. So many threes, over all looks, take it about
/// half a second; 16 codes in one picture need a small part of that.
constexpr std::uint64_t most_triples = 64'000'000;
constexpr std::size_t most_corners = 700;

/// The looks at one picture, as long as it lasts.
class Scanner {
  public:
    /// Whether this look found codes. They are in `found`.
    bool look(const Picture& black_and_white) {
        const std::uint64_t corners = count_finders(black_and_white, most_corners);
        const std::uint64_t triples = corners * corners * corners / 6;
        if (corners > most_corners || triples > triples_left_) {
            too_many_corners_ = true;
            return false;
        }
        triples_left_ -= triples;
        found = read_codes(black_and_white);
        return !found.empty();
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
    Scanner scanner;
    const Picture clear_cut = black_and_white(*base);
    if (scanner.look(clear_cut) ||  // drawn, or evenly lit
        scanner.look_closely(*base, 2, {5, 20}, 4) ||
        scanner.look_closely(*base, 4, {3, 20}, 4) ||  // modules of few pixels, out of focus
        scanner.look_closely(*base, 4, {5, 40}, 4) ||
        scanner.look_closely(blurred(*base), 4, {3, 20}, 2) ||  // grain
        scanner.look_closely(*base, 5, {3, 20}, 4) ||
        scanner.look_closely(halved(*base), 2, {5, 20}, 4) ||  // modules of many pixels
        scanner.look(inverted(clear_cut)) ||                   // light on dark
        (base != &picture && scanner.look_closely(picture, 2, {5, 20}, 4)))
        return std::move(scanner.found);
    return scanner.nothing_found(picture);
}

}  // namespace vaxcert::qr

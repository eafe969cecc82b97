// SPDX-License-Identifier: Apache-2.0
// A simulated camera, for tests and measurements: the same photograph every time.

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// How a photograph was taken.
struct Shot {
    double pixels_per_module = 4;
    double degrees = 6;        ///< the paper is turned
    double perspective = .02;  ///< the far edge is shorter than the near one, by that part
    double blur = .25;         ///< standard deviation, in modules
    double dark = 40, light = 220;
    double gradient = .2;  ///< so much light is lost from the first corner to the last
    double noise = 6;      ///< standard deviation, of 255
    std::uint32_t seed = 1;
};

namespace detail {

using Plane = std::vector<double>;

/// Blurs along rows and hands the plane back transposed, so that two calls blur it both ways.
inline Plane blurred_and_turned(const Plane& plane, std::size_t side, double sigma) {
    const int reach = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
    std::vector<double> weights;
    double sum = 0;
    for (int i = -reach; i <= reach; ++i) {
        weights.push_back(std::exp(-i * i / (2 * sigma * sigma)));
        sum += weights.back();
    }
    Plane result(plane.size());
    for (std::size_t y = 0; y < side; ++y)
        for (std::size_t x = 0; x < side; ++x) {
            double value = 0;
            for (int i = -reach; i <= reach; ++i) {
                const auto at = std::clamp(static_cast<int>(x) + i, 0, static_cast<int>(side) - 1);
                value += weights[static_cast<std::size_t>(i + reach)] *
                         plane[y * side + static_cast<std::size_t>(at)];
            }
            result[x * side + y] = value / sum;
        }
    return result;
}

/// Nearly normally distributed, mean 0, deviation 1.
class Grain {
  public:
    explicit Grain(std::uint32_t seed) : state_(seed * 2654435761U + 1) {}

    double next() {
        double sum = 0;
        for (int i = 0; i < 12; ++i) {
            state_ = state_ * 1664525U + 1013904223U;
            sum += (state_ >> 8) / 16777216.0;
        }
        return sum - 6;
    }

  private:
    std::uint32_t state_;
};

}  // namespace detail

/// A photograph of the symbol on paper.
inline Picture photograph(const Symbol& symbol, const Shot& shot) {
    constexpr int samples = 3;  // along a side of a pixel, so that edges are not jagged
    const double half = symbol.size() / 2.0;
    const double angle = shot.degrees * 3.14159265358979 / 180;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    const auto side = static_cast<std::size_t>(std::ceil(
        (symbol.size() + 12) * (std::abs(cosine) + std::abs(sine)) * shot.pixels_per_module));

    detail::Plane plane(side * side);
    for (std::size_t py = 0; py < side; ++py)
        for (std::size_t px = 0; px < side; ++px) {
            int dark = 0;
            for (int s = 0; s < samples * samples; ++s) {
                // Where this ray meets the paper, in modules from the middle of the symbol.
                const double sx = static_cast<double>(px) + (s % samples + .5) / samples;
                const double sy = static_cast<double>(py) + (s / samples + .5) / samples;
                const double u = (sx - static_cast<double>(side) / 2) / shot.pixels_per_module;
                const double v = (sy - static_cast<double>(side) / 2) / shot.pixels_per_module;
                const double x = u * cosine + v * sine;
                const double y = v * cosine - u * sine;
                const double depth = 1 + shot.perspective * y / (2 * half);
                const int mx = static_cast<int>(std::floor(x / depth + half));
                const int my = static_cast<int>(std::floor(y / depth + half));
                dark += mx >= 0 && my >= 0 && mx < symbol.size() && my < symbol.size() &&
                        symbol.dark(mx, my);
            }
            const double part = static_cast<double>(dark) / (samples * samples);
            const double lit =
                1 - shot.gradient * static_cast<double>(px + py) / static_cast<double>(2 * side);
            plane[py * side + px] = lit * (shot.light + (shot.dark - shot.light) * part);
        }

    const double sigma = shot.blur * shot.pixels_per_module;
    plane = detail::blurred_and_turned(plane, side, sigma);
    plane = detail::blurred_and_turned(plane, side, sigma);

    Picture picture{static_cast<int>(side), static_cast<int>(side), {}};
    picture.grey.reserve(plane.size());
    detail::Grain grain(shot.seed);
    for (const double value : plane)
        picture.grey.push_back(static_cast<std::uint8_t>(
            std::clamp(std::lround(value + shot.noise * grain.next()), 0L, 255L)));
    return picture;
}

}  // namespace vaxcert::qr

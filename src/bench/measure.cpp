// SPDX-License-Identifier: Apache-2.0
#include "bench/measure.hpp"

#include <algorithm>
#include <ctime>
#include <vector>

namespace vaxcert::bench {
namespace {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

double thread_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) * 1e-3;
}

Measured medians(std::pair<double, double>* turns, std::size_t count) {
    std::vector<double> raw, ours;
    for (std::size_t i = 0; i < count; ++i) {
        raw.push_back(turns[i].first);
        ours.push_back(turns[i].second);
    }
    return {median(std::move(raw)), median(std::move(ours))};
}

}  // namespace vaxcert::bench

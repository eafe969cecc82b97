// SPDX-License-Identifier: Apache-2.0
// How a row is measured: the raw primitive and our work in turns, in one process, on one thread,
// so that whatever slows this machine down slows down both.

#pragma once

#include <cstddef>
#include <utility>

#include <benchmark/benchmark.h>

namespace vaxcert::bench {

/// Microseconds of this thread's processor time, medians.
struct Measured {
    double raw = 0;
    double ours = 0;
};

/// The processor time that this thread has used so far, in microseconds.
double thread_time();

/// The medians of two columns of measurements.
Measured medians(std::pair<double, double>* turns, std::size_t count);

/// Runs `work` as often as takes about two milliseconds, and answers the time for one.
template <class Work>
double time_of(Work& work, std::size_t times) {
    const double start = thread_time();
    for (std::size_t i = 0; i < times; ++i) benchmark::DoNotOptimize(work());
    return (thread_time() - start) / static_cast<double>(times);
}

template <class Work>
std::size_t times_in_a_turn(Work& work) {
    constexpr double turn = 2000;
    time_of(work, 1);  // caches and tables are filled once
    const double one = time_of(work, 3);
    return one < turn ? static_cast<std::size_t>(turn / (one + 0.01)) : 1;
}

/// Both must return something, which keeps them from being optimized away.
///
///     measure([&] { return raw_sign(message); }, [&] { return issue(record); });
template <class Raw, class Ours>
Measured measure(Raw raw, Ours ours) {
    constexpr std::size_t turns = 51;
    const std::size_t raw_times = times_in_a_turn(raw);
    const std::size_t our_times = times_in_a_turn(ours);
    std::pair<double, double> times[turns];
    for (auto& [raw_time, our_time] : times) {
        raw_time = time_of(raw, raw_times);
        our_time = time_of(ours, our_times);
    }
    return medians(times, turns);
}

}  // namespace vaxcert::bench

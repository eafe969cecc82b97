// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>

namespace vaxcert::cli {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t bar_width = 30;

std::uint64_t rate(std::uint64_t records, double seconds) {
    return seconds > 0 ? static_cast<std::uint64_t>(static_cast<double>(records) / seconds) : 0;
}

std::string tenths(double seconds) {
    const auto count = static_cast<std::uint64_t>(seconds * 10);
    return std::to_string(count / 10) + '.' + std::to_string(count % 10);
}

std::string duration(double seconds) {
    const auto whole = static_cast<std::uint64_t>(seconds);
    if (whole < 60) return std::to_string(whole) + " s";
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + std::to_string(whole / 60 % 60) + " min";
}

}  // namespace

Progress::Progress(std::string kind, std::uint64_t size) : kind_(std::move(kind)), size_(size) {
    if (kind_.empty()) kind_ = ::isatty(STDERR_FILENO) != 0 ? "bar" : "none";
}

double Progress::seconds() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
}

void Progress::show(const Counts& counts, std::uint64_t position) {
    if (kind_ == "none") return;
    const bool draws = kind_ == "bar";
    if (Clock::now() - shown_ < milliseconds(draws ? 200 : 1000)) return;
    shown_ = Clock::now();
    std::cerr << (draws ? bar(counts, position) : line(counts, position)) << std::flush;
    on_screen_ = draws;
}

void Progress::end() {
    if (on_screen_) std::cerr << "\r\x1b[K" << std::flush;
    on_screen_ = false;
}

std::string Progress::bar(const Counts& counts, std::uint64_t position) const {
    std::string text = "\r\x1b[K";
    const double done = size_ ? std::min(1.0, static_cast<double>(position) / double(size_)) : 0;
    if (size_) {
        const auto full = static_cast<std::size_t>(done * double(bar_width));
        text += '[' + std::string(full, '#') + std::string(bar_width - full, '.') + "] " +
                std::to_string(static_cast<int>(done * 100)) + " %, ";
    }
    text += std::to_string(counts.issued) + " issued, " + std::to_string(counts.rejected) +
            " rejected, " + rate_of(counts.read, seconds());
    if (done > 0.01) text += ", " + duration(seconds() / done * (1 - done)) + " left";
    return text;
}

std::string Progress::line(const Counts& counts, std::uint64_t position) const {
    std::string text = counts_json(counts, seconds()) + ",\"bytes\":" + std::to_string(position);
    if (size_) text += ",\"bytes_total\":" + std::to_string(size_);
    return text + "}\n";
}

std::string rate_of(std::uint64_t records, double seconds) {
    return std::to_string(rate(records, seconds)) + "/s";
}

std::string counts_json(const Counts& counts, double seconds) {
    return "{\"read\":" + std::to_string(counts.read) +
           ",\"issued\":" + std::to_string(counts.issued) +
           ",\"rejected\":" + std::to_string(counts.rejected) + ",\"seconds\":" + tenths(seconds) +
           ",\"rate\":" + std::to_string(rate(counts.read, seconds));
}

}  // namespace vaxcert::cli

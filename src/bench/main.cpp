// SPDX-License-Identifier: Apache-2.0
// Measures every row and prints a table: vaxcert_bench [FILE for the same as JSON]
// Times are of one machine in one run; only the ratios mean something elsewhere.

#include <cstdio>
#include <exception>
#include <fstream>

#include "bench/rows.hpp"
#include "json/parse.hpp"

namespace {

using namespace vaxcert;

json::Value measure_all() {
    std::printf("%-58s %-14s %9s %9s %7s %6s  %s\n", "row", "raw primitive", "raw us", "ours us",
                "ratio", "goal", "met");
    json::Array results;
    for (const bench::Row& row : bench::rows) {
        const auto [raw, ours] = row.measure();
        const double ratio = ours / raw;
        const bool met = ratio <= row.goal;
        std::printf("%-58s %-14s %9.2f %9.2f %7.2f %6.2f  %s\n", row.name, row.raw, raw, ours,
                    ratio, row.goal, met ? "yes" : "NO");
        std::fflush(stdout);
        json::Value result{json::Object{}};
        result.set("name", row.name);
        result.set("unit", "us");
        result.set("primitive", row.raw);
        result.set("raw", raw);
        result.set("ours", ours);
        result.set("ratio", ratio);
        result.set("goal", row.goal);
        result.set("met", met);
        results.push_back(std::move(result));
    }
    json::Value report{json::Object{}};
    report.set("rows", std::move(results));
    return report;
}

}  // namespace

int main(int argc, char** argv) try {
    const json::Value report = measure_all();
    if (argc < 2) return 0;
    std::ofstream file(argv[1]);
    file << json::to_text(report) << '\n';
    return file.flush() ? 0 : 74;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "bench: %s\n", failure.what());
    return 70;
}

// SPDX-License-Identifier: Apache-2.0
// Whatever a code can hold, verify() answers "no", soon and in little memory: every file of the
// suites of bad input, every text in them, and every bit flip and truncation of genuine payloads.

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

#include <vaxcert/verify.hpp>

#include "conformance/allocations.hpp"
#include "conformance/suites.hpp"
#include "encoding/hex.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

constexpr double most_milliseconds = 20;
constexpr std::size_t most_bytes = 8 << 20;

double thread_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// A check point that trusts the suites' keys, and the worst it has met.
class Gate {
  public:
    explicit Gate(const fs::path& root) {
        for (const char* name :
             {"did-india.pem", "divoc-test-rsa.pub.pem", "divoc-test-ed25519.pub.pem"}) {
            const fs::path file = root / "divoc/keys" / name;
            if (!fs::exists(file)) continue;
            const auto keys = TrustList::for_issuer("did:india", as_bytes(read_file(file)));
            if (!keys || !trust_.merge(*keys)) throw std::runtime_error("the suite's keys");
        }
    }

    Outcome ask(ByteView scanned) {
        start_counting_bytes();
        const double start = thread_milliseconds();
        const Verdict verdict = verify(scanned, {.trust = trust_,
                                                 .status = status_,
                                                 .policy = policy_,
                                                 .master_data = master_data_,
                                                 .now = now_});
        slowest_ = std::max(slowest_, thread_milliseconds() - start);
        largest_ = std::max(largest_, peak_bytes());
        ++asked_;
        if (verdict.outcome() != Outcome::accepted && verdict.findings().empty())
            without_reason_ = true;
        for (const Finding& finding : verdict.findings())
            if (finding.error.reason == Reason::internal) without_reason_ = true;
        return verdict.outcome();
    }

    void report(Run& run) const {
        std::printf("  hostile: %zu inputs; the slowest took %.2f ms, the largest %zu KiB\n",
                    asked_, slowest_, largest_ / 1024);
        run.expect("every no has a reason", "yes", without_reason_ ? "no" : "yes");
        if (!counts_bytes()) return run.skip("time and memory", "sanitizers change both");
        run.expect("the slowest takes at most 20 ms", "yes",
                   slowest_ <= most_milliseconds ? "yes" : "no");
        run.expect("the largest takes at most 8 MiB", "yes", largest_ <= most_bytes ? "yes" : "no");
    }

  private:
    TrustList trust_;
    StatusList status_;
    Policy policy_;
    MasterData master_data_ = MasterData::ready();
    Time now_ = *parse_time("2026-01-01T00:00:00Z");
    double slowest_ = 0;
    std::size_t largest_ = 0;
    std::size_t asked_ = 0;
    bool without_reason_ = false;
};

const char* answer(Outcome outcome) {
    return outcome == Outcome::accepted ? "accepted" : "refused";
}

void ask_files(Run& run, Gate& gate, const fs::path& folder) {
    if (!fs::exists(folder)) return run.skip(folder.filename().string(), "the folder is absent");
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            run.expect(entry.path().filename().string(), "refused",
                       answer(gate.ask(as_bytes(read_file(entry.path())))));
}

/// Every text in a file of cases, as it is and, if it is hexadecimal, as the bytes it means.
void ask_texts(Gate& gate, const Value& value, bool& refused_all) {
    if (value.is_array())
        for (const Value& each : value.array()) ask_texts(gate, each, refused_all);
    if (value.is_object())
        for (const json::Member& each : value.object()) ask_texts(gate, each.value, refused_all);
    if (!value.is_string()) return;
    refused_all = refused_all && gate.ask(as_bytes(value.string())) != Outcome::accepted;
    if (const auto bytes = encoding::from_hex(value.string()))
        refused_all = refused_all && gate.ask(*bytes) != Outcome::accepted;
}

/// Every truncation and every flip of one bit. Of a JSON text a flip may leave the meaning: a
/// letter of a jws becomes another that ends in unused bits, which a strict decoder refuses too.
void ask_damaged(Run& run, Gate& gate, const fs::path& file) {
    const std::string text = read_file(file);
    Bytes bytes(text.begin(), text.end());
    if (gate.ask(bytes) != Outcome::accepted)
        throw std::runtime_error(file.string() + " is not accepted");
    std::size_t accepted = 0;
    for (std::size_t size = 0; size < bytes.size(); ++size)
        if (gate.ask({bytes.data(), size}) == Outcome::accepted) ++accepted;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
        bytes[bit / 8] ^= mask;
        if (gate.ask(bytes) == Outcome::accepted) ++accepted;
        bytes[bit / 8] ^= mask;
    }
    run.expect(file.filename().string() + " damaged", "0 accepted",
               std::to_string(accepted) + " accepted");
}

}  // namespace

void run_hostile(Run& run, const fs::path& root) {
    Gate gate(root);
    for (const char* folder : {"bad-input/zip", "zip-odd", "utf8", "JSONTestSuite"})
        ask_files(run, gate, root / folder);
    if (fs::exists(root / "bad-input"))
        for (const fs::path& file : files_in(root / "bad-input", ".json")) {
            bool refused_all = true;
            ask_texts(gate, read_json(file), refused_all);
            run.expect(file.filename().string(), "refused", refused_all ? "refused" : "accepted");
        }
    for (const char* name :
         {"payloads/cowin-prod-dummy256.zip", "payloads/cowin-prod-dummy256.utf8.bin",
          "payloads/syn-v1-dose1.ed25519.zip", "certs/syn-v1-dose1.ed25519.json",
          "certs/cowin-prod-dummy256.json"})
        if (fs::exists(root / "divoc" / name)) ask_damaged(run, gate, root / "divoc" / name);
    gate.report(run);
}

}  // namespace vaxcert::conformance

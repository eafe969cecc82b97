// SPDX-License-Identifier: Apache-2.0
// The data of RFC 8785: documents in canonical form, and numbers as ECMAScript prints them.

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "conformance/suites.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

/// Hex digits with white space between them.
std::string unspaced(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c > ' ') digits += c;
    return digits;
}

void run_documents(Run& run, const std::filesystem::path& folder) {
    for (const auto& file : files_in(folder / "input", ".json")) {
        const std::string name = file.filename().string();
        const std::string canonical = json::to_jcs(read_json(file));
        run.expect("output/" + name, read_file(folder / "output" / name), canonical);
        run.expect(
            "outhex/" + name,
            unspaced(read_file(folder / "outhex" / file.filename().replace_extension(".txt"))),
            encoding::to_hex(as_bytes(canonical)));
        run.expect("twice/" + name, canonical,
                   json::to_jcs(*json::parse(canonical, Budget::for_trusted_data())));
    }
}

/// The sequence of numbers that number-sequence.md describes.
class Numbers {
  public:
    explicit Numbers(std::vector<std::uint64_t> first) : first_(std::move(first)) {}

    double next() {
        const std::size_t i = index_++;
        if (i < first_.size()) return std::bit_cast<double>(first_[i]);
        if (i < first_.size() + 2000)
            return std::bit_cast<double>(0x0010000000000000 + (i - first_.size()));
        for (;;) {
            if (used_ == block_.size()) {
                block_ = crypto::sha256(block_);
                used_ = 0;
            }
            std::uint64_t bits = 0;
            for (unsigned k = 0; k < 8; ++k) bits |= std::uint64_t{block_[used_++]} << 8 * k;
            const double number = std::bit_cast<double>(bits);
            if (number != 0 && std::isfinite(number)) return number;
        }
    }

  private:
    std::vector<std::uint64_t> first_;
    std::size_t index_ = 0;
    crypto::Digest block_{};
    std::size_t used_ = block_.size();
};

std::uint64_t from_hex_bits(std::string_view digits) {
    std::uint64_t bits = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), bits, 16);
    return bits;
}

/// RFC 8785 appendix B and its repository publish the SHA-256 of the first lines of the sequence.
void run_numbers(Run& run, const std::filesystem::path& folder) {
    const auto file = folder / "number-sequence.json";
    if (!std::filesystem::exists(file)) return run.skip("number-sequence", "the file is absent");
    std::vector<std::uint64_t> first;
    for (const auto& bits : read_json(file).array()) first.push_back(from_hex_bits(bits.string()));

    struct Milestone {
        std::size_t lines;
        std::string_view sha256;
    };
    Numbers numbers(std::move(first));
    std::string lines;
    std::size_t count = 0;
    std::size_t changed = 0;
    for (const Milestone& milestone : {
             Milestone{1000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687"},
             Milestone{10000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892"},
             Milestone{100000, "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7"},
             Milestone{1000000, "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16"},
         }) {
        for (; count < milestone.lines; ++count) {
            const double number = numbers.next();
            const std::string text = json::number_text(number);
            std::array<char, 16> bits{};
            const auto end = std::to_chars(bits.data(), bits.data() + bits.size(),
                                           std::bit_cast<std::uint64_t>(number), 16)
                                 .ptr;
            lines.append(bits.data(), end);
            lines += ',' + text + '\n';
            const auto back = json::parse(text, Budget::for_one_certificate());
            if (!back || back->number().value != number) ++changed;
        }
        run.expect("first " + std::to_string(milestone.lines) + " numbers", milestone.sha256,
                   encoding::to_hex(crypto::sha256(as_bytes(lines))));
    }
    run.expect("numbers that read back as others", "0", std::to_string(changed));
}

}  // namespace

void run_jcs(Run& run, const std::filesystem::path& folder) {
    run_documents(run, folder);
    run_numbers(run, folder);
}

}  // namespace vaxcert::conformance

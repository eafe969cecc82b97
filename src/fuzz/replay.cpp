// SPDX-License-Identifier: Apache-2.0
// vaxcert_fuzz [NAME...]: replays the corpus of each harness, and simple changes of each file.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"

namespace {

namespace fs = std::filesystem;
using vaxcert::Bytes;
using vaxcert::ByteView;
using vaxcert::fuzz::Harness;

/// Up to so many bytes a file is also cut at every byte, and has every bit flipped. What is larger
/// is left to the search.
constexpr std::size_t cut_up_to = 4096;
constexpr std::size_t flip_up_to = 256;

class Replay {
  public:
    explicit Replay(const Harness& harness) : harness_(harness) {}

    void file(const fs::path& path) {
        std::ifstream stream(path, std::ios::binary);
        if (!stream) throw std::runtime_error("cannot read " + path.string());
        Bytes bytes{std::istreambuf_iterator<char>(stream), {}};
        const std::string name = path.filename().string();
        run(bytes, name);
        if (bytes.size() <= cut_up_to)
            for (std::size_t size = 0; size < bytes.size(); ++size)
                run(ByteView(bytes).first(size),
                    name + ", its first " + std::to_string(size) + " bytes");
        if (bytes.size() <= flip_up_to)
            for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
                const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
                bytes[bit / 8] ^= mask;
                run(bytes, name + " with bit " + std::to_string(bit) + " flipped");
                bytes[bit / 8] ^= mask;
            }
    }

    void run(ByteView bytes, const std::string& description) {
        vaxcert::fuzz::set_current_input(std::string(harness_.name) + ": " + description);
        // A buffer of exactly that size, so that a sanitizer sees the first byte read beyond it.
        const std::unique_ptr<std::uint8_t[]> exact(new std::uint8_t[bytes.size()]);
        std::ranges::copy(bytes, exact.get());
        harness_.run({exact.get(), bytes.size()});
        ++inputs_;
    }

    std::size_t inputs() const { return inputs_; }

  private:
    const Harness& harness_;
    std::size_t inputs_ = 0;
};

bool replay(const Harness& harness) {
    const fs::path folder = fs::path(VAXCERT_SOURCE) / "src/fuzz/corpus" / harness.name;
    std::vector<fs::path> files;
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::ranges::sort(files);
    if (files.empty()) {
        std::cout << harness.name << ": FAILED, there is nothing in " << folder.string() << '\n';
        return false;
    }
    Replay replay(harness);
    replay.run({}, "no bytes");
    for (const fs::path& file : files) replay.file(file);
    std::cout << harness.name << ": " << files.size() << " files, " << replay.inputs()
              << " inputs, every property held\n";
    return true;
}

}  // namespace

int main(int argc, char** argv) try {
    std::vector<Harness> chosen = vaxcert::fuzz::harnesses();
    std::ranges::sort(chosen, {}, &Harness::name);
    const std::vector<std::string_view> names(argv + 1, argv + argc);
    if (!names.empty())
        std::erase_if(chosen, [&](const Harness& harness) {
            return std::ranges::find(names, harness.name) == names.end();
        });
    if (chosen.empty()) {
        std::cerr << "vaxcert_fuzz: error: there is no such harness\n";
        return 2;
    }
    bool good = true;
    for (const Harness& harness : chosen) good = replay(harness) && good;
    return good ? 0 : 1;
} catch (const std::exception& failure) {
    std::cerr << "vaxcert_fuzz: error: " << failure.what() << '\n';
    return 2;
}

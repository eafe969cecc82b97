// SPDX-License-Identifier: Apache-2.0
// Fuzzing: how a parser is shown inputs that nobody would write.
//
// A harness is one file, src/fuzz/NAME_fuzz.cpp, and a folder of inputs, src/fuzz/corpus/NAME/, of
// which each is worth keeping: one per shape of input, one per bug found. Nothing else is edited.
// It states properties that hold for any input, not only that nothing crashes:
//
//     #include "encoding/base45.hpp"
//     #include "fuzz/fuzz.hpp"
//
//     FUZZ(base45) {
//         const auto bytes = vaxcert::encoding::from_base45(vaxcert::as_text(input));
//         FUZZ_CHECK(!bytes || vaxcert::encoding::to_base45(*bytes) == vaxcert::as_text(input));
//     }
//
// Replay: vaxcert_fuzz [NAME...] runs every file of the corpus, that file cut short at every byte,
// and, if it is small, with every bit flipped. It is the ctest `fuzz_corpus`, so a bug that was
// found once is looked for in every build, and sanitizers see it.
//
// Search: the preset `fuzz` builds one program fuzz_NAME for each harness with clang's libFuzzer.
// `./dev fuzz NAME SECONDS` runs it. An input that fails goes into the corpus, under a name that
// says what is wrong with it, together with the repair.

#pragma once

#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>

namespace vaxcert::fuzz {

/// One harness, which makes itself known before main() begins.
struct Harness {
    Harness(std::string_view its_name, void (*its_run)(ByteView input));

    std::string_view name;
    void (*run)(ByteView input);
};

/// All harnesses of this program.
std::vector<Harness>& harnesses();

/// What is being replayed, to be named when it fails.
void set_current_input(std::string_view description);

/// Says which property did not hold, and ends the program.
[[noreturn]] void fail(const char* property, const char* file, int line);

}  // namespace vaxcert::fuzz

/// Begins the body of a harness, which has the one parameter `input`, bytes in a buffer of exactly
/// their size.
#define FUZZ(harness)                                                                \
    static void fuzz_##harness(::vaxcert::ByteView input);                           \
    static const ::vaxcert::fuzz::Harness known_##harness(#harness, fuzz_##harness); \
    static void fuzz_##harness([[maybe_unused]] ::vaxcert::ByteView input)

/// States what must be true of any input.
#define FUZZ_CHECK(...) \
    ((__VA_ARGS__) ? void() : ::vaxcert::fuzz::fail(#__VA_ARGS__, __FILE__, __LINE__))

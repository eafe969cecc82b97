// SPDX-License-Identifier: Apache-2.0
#include "fuzz/fuzz.hpp"

#include <cstdlib>
#include <iostream>
#include <string>

namespace vaxcert::fuzz {
namespace {

std::string& current_input() {
    static std::string description;
    return description;
}

}  // namespace

Harness::Harness(std::string_view its_name, void (*its_run)(ByteView input))
    : name(its_name), run(its_run) {
    harnesses().push_back(*this);
}

std::vector<Harness>& harnesses() {
    static std::vector<Harness> all;
    return all;
}

void set_current_input(std::string_view description) {
    current_input() = description;
}

void fail(const char* property, const char* file, int line) {
    std::cerr << file << ':' << line << ": does not hold: " << property << '\n';
    if (!current_input().empty()) std::cerr << "for " << current_input() << '\n';
    std::abort();
}

}  // namespace vaxcert::fuzz

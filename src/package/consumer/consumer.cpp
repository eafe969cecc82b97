// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <vaxcert/reason.hpp>
#include <vaxcert/time.hpp>

int main() {
    const auto time = vaxcert::parse_time("2021-03-03T09:58:43+05:30");
    if (!time) return 1;
    std::cout << vaxcert::to_text(*time) << ' ' << name(vaxcert::Reason::bad_signature) << '\n';
}

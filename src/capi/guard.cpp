// SPDX-License-Identifier: Apache-2.0
#include "capi/guard.hpp"

#include <vaxcert/vaxcert.h>

#include <array>
#include <stdexcept>

namespace vaxcert::capi {
namespace {

/// Of fixed size, because "no memory left" must be sayable too.
thread_local std::array<char, 512> last_error{};

}  // namespace

void remember(std::string_view what) noexcept {
    const std::size_t length = what.copy(last_error.data(), last_error.size() - 1);
    last_error.at(length) = '\0';
}

void require(bool condition, const char* what) {
    if (!condition) throw std::invalid_argument(std::string("internal: ") + what);
}

ByteView view(const std::uint8_t* data, std::size_t length, const char* what) {
    require(data != nullptr || length == 0, what);
    return {data, length};
}

std::string_view text(const char* data, std::size_t length, const char* what) {
    require(data != nullptr || length == 0, what);
    return {data, length};
}

}  // namespace vaxcert::capi

const char* vaxcert_version(void) {
    return VAXCERT_VERSION;
}
int vaxcert_abi_version(void) {
    return VAXCERT_ABI_VERSION;
}
const char* vaxcert_last_error(void) {
    return vaxcert::capi::last_error.data();
}

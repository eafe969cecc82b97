// SPDX-License-Identifier: Apache-2.0
// Payload to symbol. The one door to libqrencode.

#include <array>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include <qrencode.h>

#include <vaxcert/qr.hpp>

#include "qr/capacity.hpp"

namespace vaxcert::qr {
namespace {

struct FreeCode {
    void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};

QRecLevel to_qrencode(Level level) {
    constexpr std::array<QRecLevel, 4> levels = {QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q,
                                                 QR_ECLEVEL_H};
    return levels.at(static_cast<std::size_t>(level));
}

/// What the issuer could change: a weaker level, or the version to allow.
std::string remedy(std::size_t bytes, const Options& options) {
    std::string ways;
    for (int weaker = static_cast<int>(options.level) - 1; weaker >= 0 && ways.empty(); --weaker)
        if (const auto level = static_cast<Level>(weaker);
            bytes <= capacity(options.max_version, level))
            ways = std::string("level ") + letter(level);
    if (const int version = smallest_version(bytes, options.level); version != 0)
        ways += (ways.empty() ? "version " : " or version ") + std::to_string(version);
    return ways.empty() ? "neither a weaker level nor a larger version would hold it"
                        : ways + " would hold it";
}

Error too_large(std::size_t bytes, const Options& options) {
    const std::size_t limit = capacity(options.max_version, options.level);
    return {Reason::payload_too_large,
            "the payload is " + std::to_string(bytes) + " bytes, and version " +
                std::to_string(options.max_version) + " at level " + letter(options.level) +
                " holds " + std::to_string(limit) + ", " + std::to_string(bytes - limit) +
                " fewer; " + remedy(bytes, options)};
}

}  // namespace

Result<Symbol> make(ByteView payload, const Options& options) {
    if (options.max_version < 1 || options.max_version > last_version)
        throw std::invalid_argument("qr::make: max_version is not 1 to 40");
    if (payload.empty()) return Error{Reason::malformed, "an empty payload makes no code"};

    const int version = smallest_version(payload.size(), options.level);
    if (version == 0 || version > options.max_version) return too_large(payload.size(), options);

    // encodeData() makes one segment in byte mode. Its own search for the version would find the
    // same one; saying it makes a disagreement visible.
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeData(
        static_cast<int>(payload.size()), payload.data(), version, to_qrencode(options.level)));
    if (!code) throw std::bad_alloc();
    if (code->version != version) throw std::logic_error("qr::make: libqrencode chose a version");

    const auto modules =
        static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    std::vector<bool> dark(modules);
    for (std::size_t i = 0; i < modules; ++i) dark[i] = (code->data[i] & 1) != 0;
    return Symbol(version, std::move(dark));
}

}  // namespace vaxcert::qr

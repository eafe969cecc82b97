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
#include "qr/segments.hpp"

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

struct FreeInput {
    void operator()(QRinput* input) const noexcept { QRinput_free(input); }
};

QRencodeMode to_qrencode(Mode mode) {
    constexpr std::array<QRencodeMode, 3> modes = {QR_MODE_NUM, QR_MODE_AN, QR_MODE_8};
    return modes.at(static_cast<std::size_t>(mode));
}

/// What the issuer could change: a weaker level, or the version to allow.
std::string remedy(const Layout& layout, std::size_t size, const Options& options) {
    std::string ways;
    for (int weaker = static_cast<int>(options.level) - 1; weaker >= 0 && ways.empty(); --weaker)
        if (const auto level = static_cast<Level>(weaker);
            size <= capacity(layout, options.max_version, level))
            ways = std::string("level ") + letter(level);
    if (const int version = smallest_version(layout, size, options.level); version != 0)
        ways += (ways.empty() ? "version " : " or version ") + std::to_string(version);
    return ways.empty() ? "neither a weaker level nor a larger version would hold it"
                        : ways + " would hold it";
}

Error too_large(const Layout& layout, std::size_t size, const Options& options) {
    const std::size_t limit = capacity(layout, options.max_version, options.level);
    return {Reason::payload_too_large,
            "the payload is " + in_words(layout, size) + ", and version " +
                std::to_string(options.max_version) + " at level " + letter(options.level) +
                " holds " + in_words(layout, limit) + ", " + std::to_string(size - limit) +
                " fewer; " + remedy(layout, size, options)};
}

std::unique_ptr<QRcode, FreeCode> encode(ByteView payload, const Layout& layout, int version,
                                         Level level) {
    const std::unique_ptr<QRinput, FreeInput> input(QRinput_new2(version, to_qrencode(level)));
    const auto append = [&](Mode mode, ByteView part) {
        return part.empty() || QRinput_append(input.get(), to_qrencode(mode),
                                              static_cast<int>(part.size()), part.data()) == 0;
    };
    if (!input || !append(Mode::byte, payload.first(layout.head)) ||
        !append(layout.mode, payload.subspan(layout.head)))
        throw std::bad_alloc();
    std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeInput(input.get()));
    if (!code) throw std::bad_alloc();
    // Its own search for the version finds the same one; a disagreement must not go unseen.
    if (code->version != version) throw std::logic_error("qr::make: libqrencode chose a version");
    return code;
}

}  // namespace

Result<Symbol> make(ByteView payload, const Options& options) {
    if (options.max_version < 1 || options.max_version > last_version)
        throw std::invalid_argument("qr::make: max_version is not 1 to 40");
    if (payload.empty()) return Error{Reason::malformed, "an empty payload makes no code"};

    const Layout layout = layout_of(payload);
    const int version = smallest_version(layout, payload.size(), options.level);
    if (version == 0 || version > options.max_version)
        return too_large(layout, payload.size(), options);

    const auto code = encode(payload, layout, version, options.level);
    const auto modules =
        static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    std::vector<bool> dark(modules);
    for (std::size_t i = 0; i < modules; ++i) dark[i] = (code->data[i] & 1) != 0;
    return Symbol(version, std::move(dark));
}

}  // namespace vaxcert::qr

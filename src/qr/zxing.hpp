// SPDX-License-Identifier: Apache-2.0
// The one door to ZXing-cpp, whichever version of it is installed.

#pragma once

#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// How grey becomes dark or light.
enum class Threshold {
    local,   ///< by the neighborhood: shadows and gradients do not matter
    global,  ///< one for the whole picture: steadier where the light is even but the contrast low
};

/// The content of every QR code that ZXing finds in one look, as bytes and untouched; empty if it
/// finds none. Nothing it throws gets out, save for want of memory.
std::vector<Bytes> look(const Picture& picture, Threshold threshold);

}  // namespace vaxcert::qr

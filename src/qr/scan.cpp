// SPDX-License-Identifier: Apache-2.0
// Picture to payloads: one look, and if it finds nothing, the same picture made easier.

#include <string>

#include <vaxcert/qr.hpp>

#include "qr/filters.hpp"
#include "qr/picture.hpp"
#include "qr/zxing.hpp"

namespace vaxcert::qr {

Result<std::vector<Bytes>> scan(const Picture& picture) {
    if (picture.width < 0 || picture.height < 0)
        return Error{Reason::bad_image, "the picture has a negative size"};
    const auto width = static_cast<std::size_t>(picture.width);
    const auto height = static_cast<std::size_t>(picture.height);
    if (auto problem = size_problem(width, height)) return *std::move(problem);
    if (picture.grey.size() != width * height)
        return Error{Reason::bad_image, "the picture is " + std::to_string(width) + " by " +
                                            std::to_string(height) + " pixels, but has " +
                                            std::to_string(picture.grey.size()) + " bytes"};

    if (auto found = look(picture, Threshold::local); !found.empty()) return found;
    const Picture larger = enlarged(picture);
    if (auto found = look(larger, Threshold::local); !found.empty()) return found;
    if (auto found = look(sharpened(larger), Threshold::local); !found.empty()) return found;
    if (auto found = look(blurred(picture), Threshold::local); !found.empty()) return found;
    if (auto found = look(picture, Threshold::global); !found.empty()) return found;
    return Error{Reason::no_code_found, "no QR code can be read in a picture of " +
                                            std::to_string(width) + " by " +
                                            std::to_string(height) + " pixels"};
}

}  // namespace vaxcert::qr

// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/presentation.hpp>

#include "certificate/format.hpp"
#include "formats/formats.hpp"

namespace vaxcert {
namespace {

/// The format of a certificate that can be shown in part, or nullptr.
const Format* in_parts(std::string_view certificate) {
    const Format* format = recognize(as_bytes(certificate));
    return format && format->present ? format : nullptr;
}

Error shown_whole() {
    return {Reason::unsupported_format,
            "this is no SD-JWT and no credential of which a part could be shown"};
}

}  // namespace

Result<std::vector<std::string>> claims_to_choose(std::string_view certificate) {
    const Format* format = in_parts(certificate);
    if (!format) return shown_whole();
    return format->choices(certificate);
}

Result<std::string> present(std::string_view certificate, std::span<const std::string> choice,
                            const std::optional<HolderBinding>& binding) {
    const Format* format = in_parts(certificate);
    if (!format) return shown_whole();
    return format->present(certificate, choice, binding);
}

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
#include "rdf/dataset.hpp"

#include <algorithm>

namespace vaxcert::rdf {

std::string_view Dataset::keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = static_cast<char*>(text_->allocate(text.size(), 1));
    std::ranges::copy(text, copy);
    return {copy, text.size()};
}

}  // namespace vaxcert::rdf

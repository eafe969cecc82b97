// SPDX-License-Identifier: Apache-2.0
#include "rdf/dataset.hpp"

namespace vaxcert::rdf {

std::string_view Dataset::keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = static_cast<char*>(text_->allocate(text.size(), 1));
    text.copy(copy, text.size());
    return {copy, text.size()};
}

}  // namespace vaxcert::rdf

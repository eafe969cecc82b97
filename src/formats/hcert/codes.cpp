// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/codes.hpp"

namespace vaxcert::hcert {

const Product* product_of(const MasterData& master_data, std::string_view system,
                          std::string_view code) {
    for (const Profile& profile : master_data.profiles())
        if (const Product* product = product_of_code(profile.inner(), system, code)) return product;
    return nullptr;
}

const Concept* concept_of(const MasterData& master_data, std::string_view system,
                          std::string_view code) {
    for (const Profile& profile : master_data.profiles())
        if (const Concept* found = concept_of_code(profile.inner(), system, code)) return found;
    return nullptr;
}

Code disease_of(const MasterData& master_data, const std::string& code) {
    if (code.empty()) return {};
    const Concept* found = concept_of(master_data, system::snomed, code);
    return {"http://snomed.info/sct", code, found ? found->name : std::string()};
}

}  // namespace vaxcert::hcert

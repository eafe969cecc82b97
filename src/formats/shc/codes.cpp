// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/codes.hpp"

#include <algorithm>
#include <array>

#include "formats/shc/bundle.hpp"
#include "formats/shc/settings.hpp"

namespace vaxcert::shc {
namespace {

using json::Value;

constexpr std::array<CodeSystem, 3> systems = {
    {{"cvx", cvx_system}, {"snomed", snomed_system}, {"icd11", icd11_system}}};

struct Word {
    std::string_view theirs, ours;
};

constexpr std::array<Word, 4> genders = {
    {{"male", "Male"}, {"female", "Female"}, {"other", "Other"}, {"unknown", "Unknown"}}};

/// "Detected" and "positive" mean the same, and so on; the first of each is the one we write.
constexpr std::array<Word, 6> results = {{{"260373001", "Positive"},
                                          {"10828004", "Positive"},
                                          {"260415000", "Negative"},
                                          {"260385009", "Negative"},
                                          {"419984006", "Inconclusive"},
                                          {"280416009", "Inconclusive"}}};

/// The first product of that kind: what its kind protects against.
const Product* product_of_kind(const Profile::Inner& profile, std::string_view icd11) {
    const auto at = std::ranges::find(profile.products, icd11, &Product::icd11);
    return icd11.empty() || at == profile.products.end() ? nullptr : &*at;
}

}  // namespace

std::span<const CodeSystem> vaccine_systems() noexcept {
    return systems;
}

std::string_view code_of_product(const Product& product, std::string_view system) noexcept {
    return system == "icd11" ? std::string_view(product.icd11) : code_in(product.codes, system);
}

void name_vaccine(const Value* concept_, const MasterData& master_data, Vaccination& event) {
    for (const Profile& profile : master_data.profiles())
        for (const CodeSystem& system : systems) {
            const std::string_view code = code_of(concept_, system.url);
            const bool of_a_kind = system.name == "icd11";
            const Product* product = of_a_kind
                                         ? product_of_kind(profile.inner(), code)
                                         : product_of_code(profile.inner(), system.name, code);
            if (!product) continue;
            if (event.disease.display.empty()) event.disease.display = product->disease;
            if (of_a_kind || !event.product.empty()) continue;
            event.product = product->names.front();
        }
}

void name_test(const Value* concept_, const MasterData& master_data, Test& event) {
    const std::string_view code = code_of(concept_, loinc_system);
    if (code.empty()) return;
    for (const Profile& profile : master_data.profiles())
        for (const TestCode& known : settings_of(profile).tests)
            if (known.loinc == code) {
                event.type = known.type;
                event.disease.display = known.disease;
                return;
            }
    event.type = code;
}

std::string sex_of_gender(std::string_view gender) {
    const auto at = std::ranges::find(genders, gender, &Word::theirs);
    return std::string(at == genders.end() ? gender : at->ours);
}

std::string_view gender_of_sex(std::string_view sex) noexcept {
    const auto at = std::ranges::find(genders, sex, &Word::ours);
    return at == genders.end() ? std::string_view() : at->theirs;
}

std::string result_of(const Value* concept_) {
    const auto at = std::ranges::find(results, code_of(concept_, snomed_system), &Word::theirs);
    return std::string(at == results.end() ? std::string_view() : at->ours);
}

std::string_view code_of_result(std::string_view result) noexcept {
    const auto at = std::ranges::find(results, result, &Word::ours);
    return at == results.end() ? std::string_view() : at->theirs;
}

}  // namespace vaxcert::shc

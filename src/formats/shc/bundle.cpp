// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/bundle.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace vaxcert::shc {
namespace {

using json::Value;

/// CVX codes of vaccines against COVID-19, of the implementation guide for them.
constexpr std::array<std::string_view, 11> covid19_codes = {
    "207", "208", "211", "212", "217", "218", "219", "221", "228", "229", "300"};

constexpr std::array<std::string_view, 6> coding_members = {"id",   "extension", "system",
                                                            "code", "version",   "userSelected"};

bool listed(std::span<const std::string_view> list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

const Value* resource_of(const Value& entry) {
    const Value* resource = entry.find("resource");
    return resource && resource->is_object() ? resource : nullptr;
}

/// Walks a bundle and collects what is wrong in it.
class Checker {
  public:
    explicit Checker(const Value& bundle) : bundle_(bundle) {}

    std::vector<Finding> take() && {
        if (text_at(&bundle_, "resourceType") != "Bundle") refuse("the bundle is no FHIR Bundle");
        const Value* type = bundle_.find("type");
        if (type && (!type->is_string() || type->string() != "collection"))
            note("the bundle is not of the type \"collection\"");
        const Value* entries = bundle_.find("entry");
        if (!entries || !entries->is_array() || entries->array().empty()) {
            refuse("the bundle has no entry");
            return std::move(findings_);
        }
        for (const Value& entry : entries->array()) urls_.push_back(text_at(&entry, "fullUrl"));
        std::ranges::sort(urls_);
        if (std::ranges::adjacent_find(urls_) != urls_.end())
            refuse("two entries of the bundle have one name");
        find_patient(entries->array());
        for (const Value& entry : entries->array()) check_entry(entry);
        return std::move(findings_);
    }

  private:
    void refuse(std::string detail) { add(Outcome::rejected, std::move(detail)); }
    void note(std::string detail) { add(Outcome::accepted, std::move(detail)); }

    /// A bundle may be wrong in thousands of places; the first ones say enough.
    void add(Outcome effect, std::string detail) {
        constexpr std::size_t most_findings = 32;
        const auto same = std::ranges::count(findings_, effect, &Finding::effect);
        if (static_cast<std::size_t>(same) < most_findings)
            findings_.push_back(
                {Step::decode, effect, {Reason::shape_not_expected, std::move(detail)}});
    }

    void check_entry(const Value& entry) {
        const std::string which = "entry " + std::to_string(number_++);
        const Value* resource = resource_of(entry);
        if (!resource || text_at(resource, "resourceType").empty())
            return refuse(which + " of the bundle has no resource with a type");
        const std::string_view url = text_at(&entry, "fullUrl");
        if (!is_short(url)) refuse(which + " of the bundle is not called resource:N");
        where_ = which + " of the bundle";
        check_resource(*resource);
    }

    void check_resource(const Value& resource) {
        if (resource.find("id")) note(where_ + " has an \"id\"");
        if (resource.find("text")) note(where_ + " has a \"text\"");
        if (const Value* meta = resource.find("meta")) check_meta(*meta);
        for (const json::Member& member : resource.object())
            if (member.name != "meta") check_value(member.value, member.name);
        if (text_at(&resource, "resourceType") == "Immunization") check_immunization(resource);
        if (text_at(&resource, "resourceType") == "Observation") check_observation(resource);
    }

    /// Only the labels of identity assurance are left in a card.
    void check_meta(const Value& meta) {
        const Value* security = meta.find("security");
        if (!meta.is_object() || meta.object().size() != 1 || !security)
            note(where_ + " has a \"meta\" of more than security labels");
        if (!security) return;
        if (!security->is_array() || security->array().empty())
            return refuse(where_ + " has security labels that are no array");
        for (const Value& label : security->array()) check_coding(label);
    }

    void check_coding(const Value& coding) {
        if (!coding.is_object()) return refuse(where_ + " has a coding that is no object");
        for (const json::Member& member : coding.object()) {
            if (member.name == "display")
                note(where_ + " has a coding with a \"display\"");
            else if (!listed(coding_members, member.name))
                refuse(where_ + " has a coding with a member that no coding has");
        }
    }

    /// FHIR R4 section 2.6.2: no property is empty, whatever its kind.
    void check_value(const Value& value, std::string_view name) {
        const bool empty = (value.is_string() && value.string().empty()) ||
                           (value.is_array() && value.array().empty()) ||
                           (value.is_object() && value.object().empty()) || value.is_null();
        if (empty) return refuse(where_ + " has an empty \"" + std::string(name) + '"');
        if (value.is_array()) {
            for (const Value& each : value.array()) {
                if (name == "coding") check_coding(each);
                check_value(each, name);
            }
        } else if (value.is_object()) {
            const bool is_concept =
                value.find("coding") || name == "type" || name.ends_with("Code");
            if (is_concept && value.find("text")) note(where_ + " has a concept with a \"text\"");
            for (const json::Member& member : value.object())
                check_value(member.value, member.name);
        } else if (value.is_string() && name == "reference") {
            check_reference(value.string());
        }
    }

    void check_reference(std::string_view target) {
        if (!is_short(target)) return refuse(where_ + " refers to something other than resource:N");
        if (!std::ranges::binary_search(urls_, target))
            refuse(where_ + " refers to an entry that is not in the bundle");
    }

    void check_immunization(const Value& immunization) {
        if (text_at(&immunization, "status") != "completed")
            refuse(where_ + ": the vaccination was not completed");
        const bool at = !text_at(&immunization, "occurrenceDateTime").empty();
        const bool text = immunization.find("occurrenceString") != nullptr;
        if (at == text)
            refuse(where_ + ": the vaccination has " + (at ? "two dates" : "no date of its own"));
        const Value* code = immunization.find("vaccineCode");
        if (!code || (!code->find("coding") && !code->find("text")))
            refuse(where_ + ": the vaccine is not named");
        check_patient(immunization.find("patient"));
    }

    void check_observation(const Value& observation) {
        const std::string_view status = text_at(&observation, "status");
        if (status != "final" && status != "amended" && status != "corrected")
            refuse(where_ + ": the result is not final");
        if (const Value* code = observation.find("code"); !code || !code->find("coding"))
            refuse(where_ + ": what was observed is not named");
        check_patient(observation.find("subject"));
    }

    void find_patient(const json::Array& entries) {
        std::size_t people = 0;
        for (const Value& entry : entries)
            if (text_at(entry.find("resource"), "resourceType") == "Patient") {
                ++people;
                patient_ = text_at(&entry, "fullUrl");
            }
        if (people != 1)
            refuse("the card is about " + std::to_string(people) +
                   " people and should be about one");
    }

    void check_patient(const Value* reference) {
        if (text_at(reference, "reference") != patient_ || patient_.empty())
            refuse(where_ + " is not said to be of the person whom the card is about");
    }

    /// "resource:" and a number: how a card calls its entries, to be short.
    static bool is_short(std::string_view url) {
        constexpr std::string_view scheme = "resource:";
        return url.size() > scheme.size() && url.starts_with(scheme) &&
               url.find_first_not_of("0123456789", scheme.size()) == url.npos;
    }

    const Value& bundle_;
    std::size_t number_ = 0;
    std::string where_;
    std::vector<std::string_view> urls_;  ///< of the entries, sorted
    std::string_view patient_;            ///< what the person's entry is called
    std::vector<Finding> findings_;
};

}  // namespace

std::string_view text_at(const Value* object, std::string_view member) noexcept {
    const Value* value = object ? object->find(member) : nullptr;
    return value && value->is_string() ? std::string_view(value->string()) : std::string_view();
}

std::string_view code_of(const Value* concept_, std::string_view system) noexcept {
    const Value* codings = concept_ ? concept_->find("coding") : nullptr;
    if (!codings || !codings->is_array()) return {};
    for (const Value& coding : codings->array())
        if (text_at(&coding, "system") == system) return text_at(&coding, "code");
    return {};
}

std::vector<const Value*> resources_of(const Value& bundle, std::string_view type) {
    std::vector<const Value*> resources;
    const Value* entries = bundle.find("entry");
    if (!entries || !entries->is_array()) return resources;
    for (const Value& entry : entries->array())
        if (const Value* resource = resource_of(entry);
            resource && text_at(resource, "resourceType") == type)
            resources.push_back(resource);
    return resources;
}

Contents contents_of(const Value& bundle) {
    Contents contents;
    for (const Value* each : resources_of(bundle, "Immunization")) {
        contents.immunization = true;
        contents.covid19 = contents.covid19 ||
                           listed(covid19_codes, code_of(each->find("vaccineCode"), cvx_system));
    }
    contents.laboratory = !resources_of(bundle, "Observation").empty();
    return contents;
}

std::vector<Finding> check_bundle(const Value& bundle) {
    return Checker(bundle).take();
}

}  // namespace vaxcert::shc

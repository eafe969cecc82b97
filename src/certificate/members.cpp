// SPDX-License-Identifier: Apache-2.0
#include "certificate/members.hpp"

#include <algorithm>
#include <array>

namespace vaxcert {
namespace {

/// The names of an address in the places where there is one.
struct AddressNames {
    std::string_view line1, line2, city, district, region, postal_code, country;
};

constexpr AddressNames of_person = {"person.address.line1",  "person.address.line2",
                                    "person.address.city",   "person.address.district",
                                    "person.address.region", "person.address.postal_code",
                                    "person.address.country"};
constexpr AddressNames of_vaccination = {
    "vaccination.centre.address.line1",  "vaccination.centre.address.line2",
    "vaccination.centre.address.city",   "vaccination.centre.address.district",
    "vaccination.centre.address.region", "vaccination.centre.address.postal_code",
    "vaccination.centre.address.country"};
constexpr AddressNames of_test = {"test.centre.address.line1",  "test.centre.address.line2",
                                  "test.centre.address.city",   "test.centre.address.district",
                                  "test.centre.address.region", "test.centre.address.postal_code",
                                  "test.centre.address.country"};

class Stated {
  public:
    void add(std::string_view name, bool stated) {
        if (stated) names_.push_back(name);
    }
    void add(std::string_view name, const std::string& text) { add(name, !text.empty()); }
    void add(std::string_view name, const Code& code) {
        add(name, !code.code.empty() || !code.display.empty());
    }

    void add(const AddressNames& names, const Address& address) {
        add(names.line1, address.line1);
        add(names.line2, address.line2);
        add(names.city, address.city);
        add(names.district, address.district);
        add(names.region, address.region);
        add(names.postal_code, address.postal_code);
        add(names.country, address.country);
    }

    void add(const Person& person) {
        add("person.name", person.name);
        add("person.birth_date", person.birth_date);
        add("person.age", person.age);
        add("person.sex", person.sex);
        add("person.nationality", person.nationality);
        add("person.identifiers", !person.identifiers.empty());
        add(of_person, person.address);
    }

    void add(const Vaccination& event) {
        add("vaccination.disease", event.disease);
        add("vaccination.vaccine", event.vaccine);
        add("vaccination.product", event.product);
        add("vaccination.manufacturer", event.manufacturer);
        add("vaccination.batch", event.batch);
        add("vaccination.date", event.date);
        add("vaccination.dose", event.dose.has_value());
        add("vaccination.total_doses", event.total_doses.has_value());
        add("vaccination.country", event.country);
        add("vaccination.centre.name", event.centre.name);
        add(of_vaccination, event.centre.address);
        add("vaccination.vaccinator", event.vaccinator);
        add("vaccination.valid_from", event.valid_from);
        add("vaccination.valid_until", event.valid_until);
        add("vaccination.next_dose", event.next_dose);
    }

    void add(const Test& event) {
        add("test.disease", event.disease);
        add("test.type", event.type);
        add("test.test_name", event.test_name);
        add("test.manufacturer", event.manufacturer);
        add("test.batch", event.batch);
        add("test.sample_origin", event.sample_origin);
        add("test.sample_time", event.sample_time);
        add("test.result_time", event.result_time);
        add("test.result", event.result);
        add("test.country", event.country);
        add("test.centre.name", event.centre.name);
        add(of_test, event.centre.address);
        add("test.verifier", event.verifier);
    }

    void add(const Recovery& event) {
        add("recovery.disease", event.disease);
        add("recovery.first_positive", event.first_positive);
        add("recovery.valid_from", event.valid_from);
        add("recovery.valid_until", event.valid_until);
        add("recovery.country", event.country);
    }

    std::vector<std::string_view> take() { return std::move(names_); }

  private:
    std::vector<std::string_view> names_;
};

}  // namespace

std::vector<std::string_view> stated_members(const Claims& claims) {
    Stated stated;
    stated.add(claims.person);
    std::visit([&](const auto& event) { stated.add(event); }, claims.event);
    stated.add("earlier_events", !claims.earlier_events.empty());
    return stated.take();
}

std::vector<std::string> left_out(const Claims& claims, std::span<const std::string_view> carried) {
    std::vector<std::string> names;
    for (const std::string_view member : stated_members(claims)) {
        const bool kept = std::ranges::any_of(carried, [&](std::string_view name) {
            return name.ends_with('.') ? member.starts_with(name) : member == name;
        });
        if (!kept) names.emplace_back(member);
    }
    return names;
}

}  // namespace vaxcert

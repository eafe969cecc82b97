// SPDX-License-Identifier: Apache-2.0
// One list of members for both directions: `each(member, name)` of a Writer or of a Reader.

#include "certificate/claims_json.hpp"

#include <cmath>
#include <optional>
#include <stdexcept>
#include <type_traits>

#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Array;
using json::Object;
using json::Value;

template <class Each, class T>
concept IsA = std::is_same_v<std::remove_const_t<Each>, T>;

template <class Each>
void members_of(IsA<Code> auto& code, Each& each) {
    each("system", code.system);
    each("code", code.code);
    each("display", code.display);
}

template <class Each>
void members_of(IsA<Address> auto& address, Each& each) {
    each("line1", address.line1);
    each("line2", address.line2);
    each("city", address.city);
    each("district", address.district);
    each("region", address.region);
    each("postal_code", address.postal_code);
    each("country", address.country);
}

template <class Each>
void members_of(IsA<Identifier> auto& identifier, Each& each) {
    each("type", identifier.type);
    each("value", identifier.value);
}

template <class Each>
void members_of(IsA<Centre> auto& centre, Each& each) {
    each("name", centre.name);
    each("address", centre.address);
}

template <class Each>
void members_of(IsA<Person> auto& person, Each& each) {
    each("name", person.name);
    each("birth_date", person.birth_date);
    each("age", person.age);
    each("sex", person.sex);
    each("nationality", person.nationality);
    each("identifiers", person.identifiers);
    each("address", person.address);
}

template <class Each>
void members_of(IsA<Vaccination> auto& event, Each& each) {
    each("disease", event.disease);
    each("vaccine", event.vaccine);
    each("product", event.product);
    each("manufacturer", event.manufacturer);
    each("batch", event.batch);
    each("date", event.date);
    each("dose", event.dose);
    each("total_doses", event.total_doses);
    each("country", event.country);
    each("centre", event.centre);
    each("vaccinator", event.vaccinator);
    each("valid_from", event.valid_from);
    each("valid_until", event.valid_until);
    each("next_dose", event.next_dose);
}

template <class Each>
void members_of(IsA<Test> auto& event, Each& each) {
    each("disease", event.disease);
    each("type", event.type);
    each("test_name", event.test_name);
    each("manufacturer", event.manufacturer);
    each("batch", event.batch);
    each("sample_origin", event.sample_origin);
    each("sample_time", event.sample_time);
    each("result_time", event.result_time);
    each("result", event.result);
    each("country", event.country);
    each("centre", event.centre);
    each("verifier", event.verifier);
}

template <class Each>
void members_of(IsA<Recovery> auto& event, Each& each) {
    each("disease", event.disease);
    each("first_positive", event.first_positive);
    each("valid_from", event.valid_from);
    each("valid_until", event.valid_until);
    each("country", event.country);
}

template <class Each>
void members_of(IsA<Issuance> auto& issuance, Each& each) {
    each("id", issuance.id);
    each("issuer", issuance.issuer);
    each("issuer_name", issuance.issuer_name);
    each("verification_method", issuance.verification_method);
    each("issued_at", issuance.issued_at);
    each("valid_from", issuance.valid_from);
    each("expires_at", issuance.expires_at);
    each("version", issuance.version);
    each("previous", issuance.previous);
}

/// Takes only what is stated.
class Writer {
  public:
    void operator()(const char* name, const std::string& text) {
        if (!text.empty()) object_.push_back({name, text});
    }
    void operator()(const char* name, std::optional<int> number) {
        if (number) object_.push_back({name, *number});
    }
    void operator()(const char* name, const std::vector<Identifier>& identifiers) {
        Array array;
        for (const Identifier& identifier : identifiers) array.push_back(written(identifier));
        if (!array.empty()) object_.push_back({name, Value(std::move(array))});
    }
    template <class T>
    void operator()(const char* name, const T& part) {
        Value value = written(part);
        if (!value.object().empty()) object_.push_back({name, std::move(value)});
    }

    template <class T>
    static Value written(const T& whole) {
        Writer writer;
        members_of(whole, writer);
        return Value(std::move(writer.object_));
    }

  private:
    Object object_;
};

/// Reads what is there; the first fault stays.
class Reader {
  public:
    Reader(const Value& object, std::optional<Error>& fault) : object_(object), fault_(fault) {
        if (!object.is_object()) complain("it", "an object");
    }

    void operator()(const char* name, std::string& text) {
        const Value* value = object_.find(name);
        if (!value) return;
        if (!value->is_string()) return complain(name, "a text");
        text = value->string();
    }
    void operator()(const char* name, std::optional<int>& number) {
        const Value* value = object_.find(name);
        if (!value) return;
        const double found = value->is_number() ? value->number().value : -1;
        if (!(found >= 0 && found <= 999) || found != std::floor(found))
            return complain(name, "a whole number from 0 to 999");
        number = static_cast<int>(found);
    }
    void operator()(const char* name, std::vector<Identifier>& identifiers) {
        const Value* value = object_.find(name);
        if (!value) return;
        if (!value->is_array()) return complain(name, "an array");
        for (const Value& element : value->array())
            read(element, identifiers.emplace_back(), fault_);
    }
    template <class T>
    void operator()(const char* name, T& part) {
        if (const Value* value = object_.find(name)) read(*value, part, fault_);
    }

    template <class T>
    static void read(const Value& object, T& whole, std::optional<Error>& fault) {
        Reader reader(object, fault);
        members_of(whole, reader);
    }

  private:
    void complain(const char* name, const char* expected) {
        if (!fault_)
            fault_ = Error{Reason::malformed, '"' + std::string(name) + "\" is not " + expected};
    }

    const Value& object_;
    std::optional<Error>& fault_;
};

template <class Whole, class T>
Result<Whole> read_as(const Value& object) {
    std::optional<Error> fault;
    T whole;
    Reader::read(object, whole, fault);
    if (fault) return *std::move(fault);
    return Whole(std::move(whole));
}

}  // namespace

Value to_value(const Address& address) {
    return Writer::written(address);
}

Value to_value(const Person& person) {
    return Writer::written(person);
}

Value to_value(const Event& event) {
    return std::visit([](const auto& each) { return Writer::written(each); }, event);
}

Value to_value(const Issuance& issuance) {
    return Writer::written(issuance);
}

const char* kind_of(const Event& event) noexcept {
    constexpr const char* kinds[] = {"vaccination", "test", "recovery"};
    return kinds[event.index()];
}

Result<Person> person_from(const Value& object) {
    return read_as<Person, Person>(object);
}

Result<Event> event_from(std::string_view kind, const Value& object) {
    if (kind == "vaccination") return read_as<Event, Vaccination>(object);
    if (kind == "test") return read_as<Event, Test>(object);
    if (kind == "recovery") return read_as<Event, Recovery>(object);
    throw std::invalid_argument("event_from: there is no such kind");
}

}  // namespace vaxcert

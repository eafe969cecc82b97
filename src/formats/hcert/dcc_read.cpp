// SPDX-License-Identifier: Apache-2.0
// EU DCC (Implementing Decision (EU) 2021/1073, schema 1.3.3) to the neutral model. Real
// certificates differ from the schema in many ways: that is noted, and what can be read is read.

#include "formats/hcert/codes.hpp"
#include "formats/hcert/dcc_check.hpp"
#include "formats/hcert/name.hpp"
#include "formats/hcert/subclaims.hpp"
#include "formats/hcert/zone.hpp"

namespace vaxcert::hcert {
namespace {

using json::Value;

std::string text(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    return value && value->is_string() ? value->string() : std::string();
}

std::optional<int> count(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    if (!value || !value->is_number()) return {};
    const double number = value->number().value;
    if (number < 0 || number > 1'000'000 || number != static_cast<int>(number)) return {};
    return static_cast<int>(number);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

Person person_of(const Value& payload) {
    Person person;
    const Value* name = payload.find("nam");
    if (name && name->is_object()) {
        std::string given = text(*name, "gn"), family = text(*name, "fn");
        if (given.empty() && family.empty()) {
            given = text(*name, "gnt");
            family = text(*name, "fnt");
        }
        person.name = join_name({.family = std::move(family), .given = std::move(given)});
    }
    person.birth_date = text(payload, "dob");
    return person;
}

Vaccination vaccination_of(const Value& entry, const MasterData& known) {
    Vaccination event;
    event.disease = disease_of(known, text(entry, "tg"));
    event.vaccine = {"http://snomed.info/sct", text(entry, "vp"), {}};
    // Some issuers pad their codes with spaces.
    const std::string product(trimmed(text(entry, "mp")));
    const std::string maker = text(entry, "ma");
    const Product* by_product = product_of(known, system::product, product);
    const Product* by_maker = product_of(known, system::manufacturer, maker);
    event.product = by_product ? by_product->names.front() : product;
    event.manufacturer =
        by_maker && !by_maker->manufacturers.empty() ? by_maker->manufacturers.front() : maker;
    event.dose = count(entry, "dn");
    event.total_doses = count(entry, "sd");
    event.date = text(entry, "dt");
    event.country = text(entry, "co");
    return event;
}

std::string result_word(const std::string& code) {
    if (code == "260415000") return "Negative";
    return code == "260373001" ? "Positive" : code;
}

Test test_of(const Value& entry, const MasterData& known) {
    Test event;
    event.disease = disease_of(known, text(entry, "tg"));
    const std::string type = text(entry, "tt");
    const Concept* kind = concept_of(known, system::test_type, type);
    event.type = kind ? kind->name : type;
    event.test_name = text(entry, "nm");
    event.manufacturer = text(entry, "ma");
    event.sample_time = with_full_zone(text(entry, "sc"));
    event.result = result_word(text(entry, "tr"));
    event.country = text(entry, "co");
    event.centre.name = text(entry, "tc");
    return event;
}

Recovery recovery_of(const Value& entry, const MasterData& known) {
    return {.disease = disease_of(known, text(entry, "tg")),
            .first_positive = text(entry, "fr"),
            .valid_from = text(entry, "df"),
            .valid_until = text(entry, "du"),
            .country = text(entry, "co")};
}

/// The entries of v, t or r, which may be null or absent.
const json::Array& entries(const Value& payload, std::string_view kind) {
    static const json::Array none;
    const Value* list = payload.find(kind);
    return list && list->is_array() ? list->array() : none;
}

/// Reads the entries of a payload one after another; the last is the newest.
class Events {
  public:
    Events(const Value& payload, const MasterData& known) : payload_(payload), known_(known) {}

    template <class Read>
    void read_all(std::string_view kind, Read read_one) {
        bool any = false;
        for (const Value& entry : entries(payload_, kind)) {
            if (!entry.is_object()) continue;
            any = true;
            events_.insert(events_.begin(), Event(read_one(entry, known_)));
            if (id_.empty()) id_ = text(entry, "ci");
            if (country_.empty()) country_ = text(entry, "co");
            if (authority_.empty()) authority_ = text(entry, "is");
        }
        kinds_ += any;
    }

    void store(Reading& reading) {
        if (events_.empty()) {
            reading.findings.push_back(
                {Step::decode,
                 Outcome::rejected,
                 {Reason::member_missing, "the certificate has no vaccination, test or recovery"}});
            return;
        }
        reading.claims.event = std::move(events_.front());
        events_.erase(events_.begin());
        reading.claims.earlier_events = std::move(events_);
        reading.claims.certificate.id = id_;
        reading.claims.certificate.issuer_name = authority_;
        reading.standing.country = country_;
        if (kinds_ > 1)
            reading.findings.push_back({Step::policy,
                                        Outcome::rejected,
                                        {Reason::shape_not_expected,
                                         "a certificate is for one kind of event, and this for " +
                                             std::to_string(kinds_)}});
    }

  private:
    const Value& payload_;
    const MasterData& known_;
    std::vector<Event> events_;
    std::string id_, country_, authority_;
    int kinds_ = 0;
};

}  // namespace

Reading read_dcc(const Value& payload, const MasterData& master_data) {
    Reading reading;
    reading.claims.person = person_of(payload);
    reading.claims.certificate.version = text(payload, "ver");
    Events events(payload, master_data);
    events.read_all("v", vaccination_of);
    events.read_all("t", test_of);
    events.read_all("r", recovery_of);
    events.store(reading);
    if (const auto problems = check_dcc(payload); !problems.empty())
        reading.findings.push_back(
            {Step::policy,
             Outcome::accepted,
             {Reason::shape_not_expected, "differs from schema 1.3.3 in " +
                                              std::to_string(problems.size()) +
                                              ", as: " + problems.front()}});
    return reading;
}

}  // namespace vaxcert::hcert

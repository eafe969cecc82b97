// SPDX-License-Identifier: Apache-2.0
// An issuer of CoWIN certificates and a check point, for the rows that need them.

#pragma once

#include <stdexcept>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

namespace vaxcert::bench {

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().detail);
    return *std::move(result);
}

/// An issuer of domestic certificates, and a check point that trusts it.
struct DivocWorld {
    explicit DivocWorld(Algorithm algorithm)
        : signer(must(signer_from_key(as_bytes(must(generate_key(algorithm)))))),
          issuer(must(Issuer::create(must(Profile::ready("india")), signer))),
          now(must(parse_time("2021-03-03T05:00:00Z"))) {
        trust.add({.id = "did:india", .key = signer->public_key(), .environment = {}});
        Vaccination event;
        event.product = "COVISHIELD";
        event.manufacturer = "Serum Institute of India";
        event.batch = "TEST-BATCH-1";
        event.date = "2021-03-03T04:28:43.134Z";
        event.dose = 1;
        event.total_doses = 2;
        event.valid_from = "2021-03-03";
        event.valid_until = "2021-06-03";
        event.centre.name = "Example Site 176207";
        event.centre.address.line1 = "Address of Example Site 176207";
        event.centre.address.district = "Example District";
        event.centre.address.region = "Example State";
        event.vaccinator = "Test Vaccinator";
        record.claims.event = event;
        record.claims.person.name = "Test Person One";
        record.claims.person.age = "40";
        record.claims.person.sex = "Female";
        record.claims.person.nationality = "Indian";
        record.claims.person.identifiers = {{"", "did:Passport:TEST0001"}};
        record.claims.person.address.district = "Example District";
        record.claims.person.address.region = "Example State";
        record.claims.person.address.postal_code = "176207";
    }

    /// Another person each time.
    Issued issue() {
        record.reference = std::to_string(10'000'000'000'000 + ++count);
        return must(issuer.issue(record, now));
    }

    Outcome verify(const Bytes& payload, const StatusList& status = StatusList()) const {
        return vaxcert::verify(payload, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now})
            .outcome();
    }

    std::shared_ptr<const Signer> signer;
    Issuer issuer;
    Time now;
    Record record;
    long long count = 0;
    TrustList trust;
    Policy policy;
    MasterData master_data = MasterData::ready();
};

}  // namespace vaxcert::bench

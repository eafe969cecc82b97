// SPDX-License-Identifier: Apache-2.0
// Claims in JSON, in the words of certificate.hpp: the notation of records and verdicts.

#pragma once

#include <string_view>

#include <vaxcert/certificate.hpp>
#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert {

/// Each as an object whose members are what is stated; the empty object where nothing is.
json::Value to_value(const Address& address);
json::Value to_value(const Person& person);
json::Value to_value(const Event& event);
json::Value to_value(const Issuance& issuance);

/// "vaccination", "test", "recovery"
const char* kind_of(const Event& event) noexcept;

/// The inverse. A member that is not known is passed over; one of another kind than to_value()
/// writes is malformed.
Result<Person> person_from(const json::Value& object);

/// An event of the kind named, one of those of kind_of().
Result<Event> event_from(std::string_view kind, const json::Value& object);

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// Which members a record states, so that a format can say what of them it has no place for.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/certificate.hpp>

namespace vaxcert {

/// The members that claims state, by their names in the notation of records:
/// "person.birth_date", "vaccination.centre.address.city". A code is one member. Those of the
/// certificate itself (its id, its times) are not among them.
std::vector<std::string_view> stated_members(const Claims& claims);

/// Those of them that are not carried. An entry of `carried` that ends in a dot stands for all that
/// begins with it.
std::vector<std::string> left_out(const Claims& claims, std::span<const std::string_view> carried);

}  // namespace vaxcert

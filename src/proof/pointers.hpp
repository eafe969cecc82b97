// SPDX-License-Identifier: Apache-2.0
// A part of a JSON document, chosen by JSON Pointers (RFC 6901). Of this folder alone.

#pragma once

#include <span>
#include <string>

#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::proof {

/// What the pointers select: their targets whole, and of each object on the way its id and type.
/// The root's "@context" is always there. Arrays keep only the elements that are selected. A
/// pointer that matches nothing is an error.
Result<json::Value> select(const json::Value& document, std::span<const std::string> pointers);

}  // namespace vaxcert::proof

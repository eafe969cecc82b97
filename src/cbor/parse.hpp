// SPDX-License-Identifier: Apache-2.0
// The one door by which CBOR comes in.

#pragma once

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "cbor/value.hpp"

namespace vaxcert::cbor {

/// Reads one data item, which must be all there is (RFC 8949).
///
/// Takes every spelling that means one thing: definite and indefinite lengths, numbers longer than
/// need be, maps in any order. Refuses what is not well-formed, a key twice in one map, texts that
/// are no UTF-8, anything after the item, and whatever is deeper or more than `budget` allows.
Result<Value> parse(ByteView bytes, const Budget& budget);

}  // namespace vaxcert::cbor

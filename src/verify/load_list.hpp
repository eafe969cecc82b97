// SPDX-License-Identifier: Apache-2.0
// One function for each kind of list that others than us have defined; load_status() chooses.

#pragma once

#include <string_view>

#include <vaxcert/load_status.hpp>

namespace vaxcert {

/// A W3C status list credential with one Data Integrity proof.
Result<LoadedStatus> load_credential_list(std::string_view json, const TrustList& trust, Time now);

/// The same inside a JWS (VC-JOSE-COSE), or a Token Status List (statuslist+jwt).
Result<LoadedStatus> load_token(std::string_view jws, const TrustList& trust, Time now);

/// A batch of the EU, in CMS: DER, or the base64 of it.
Result<LoadedStatus> load_batch(ByteView cms, const TrustList& trust, Time now);

}  // namespace vaxcert

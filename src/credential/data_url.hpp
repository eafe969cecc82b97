// SPDX-License-Identifier: Apache-2.0
// A credential or presentation that is named by what holds it (VC data model 2.0 section 4.13.1):
// an object whose id is a data URL of a JWT or a COSE message.

#pragma once

#include <string>

#include <vaxcert/result.hpp>

#include "enveloped/credential.hpp"
#include "json/value.hpp"

namespace vaxcert::credential {

/// Whether its type says so: EnvelopedVerifiableCredential, or -Presentation.
bool is_enveloped(const json::Value& document, bool presentation);

/// What such an object holds. Its context, its type and its data URL are as the data model has
/// them, and what was put in is what the type says.
Result<enveloped::Enveloped> take_out(const json::Value& document, bool presentation);

/// The object that holds a JWT of a credential.
json::Value holder_of_jwt(const std::string& jwt);

}  // namespace vaxcert::credential

// SPDX-License-Identifier: Apache-2.0
// Which IRI stands for a person: the rules of CoWIN since 2022-01-21.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "formats/divoc/settings.hpp"

namespace vaxcert::divoc {

/// The id of the credential's subject.
///   an identity that is a URL, or a DID        stays, but for spaces and capitals in its method
///   another one that is not rejected           prefix:identity     did:india:12345
///   none, or a rejected one ("NA", "_")        prefix:reference    did:india:<preEnrollmentCode>
/// The result is always an absolute IRI without a character that a JSON-LD processor would drop the
/// person for: those are percent-encoded. identity_rejected if there is no reference either.
Result<std::string> subject_id(std::string_view identity, std::string_view reference,
                               const Settings& settings);

}  // namespace vaxcert::divoc

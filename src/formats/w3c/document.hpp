// SPDX-License-Identifier: Apache-2.0
// Claims as a credential, and back.

#pragma once

#include <string>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/result.hpp>

#include "credential/check_model.hpp"
#include "json/value.hpp"

namespace vaxcert::w3c {

/// Whether a document is one of ours to the last member: its contexts, its types, each term once
/// and of its kind. What is not known is refused, since nobody would show it.
Result<Done> check_shape(const json::Value& document);

/// The claims of a document whose shape has been checked. Nothing depends on what the signature
/// leaves open: the order of a list, and how a number is spelled.
Claims read_claims(const json::Value& document);

/// The subject of a credential: a person and what happened to them.
json::Value write_subject(const Claims& claims);

}  // namespace vaxcert::w3c

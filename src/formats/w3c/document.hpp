// SPDX-License-Identifier: Apache-2.0
// Claims as a credential, and back.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/result.hpp>

#include "certificate/format.hpp"
#include "credential/check_model.hpp"
#include "formats/w3c/settings.hpp"
#include "json/value.hpp"

namespace vaxcert::w3c {

enum class Secured : std::uint8_t {
    by_proof,
    by_part_proof,  ///< what is not there was left out by the holder
    by_envelope,
};

/// Whether a document is one of ours to the last member: its contexts, its types, each term once
/// and of its kind. What is not known is refused, since nobody would show it.
Result<Done> check_shape(const json::Value& document, Secured secured);

/// The claims of a document whose shape has been checked. Nothing depends on what the signature
/// leaves open: the order of a list, and how a number is spelled.
Claims read_claims(const json::Value& document);

/// With an offset, as everything behind this reads times.
std::string as_time(const std::string& text);

/// The subject of a credential: a person and what happened to them.
json::Value write_subject(const Claims& claims);

/// A record as a document that is not signed yet.
Result<json::Value> build(const Record& record, const Signing& signing, const Settings& settings);

/// What a record states and no document holds.
std::vector<std::string> left_out_of(const Claims& claims);

}  // namespace vaxcert::w3c

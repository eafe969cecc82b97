// SPDX-License-Identifier: Apache-2.0
// What `vaxcert trust` prints, for people and for programs.

#pragma once

#include <span>
#include <string>

#include <vaxcert/finding.hpp>
#include <vaxcert/trust_bundle.hpp>

namespace vaxcert::cli {

std::string entry_text(const TrustEntry& entry);
std::string entry_line(const TrustEntry& entry);

std::string built_text(const TrustList& list, const BundleFacts& facts, const std::string& file,
                       std::size_t bytes, bool json);

std::string refused_text(const Error& error, bool json);
std::string checked_text(const OpenedBundle& bundle, std::span<const Finding> findings, bool json);

}  // namespace vaxcert::cli

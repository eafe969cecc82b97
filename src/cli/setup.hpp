// SPDX-License-Identifier: Apache-2.0
// What the commands are set up with: profiles, trust, status, policy, keys. Whatever cannot be read
// here is "could not run", never a verdict.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/policy.hpp>
#include <vaxcert/profile.hpp>
#include <vaxcert/status_list.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>

#include "cli/bundles.hpp"

namespace vaxcert::cli {

/// A profile by its name, if it comes with the library, else by its file.
Profile load_profile(const std::string& name_or_file);

/// The lists and keys of all --trust arguments, "[ID=]FILE" each.
TrustList load_trust(const std::vector<std::string>& arguments, const BundleSetup& bundles = {});

/// The lists of all --status arguments, "[ISSUER=]FILE" each, held to the trust list, and to what
/// the file `seen` remembers if it is given; it is brought up to date.
StatusList load_status(const std::vector<std::string>& arguments, const TrustList& trust,
                       const std::string& seen, Time now);

/// One signed list that must be there, be signed by a trusted key, and be newest of all.
SignedStatusList load_signed_status(const std::string& file, const TrustList& trust, Time now);

/// A policy that asks for all that these ask for, each by its name if it comes with the library,
/// else by its file, for who arrives at that place.
Policy load_policy(const std::vector<std::string>& names_or_files, const std::string& country,
                   const std::string& region);

/// The language that serves --lang; empty for none.
std::string_view load_language(const std::string& tag);

/// The signer that --key names: a file, or a token by its URI.
std::shared_ptr<const Signer> load_signer(const std::string& key, const std::string& pin_file);

/// The campaign secret of a file, without the line break an editor leaves at its end; empty without
/// a file.
Bytes load_campaign_key(const std::string& file);

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
// The commands, and what the command line may tell each. Every function returns an exit status, or
// throws CannotRun.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/bundles.hpp"

namespace vaxcert::cli {

struct KeygenOptions {
    std::string algorithm;
    std::string out;
    std::string id;
    std::string environment = "production";
};
int keygen(const KeygenOptions& options);

struct IssueOptions {
    std::string in = "-";
    std::string profile;
    std::vector<std::string> keys;  ///< "[FORMAT=]KEY"
    std::string pin_file;
    std::string campaign_key;
    std::vector<std::string> formats;  ///< empty: the profile's main one
    std::string qr;        ///< "png", "svg", "none", or empty: png for a single record, else none
    std::string qr_level;  ///< empty: the profile's
    std::string out = "-";
    std::string rejects;
    std::string now;
    std::string progress;  ///< "bar", "json", "none", or empty: bar on a terminal, else none
    unsigned threads = 0;  ///< 0: one for each processor
    bool json = false;
};
int issue(const IssueOptions& options);

struct VerifyOptions {
    std::vector<std::string> files;
    std::vector<std::string> trust;
    BundleSetup bundles;
    std::vector<std::string> status;  ///< "[ISSUER=]FILE"
    std::vector<std::string> need_status;
    unsigned status_grace = 0;  ///< hours
    std::string seen;
    std::vector<std::string> policy;
    std::string country;
    std::string region;
    std::vector<std::string> profiles;
    std::string state_key;
    std::string pin_file;
    std::string state_issuer;
    std::string state_subject;
    std::string audience;
    std::string nonce;
    std::string now;
    std::string language;  ///< empty: none besides the English details
    bool json = false;
};
int verify(const VerifyOptions& options);

struct PresentOptions {
    std::string file;
    std::vector<std::string> claims;
    bool list = false;
    std::string key;
    std::string pin_file;
    std::string audience;
    std::string nonce;
    std::string now;
};
int present(const PresentOptions& options);

struct StatusOptions {
    std::string action;
    std::string list;
    std::string in = "-";
    std::string issuer;
    std::string key;
    std::string pin_file;
    std::string key_id;  ///< empty: the issuer's name
    std::string environment = "production";
    std::uint64_t sequence = 1;
    unsigned days = 7;
    std::string url;  ///< by which certificates name the list, if it is one of bits
    std::string purpose = "revocation";
    std::string form = "bitstring";
    std::string state;  ///< empty: withdrawn, or suspended in a list of suspensions
    std::string date;
    std::string expires;
    std::string id_column = "id";
    std::string expires_column;
    std::vector<std::string> where;  ///< "COLUMN=VALUE"
    std::vector<std::string> trust;
    std::string out;
    std::string now;
    bool json = false;
};
int status_list(const StatusOptions& options);

struct ScanOptions {
    std::vector<std::string> images;
    std::string out;
    bool json = false;
};
int scan(const ScanOptions& options);

struct InspectOptions {
    std::string file;
    bool json = false;
};
int inspect(const InspectOptions& options);

struct TrustOptions {
    std::string action;              ///< "build", "import", "list" or "check"
    std::vector<std::string> files;  ///< of import, what they are first
    BundleSetup bundles;
    std::vector<std::string> keys;
    std::string pin_file;
    std::uint64_t sequence = 0;  ///< 0: the one after --previous
    std::string next_update;
    std::string environment;  ///< empty: what the lists say
    std::string previous;
    std::string new_roots;
    std::string save_roots;
    std::string card_lists;
    std::vector<std::string> signers;
    std::string signature;
    std::string issuer;
    std::vector<std::string> formats;
    std::string retrieved_since;
    std::string out;
    std::string now;
    bool json = false;
};
int trust(const TrustOptions& options);
int trust_import(const TrustOptions& options);

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
// Which certificates their issuer has withdrawn.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// The ids that issuers have withdrawn, as a check point last heard of them.
class StatusList {
  public:
    /// Reads {"issuer": IRI, "withdrawn": [{"id": TEXT, "date": DATE}, ...]}. For certificates that
    /// name a list themselves, "issuer" is the list's URL and an id an index into it.
    static Result<StatusList> parse(std::string_view json);

    /// Adds one withdrawn certificate. `date` is when, for people; it may be empty.
    void withdraw(std::string_view issuer, std::string_view id, std::string_view date = {});

    void merge(const StatusList& other);

    /// The date of withdrawal, or nullptr if the certificate is not listed.
    const std::string* find(std::string_view issuer, std::string_view id) const;

    /// Whether there is a list of this issuer, or of this URL, be it empty.
    bool covers(std::string_view issuer) const { return covered_.contains(std::string(issuer)); }

  private:
    std::unordered_set<std::string> covered_;                 ///< issuers and URLs of lists
    std::unordered_map<std::string, std::string> withdrawn_;  ///< "issuer LF id" to date
};

}  // namespace vaxcert

// SPDX-License-Identifier: Apache-2.0
// Which certificates their issuer has withdrawn.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// The ids that issuers have withdrawn, as a check point last heard of them.
class StatusList {
  public:
    /// Reads {"issuer": IRI, "withdrawn": [{"id": TEXT, "date": DATE}, ...]}.
    static Result<StatusList> parse(std::string_view json);

    /// Adds one withdrawn certificate. `date` is when, for people; it may be empty.
    void withdraw(std::string_view issuer, std::string_view id, std::string_view date = {});

    void merge(const StatusList& other);

    /// The date of withdrawal, or nullptr if the certificate is not listed.
    const std::string* find(std::string_view issuer, std::string_view id) const;

  private:
    std::unordered_map<std::string, std::string> withdrawn_;  ///< "issuer LF id" to date
};

}  // namespace vaxcert

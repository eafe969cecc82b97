// SPDX-License-Identifier: Apache-2.0
// What the importers share. Each is one file and one row of the table in import.cpp.

#pragma once

#include <span>
#include <string>

#include <vaxcert/trust_import.hpp>

#include "crypto/x509.hpp"
#include "json/value.hpp"

namespace vaxcert::trust_import {

/// A list as it comes together, and the report on it.
class Import {
  public:
    explicit Import(const ImportOptions& options) : options_(options) {}

    const ImportOptions& options() const noexcept { return options_; }

    void see() { ++report_.seen; }
    void take(TrustedKey key);
    void take(TrustAnchor anchor);
    void take(std::shared_ptr<const crypto::X509Crl> crl) { list_.add(std::move(crl)); }
    void refuse(std::string what, Error why);
    void take_card_list(const std::string& issuer, const json::Value& list);
    void note(std::string_view what);
    void count_signature() { ++report_.signatures; }
    void set_issued(Time issued) { list_.set_issued(issued); }

    Imported finish() &&;

  private:
    const ImportOptions& options_;
    TrustList list_;
    ImportReport report_;
    json::Array card_lists_;
};

using Files = std::span<const ImportFile>;

Result<Done> import_gdhcn(Files files, Import& import);
Result<Done> import_dcc_gateway(Files files, Import& import);
Result<Done> import_vci(Files files, Import& import);
Result<Done> import_icao(Files files, Import& import);
Result<Done> import_nzcp(Files files, Import& import);
Result<Done> import_registry(Files files, Import& import);
Result<Done> import_keys(Files files, Import& import);

/// {bad_trust_list, "FILE: what"}
Error bad_file(const ImportFile& file, const std::string& what);

/// An error with the file that it is about.
Error in_file(const ImportFile& file, const Error& error);

/// The JSON of a file.
Result<json::Value> json_of(const ImportFile& file);

/// A member that is a text, or empty; also of what is no object.
std::string text_at(const json::Value& object, std::string_view name);

/// A time that may be written without a zone, which then is UTC, and with a space for the T.
std::optional<Time> time_at(const json::Value& object, std::string_view name);

/// The keys of those who signed, and their certificates, from the options.
Result<std::vector<PublicKey>> signer_keys(const ImportOptions& options);
Result<std::vector<crypto::X509Certificate>> signer_certificates(const ImportOptions& options);

/// The first eight bytes of a certificate's SHA-256, as HCERT names keys.
std::string hcert_kid(const crypto::X509Certificate& certificate);

/// A certificate in base64, of which line breaks are passed over.
Result<crypto::X509Certificate> certificate_in_base64(std::string_view text);

}  // namespace vaxcert::trust_import

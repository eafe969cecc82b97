// SPDX-License-Identifier: Apache-2.0
// The EU's gateway for Digital COVID Certificates, and others built like it. Its trust anchor signs
// the upload certificates and authorities of each country, and a country's upload certificate signs
// its signers.

#include <algorithm>

#include "base/country.hpp"
#include "crypto/cms.hpp"
#include "encoding/base64.hpp"
#include "encoding/hex.hpp"
#include "trust/certified.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using crypto::X509Certificate;
using json::Value;
using Certificates = std::vector<X509Certificate>;

Error no(Reason reason, std::string detail) {
    return {reason, std::move(detail)};
}

struct Item {
    std::string country, type;
    Bytes signature;
    X509Certificate certificate;

    std::string name() const { return type + ' ' + country + ' ' + hcert_kid(certificate); }
};

Result<Item> item_of(const Value& value) {
    auto certificate = certificate_in_base64(text_at(value, "rawData"));
    if (!certificate) return certificate.error();
    auto signature = encoding::from_base64(text_at(value, "signature"));
    if (!signature) return signature.error();
    Item item{text_at(value, "country"), text_at(value, "certificateType"), *std::move(signature),
              *std::move(certificate)};
    const std::string print = text_at(value, "thumbprint");
    if (!print.empty() && print != encoding::to_hex(item.certificate.sha256()))
        return no(Reason::bad_trust_list, "the thumbprint is not that of the certificate");
    const std::string kid = text_at(value, "kid");
    if (!kid.empty() && item.type == "DSC" && kid != hcert_kid(item.certificate))
        return no(Reason::bad_trust_list, "the kid is not that of the certificate");
    if (!item.certificate.country().empty() &&
        !is_same_country(item.certificate.country(), item.country))
        return no(Reason::signer_not_allowed, "the certificate is of " +
                                                  item.certificate.country() +
                                                  " and was uploaded for " + item.country);
    return item;
}

/// Whether one of these certificates signed the item.
Result<Done> is_signed(const Item& item, const Certificates& by) {
    const auto opened = crypto::open_cms(item.signature, by, ByteView(item.certificate.der()));
    if (!opened) return opened.error();
    if (std::ranges::find(by, opened->signer) == by.end())
        return no(Reason::issuer_not_trusted, "it is signed by somebody who may not");
    return Done{};
}

/// The certificates of one country.
class Country {
  public:
    Certificates uploads, authorities;
};

class Gateway {
  public:
    Gateway(Certificates anchors, Import& import) : anchors_(std::move(anchors)), import_(import) {}

    /// What the trust anchor signed: countries' uploaders and authorities.
    void add(const Item& item) {
        if (item.type != "UPLOAD" && item.type != "CSCA") return;
        if (const auto good = is_signed(item, anchors_); !good)
            return import_.refuse(item.name(), good.error());
        import_.count_signature();
        Country& country = country_of(item);
        if (item.type == "UPLOAD") {
            import_.note("upload certificates, which vouch for signers");
            country.uploads.push_back(item.certificate);
            return;
        }
        if (!item.certificate.is_ca())
            return import_.refuse(item.name(), no(Reason::signer_not_allowed,
                                                  "it stands as an authority and may not be one"));
        country.authorities.push_back(item.certificate);
        import_.take(TrustAnchor{std::make_shared<const X509Certificate>(item.certificate),
                                 {"hcert"},
                                 import_.options().environment});
    }

    void add_signer(const Item& item) {
        if (item.type == "UPLOAD" || item.type == "CSCA") return;
        if (item.type != "DSC")
            return import_.refuse(item.name(), no(Reason::signer_not_allowed,
                                                  "a certificate of this type signs nothing"));
        const Country& country = country_of(item);
        if (const auto good = is_signed(item, country.uploads); !good)
            return import_.refuse(item.name(), good.error());
        import_.count_signature();
        const bool issued = std::ranges::any_of(
            country.authorities,
            [&](const X509Certificate& ca) { return item.certificate.issued_by(ca).has_value(); });
        if (!issued)
            return import_.refuse(item.name(),
                                  no(Reason::signer_not_allowed,
                                     "no authority of its country issued the certificate"));
        auto key = signer_of(item.certificate);
        if (!key) return import_.refuse(item.name(), key.error());
        key->id = item.country;
        key->country = item.country;
        key->environment = import_.options().environment;
        if (key->formats.empty()) key->formats = {"hcert"};
        import_.take(*std::move(key));
    }

  private:
    Country& country_of(const Item& item) {
        const auto known = std::ranges::find(countries_, item.country,
                                             [](const auto& each) { return each.first; });
        if (known != countries_.end()) return known->second;
        return countries_.emplace_back(item.country, Country()).second;
    }

    Certificates anchors_;
    Import& import_;
    std::vector<std::pair<std::string, Country>> countries_;
};

}  // namespace

Result<Done> import_dcc_gateway(Files files, Import& import) {
    auto anchors = signer_certificates(import.options());
    if (!anchors) return anchors.error();
    if (anchors->empty())
        return no(Reason::issuer_not_trusted,
                  "a gateway's list needs --signer: the certificate of its trust anchor");
    std::vector<Item> items;
    for (const ImportFile& file : files) {
        const auto list = json_of(file);
        if (!list) return list.error();
        if (!list->is_array()) return bad_file(file, "a gateway's list is an array of items");
        for (const Value& value : list->array()) {
            import.see();
            auto item = item_of(value);
            if (item)
                items.push_back(*std::move(item));
            else
                import.refuse(text_at(value, "kid"), item.error());
        }
    }
    Gateway gateway(*std::move(anchors), import);
    for (const Item& item : items) gateway.add(item);
    for (const Item& item : items) gateway.add_signer(item);
    return Done{};
}

}  // namespace vaxcert::trust_import

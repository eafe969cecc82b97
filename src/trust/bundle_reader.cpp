// SPDX-License-Identifier: Apache-2.0
#include "cbor/reader.hpp"
#include "crypto/public_key.hpp"
#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"
#include "trust/bundle_payload.hpp"
#include "trust/own_notation.hpp"
#include "trust/payload_items.hpp"

namespace vaxcert {
namespace {

using cbor::Reader;
using Source = std::shared_ptr<const TrustSource>;

std::string word_in(Reader& reader) {
    const std::string_view text = reader.text();
    if (text.empty()) reader.refuse("a text is empty");
    return std::string(text);
}

std::vector<std::pair<std::string, std::string>> names_in(Reader& reader) {
    std::vector<std::pair<std::string, std::string>> names;
    std::uint64_t left = reader.map();
    if (left == 0) reader.refuse("a map of names is empty");
    for (; left > 0 && reader.ok(); --left) {
        std::string language(reader.text());
        const bool rises =
            names.empty() || language.size() > names.back().first.size() ||
            (language.size() == names.back().first.size() && language > names.back().first);
        if (!rises) reader.refuse("the keys of a map do not rise");
        names.emplace_back(std::move(language), std::string(reader.text()));
    }
    return names;
}

void read_member(Reader& reader, std::uint64_t label, TrustedKey& key) {
    switch (label) {
        case key_label::formats:
            key.formats = read_words(reader);
            break;
        case key_label::purposes:
            key.purposes = read_words(reader);
            break;
        case key_label::issuers:
            key.issuers = read_words(reader);
            break;
        case key_label::country:
            key.country = word_in(reader);
            break;
        case key_label::valid_from:
            key.valid_from = read_time(reader);
            break;
        case key_label::valid_until:
            key.valid_until = read_time(reader);
            break;
        case key_label::terminated:
            key.terminated = read_time(reader);
            break;
        case key_label::revoked:
            reader.expect_true();
            key.revoked = true;
            break;
        case key_label::revoked_since:
            key.revoked_since = read_time(reader);
            break;
        case key_label::name:
            key.display_name = word_in(reader);
            break;
        case key_label::names:
            key.names = names_in(reader);
            break;
        case key_label::certified:
            reader.expect_true();
            key.certified = true;
            break;
        case key_label::card_list:
            key.card_list = reader.number();
            break;
        default:
            reader.refuse("an entry has a member that is not known");
    }
}

/// Labels rise, so what makes a key of an entry comes first.
void read_key(Reader& reader, Environment environment, const Source& source, TrustList& trust) {
    std::uint64_t left = reader.map();
    std::optional<std::uint64_t> previous;
    const auto next = [&]() -> std::uint64_t {
        if (left == 0) return 0;
        --left;
        const std::uint64_t label = reader.key(previous);
        if (label == 0) reader.refuse("an entry has a member that is not known");
        return label;
    };
    std::uint64_t label = next();
    if (label != key_label::id) return reader.refuse("an entry has no id");
    std::string id(reader.text());
    label = next();
    std::string kid;
    if (label == key_label::kid) {
        kid = word_in(reader);
        label = next();
    }
    if (label != key_label::key) return reader.refuse("an entry has no key");
    const ByteView spki = reader.bytes();
    label = next();
    std::optional<Algorithm> algorithm;
    if (label == key_label::algorithm) {
        if (reader.integer() != rs256_number) reader.refuse("only RS256 is said of a key");
        algorithm = Algorithm::rs256;
        label = next();
    }
    auto key = crypto::listed_key(spki, algorithm);
    if (!key) return reader.refuse(key.error().detail);
    TrustedKey trusted{.id = std::move(id), .key = *std::move(key), .environment = environment};
    trusted.kid = std::move(kid);
    trusted.source = source;
    for (; label != 0; label = next()) read_member(reader, label, trusted);
    trust.add(std::move(trusted));
}

void read_authority(Reader& reader, Environment environment, const Source& source,
                    TrustList& trust) {
    TrustAnchor anchor{.certificate = {}, .environment = environment, .source = source};
    std::optional<std::uint64_t> previous;
    for (std::uint64_t left = reader.map(); left > 0 && reader.ok(); --left) {
        const std::uint64_t label = reader.key(previous);
        if (label == authority_label::certificate) {
            auto certificate = crypto::X509Certificate::from_der(reader.bytes());
            if (!certificate) return reader.refuse(certificate.error().detail);
            anchor.certificate =
                std::make_shared<const crypto::X509Certificate>(*std::move(certificate));
        } else if (label == authority_label::formats) {
            anchor.formats = read_words(reader);
        } else {
            reader.refuse("an authority has a member that is not known");
        }
    }
    if (!anchor.certificate || !anchor.certificate->is_ca())
        return reader.refuse("an authority has no certificate of one");
    trust.add(std::move(anchor));
}

void read_crl(Reader& reader, TrustList& trust) {
    auto crl = crypto::X509Crl::from_der(reader.bytes());
    if (!crl) return reader.refuse(crl.error().detail);
    trust.add(std::make_shared<const crypto::X509Crl>(*std::move(crl)));
}

/// The members that stand in every bundle, in their order.
BundleFacts read_facts(Reader& reader, std::optional<std::uint64_t>& label) {
    BundleFacts facts;
    const auto expect = [&](std::uint64_t meant) {
        if (reader.key(label) != meant) reader.refuse("a member of the bundle is missing");
    };
    expect(bundle_label::version);
    if (reader.number() != bundle_version) reader.refuse("only version 1 of bundles is known");
    expect(bundle_label::environment);
    facts.environment = read_environment(reader);
    expect(bundle_label::sequence);
    facts.sequence = reader.number();
    expect(bundle_label::issued);
    facts.issued = read_time(reader);
    expect(bundle_label::next_update);
    facts.next_update = read_time(reader);
    if (facts.sequence == 0) reader.refuse("sequences begin with 1");
    if (facts.next_update <= facts.issued) reader.refuse("the next update is not after the issue");
    expect(bundle_label::keys);
    return facts;
}

}  // namespace

Result<BundlePayload> read_payload(ByteView bytes, std::chrono::seconds grace) {
    Reader reader(bytes);
    std::optional<std::uint64_t> label;
    std::uint64_t members = reader.map();
    if (members < 6) reader.refuse("a member of the bundle is missing");
    BundlePayload payload{read_facts(reader, label), {}};
    const BundleFacts& facts = payload.facts;
    const auto source = std::make_shared<const TrustSource>(
        TrustSource{facts.sequence, facts.issued, facts.next_update, grace});
    for (std::uint64_t left = reader.array(); left > 0 && reader.ok(); --left)
        read_key(reader, facts.environment, source, payload.trust);
    for (; members > 6 && reader.ok(); --members) {
        const std::uint64_t which = reader.key(label);
        std::uint64_t left = reader.array();
        if (left == 0) reader.refuse("a list is empty");
        for (; left > 0 && reader.ok(); --left) {
            if (which == bundle_label::authorities)
                read_authority(reader, facts.environment, source, payload.trust);
            else if (which == bundle_label::crls)
                read_crl(reader, payload.trust);
            else
                reader.refuse("the bundle has a member that is not known");
        }
    }
    if (const auto done = reader.done(); !done)
        return bad_trust_list("the trust bundle: " + done.error().detail);
    payload.trust.set_issued(facts.issued);
    return payload;
}

}  // namespace vaxcert

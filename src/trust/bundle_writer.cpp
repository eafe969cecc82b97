// SPDX-License-Identifier: Apache-2.0
#include "cbor/write.hpp"
#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"
#include "trust/bundle_payload.hpp"
#include "trust/payload_items.hpp"
#include "trust/revocation.hpp"

namespace vaxcert {
namespace {

using cbor::Value;

/// A map in which what is empty does not stand.
class Entry {
  public:
    void set(int label, Value value) { map_.emplace_back(Value(label), std::move(value)); }
    void set_text(int label, const std::string& text) {
        if (!text.empty()) set(label, Value(text));
    }
    void set_words(int label, const std::vector<std::string>& words) {
        if (!words.empty()) set(label, words_value(words));
    }
    void set_time(int label, const std::optional<Time>& time) {
        if (time) set(label, time_value(*time));
    }
    void set_true(int label, bool is_so) {
        if (is_so) set(label, Value(true));
    }

    void append_to(Bytes& bytes) const {
        const Bytes own = cbor::to_bytes(Value(map_));
        bytes.insert(bytes.end(), own.begin(), own.end());
    }

  private:
    cbor::Map map_;
};

void append_key(const TrustedKey& key, Bytes& bytes) {
    Entry entry;
    entry.set(key_label::id, Value(key.id));
    entry.set_text(key_label::kid, key.kid);
    entry.set(key_label::key, Value(key.key.to_spki()));
    if (key.key.algorithm() == Algorithm::rs256)
        entry.set(key_label::algorithm, Value(rs256_number));
    entry.set_words(key_label::formats, key.formats);
    entry.set_words(key_label::purposes, key.purposes);
    entry.set_words(key_label::issuers, key.issuers);
    entry.set_text(key_label::country, key.country);
    entry.set_time(key_label::valid_from, key.valid_from);
    entry.set_time(key_label::valid_until, key.valid_until);
    entry.set_time(key_label::terminated, key.terminated);
    entry.set_true(key_label::revoked, key.revoked);
    entry.set_time(key_label::revoked_since, key.revoked_since);
    entry.set_text(key_label::name, key.display_name);
    if (!key.names.empty()) {
        cbor::Map names;
        for (const auto& [language, name] : key.names) names.emplace_back(language, name);
        entry.set(key_label::names, std::move(names));
    }
    entry.set_true(key_label::certified, key.certified);
    if (key.card_list)
        entry.set(key_label::card_list, Value(static_cast<std::int64_t>(*key.card_list)));
    entry.append_to(bytes);
}

void append_authority(const TrustAnchor& anchor, Bytes& bytes) {
    Entry entry;
    entry.set(authority_label::certificate, Value(anchor.certificate->der()));
    entry.set_words(authority_label::formats, anchor.formats);
    entry.append_to(bytes);
}

void append_number(int number, Bytes& bytes) {
    cbor::append_head(0, static_cast<std::uint64_t>(number), bytes);
}

void append_time(Time time, Bytes& bytes) {
    const Bytes seconds = cbor::to_bytes(time_value(time));
    bytes.insert(bytes.end(), seconds.begin(), seconds.end());
}

}  // namespace

Bytes write_payload(const BundleFacts& facts, const TrustList& trust) {
    const std::size_t further =
        (trust.anchors().empty() ? 0U : 1U) + (trust.crls().empty() ? 0U : 1U);
    Bytes bytes;
    cbor::append_head(5, 6 + further, bytes);
    append_number(bundle_label::version, bytes);
    append_number(bundle_version, bytes);
    append_number(bundle_label::environment, bytes);
    append_number(number_of(facts.environment), bytes);
    append_number(bundle_label::sequence, bytes);
    cbor::append_head(0, facts.sequence, bytes);
    append_number(bundle_label::issued, bytes);
    append_time(facts.issued, bytes);
    append_number(bundle_label::next_update, bytes);
    append_time(facts.next_update, bytes);
    append_number(bundle_label::keys, bytes);
    cbor::append_head(4, trust.keys().size(), bytes);
    for (const TrustedKey& key : trust.keys()) append_key(asked_about(trust, key), bytes);
    if (!trust.anchors().empty()) {
        append_number(bundle_label::authorities, bytes);
        cbor::append_head(4, trust.anchors().size(), bytes);
        for (const TrustAnchor& anchor : trust.anchors()) append_authority(anchor, bytes);
    }
    if (!trust.crls().empty()) {
        append_number(bundle_label::crls, bytes);
        cbor::append_head(4, trust.crls().size(), bytes);
        for (const auto& crl : trust.crls()) cbor::append_byte_string(crl->der(), bytes);
    }
    return bytes;
}

}  // namespace vaxcert

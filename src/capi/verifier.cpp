// SPDX-License-Identifier: Apache-2.0
// What a check point knows but for withdrawals, and its one question.

#include <vaxcert/trust_bundle.hpp>

#include "capi/guard.hpp"
#include "capi/handles.hpp"

using namespace vaxcert;
using namespace vaxcert::capi;

namespace {

VerifyInputs inputs_of(const vaxcert_verifier& verifier, int64_t now) {
    return {.trust = verifier.trust,
            .status = verifier.status,
            .policy = verifier.policy,
            .master_data = verifier.master_data,
            .now = time_of(now),
            .holder = verifier.holder};
}

vaxcert_verdict* verdict_of(Verdict verdict) {
    std::string json = verdict.to_json();
    return new vaxcert_verdict{std::move(verdict), std::move(json)};
}

}  // namespace

vaxcert_verifier* vaxcert_verifier_new(void) {
    return making([] { return new vaxcert_verifier; });
}

void vaxcert_verifier_free(vaxcert_verifier* verifier) {
    delete verifier;
}

int vaxcert_verifier_add_trust(vaxcert_verifier* verifier, const char* id, const uint8_t* data,
                               size_t data_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_trust: verifier is NULL");
        const ByteView bytes = view(data, data_len, "vaxcert_verifier_add_trust: data is NULL");
        TrustList list = value_or_refusal(id ? TrustList::for_issuer(id, bytes)
                                             : TrustList::parse(as_text(bytes)));
        value_or_refusal(verifier->trust.merge(std::move(list)));
    });
}

int vaxcert_verifier_add_trust_bundle(vaxcert_verifier* verifier, uint64_t* sequence,
                                      vaxcert_bytes** new_roots, const uint8_t* bundle,
                                      size_t bundle_len, const char* roots, size_t roots_len,
                                      uint64_t last_sequence, int64_t grace) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_trust_bundle: verifier is NULL");
        require(grace >= 0, "vaxcert_verifier_add_trust_bundle: grace is negative");
        const TrustRoots pinned = value_or_refusal(TrustRoots::parse(
            text(roots, roots_len, "vaxcert_verifier_add_trust_bundle: roots is NULL")));
        BundleOptions options{.grace = std::chrono::seconds(grace)};
        if (last_sequence > 0) options.last_sequence = last_sequence;
        if (new_roots) options.last_roots = pinned.version;  // kept by the caller, as the number is
        OpenedBundle opened = value_or_refusal(open_bundle(
            view(bundle, bundle_len, "vaxcert_verifier_add_trust_bundle: bundle is NULL"), pinned,
            options));
        std::unique_ptr<vaxcert_bytes> newest;
        if (new_roots) {
            const std::string json = opened.roots.to_json();
            newest = std::make_unique<vaxcert_bytes>(vaxcert_bytes{{json.begin(), json.end()}});
        }
        value_or_refusal(verifier->trust.merge(std::move(opened.trust)));
        if (sequence) *sequence = opened.facts.sequence;
        if (new_roots) *new_roots = newest.release();
    });
}

int vaxcert_verifier_set_policy(vaxcert_verifier* verifier, const char* json, size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_set_policy: verifier is NULL");
        verifier->policy = value_or_refusal(
            Policy::parse(text(json, json_len, "vaxcert_verifier_set_policy: json is NULL")));
    });
}

int vaxcert_verifier_add_policy(vaxcert_verifier* verifier, const char* json, size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_policy: verifier is NULL");
        vaxcert::Policy all = verifier->policy;
        value_or_refusal(all.merge(value_or_refusal(
            Policy::parse(text(json, json_len, "vaxcert_verifier_add_policy: json is NULL")))));
        verifier->policy = std::move(all);
    });
}

int vaxcert_verifier_add_profile(vaxcert_verifier* verifier, const char* json, size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_profile: verifier is NULL");
        verifier->master_data.add(value_or_refusal(
            Profile::parse(text(json, json_len, "vaxcert_verifier_add_profile: json is NULL"))));
    });
}

int vaxcert_verifier_ask_holder(vaxcert_verifier* verifier, const char* audience,
                                const char* nonce) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_ask_holder: verifier is NULL");
        verifier->holder.audience = audience ? audience : "";
        verifier->holder.nonce = nonce ? nonce : "";
    });
}

vaxcert_verdict* vaxcert_verify(const vaxcert_verifier* verifier, const uint8_t* scanned,
                                size_t scanned_len, int64_t now) {
    return making([&] {
        require(verifier != nullptr, "vaxcert_verify: verifier is NULL");
        return verdict_of(verify(view(scanned, scanned_len, "vaxcert_verify: scanned is NULL"),
                                 inputs_of(*verifier, now)));
    });
}

vaxcert_verdict* vaxcert_verify_parts(const vaxcert_verifier* verifier, const uint8_t* const* parts,
                                      const size_t* part_lens, size_t part_count, int64_t now) {
    return making([&] {
        require(verifier != nullptr, "vaxcert_verify_parts: verifier is NULL");
        require((parts && part_lens) || part_count == 0, "vaxcert_verify_parts: parts are NULL");
        std::vector<ByteView> views;
        for (size_t i = 0; i < part_count; ++i)
            views.push_back(view(parts[i], part_lens[i], "vaxcert_verify_parts: a part is NULL"));
        return verdict_of(verify(views, inputs_of(*verifier, now)));
    });
}

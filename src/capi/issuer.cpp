// SPDX-License-Identifier: Apache-2.0
// Profiles, signers, and what an issuer makes with them.

#include <utility>

#include "capi/guard.hpp"
#include "capi/handles.hpp"

using namespace vaxcert;
using namespace vaxcert::capi;

namespace {

/// A Signer that calls back into C.
class CallbackSigner {
  public:
    static Result<Bytes> sign(void* self, ByteView message) {
        const auto* signer = static_cast<const CallbackSigner*>(self);
        Bytes signature(1024);
        const size_t length = signer->sign_(signer->context_, signature.data(), signature.size(),
                                            message.data(), message.size());
        if (length == 0 || length > signature.size())
            return Error{Reason::signing_failed, "the callback gave no signature"};
        signature.resize(length);
        return signature;
    }

    CallbackSigner(vaxcert_sign_callback callback, void* context)
        : sign_(callback), context_(context) {}

  private:
    vaxcert_sign_callback sign_;
    void* context_;
};

vaxcert_signer* new_signer(std::shared_ptr<const Signer> signer) {
    std::string pem = signer->public_key().to_pem();
    return new vaxcert_signer{std::move(signer), std::move(pem)};
}

}  // namespace

vaxcert_profile* vaxcert_profile_ready(const char* name) {
    return making([&] {
        require(name != nullptr, "vaxcert_profile_ready: name is NULL");
        return new vaxcert_profile{value_or_refusal(Profile::ready(name))};
    });
}

vaxcert_profile* vaxcert_profile_parse(const char* json, size_t json_len) {
    return making([&] {
        return new vaxcert_profile{value_or_refusal(
            Profile::parse(text(json, json_len, "vaxcert_profile_parse: json is NULL")))};
    });
}

void vaxcert_profile_free(vaxcert_profile* profile) {
    delete profile;
}

vaxcert_signer* vaxcert_signer_from_key(const uint8_t* key, size_t key_len) {
    return making([&] {
        return new_signer(value_or_refusal(
            signer_from_key(view(key, key_len, "vaxcert_signer_from_key: key is NULL"))));
    });
}

vaxcert_signer* vaxcert_signer_from_token(const char* uri, const char* pin) {
    return making([&] {
        require(uri != nullptr, "vaxcert_signer_from_token: uri is NULL");
        return new_signer(value_or_refusal(signer_from_token(uri, pin ? pin : "")));
    });
}

vaxcert_signer* vaxcert_signer_from_callback(const uint8_t* public_key, size_t public_key_len,
                                             vaxcert_sign_callback sign, void* context) {
    return making([&] {
        require(sign != nullptr, "vaxcert_signer_from_callback: sign is NULL");
        PublicKey key = value_or_refusal(PublicKey::parse(
            view(public_key, public_key_len, "vaxcert_signer_from_callback: public_key is NULL")));
        auto callback = std::make_shared<CallbackSigner>(sign, context);
        auto signer = value_or_refusal(
            signer_from_callback(std::move(key), CallbackSigner::sign, callback.get()));
        // The signer looks at the callback, so both live until the last copy goes.
        using Both = std::pair<std::shared_ptr<CallbackSigner>, std::shared_ptr<const Signer>>;
        auto both = std::make_shared<Both>(std::move(callback), std::move(signer));
        return new_signer(std::shared_ptr<const Signer>(both, both->second.get()));
    });
}

void vaxcert_signer_free(vaxcert_signer* signer) {
    delete signer;
}

const char* vaxcert_signer_public_key(const vaxcert_signer* signer) {
    return signer ? signer->public_key.c_str() : "";
}

vaxcert_issuer* vaxcert_issuer_new(const vaxcert_profile* profile, const vaxcert_signer* signer,
                                   const uint8_t* campaign_secret, size_t campaign_secret_len) {
    return vaxcert_issuer_new_for_format(profile, signer, "", campaign_secret, campaign_secret_len);
}

vaxcert_issuer* vaxcert_issuer_new_for_format(const vaxcert_profile* profile,
                                              const vaxcert_signer* signer, const char* format,
                                              const uint8_t* campaign_secret,
                                              size_t campaign_secret_len) {
    return making([&] {
        require(profile != nullptr, "vaxcert_issuer_new: profile is NULL");
        require(signer != nullptr, "vaxcert_issuer_new: signer is NULL");
        require(format != nullptr, "vaxcert_issuer_new: format is NULL");
        const ByteView secret = view(campaign_secret, campaign_secret_len,
                                     "vaxcert_issuer_new: campaign_secret is NULL");
        return new vaxcert_issuer{
            value_or_refusal(Issuer::create(profile->value, signer->value, secret, format))};
    });
}

void vaxcert_issuer_free(vaxcert_issuer* issuer) {
    delete issuer;
}

vaxcert_issued* vaxcert_issue(const vaxcert_issuer* issuer, const char* record, size_t record_len,
                              int64_t now) {
    return making([&] {
        require(issuer != nullptr, "vaxcert_issue: issuer is NULL");
        const Record parsed = value_or_refusal(
            parse_record(text(record, record_len, "vaxcert_issue: record is NULL")));
        return new vaxcert_issued{value_or_refusal(issuer->value.issue(parsed, time_of(now)))};
    });
}

void vaxcert_issued_free(vaxcert_issued* issued) {
    delete issued;
}

const char* vaxcert_issued_document(const vaxcert_issued* issued) {
    return issued ? issued->value.document.c_str() : "";
}

const char* vaxcert_issued_id(const vaxcert_issued* issued) {
    return issued ? issued->value.id.c_str() : "";
}

const char* vaxcert_issued_digest(const vaxcert_issued* issued) {
    return issued ? issued->value.digest.c_str() : "";
}

const char* vaxcert_issued_left_out(const vaxcert_issued* issued, size_t index) {
    if (!issued || index >= issued->value.left_out.size()) return nullptr;
    return issued->value.left_out[index].c_str();
}

const uint8_t* vaxcert_issued_payload(const vaxcert_issued* issued, size_t* length) {
    if (length) *length = issued ? issued->value.qr_payload.size() : 0;
    return issued ? issued->value.qr_payload.data() : nullptr;
}

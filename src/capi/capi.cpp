// SPDX-License-Identifier: Apache-2.0
// Nothing here decides anything. Each function turns C arguments into C++ ones, calls
// one function of the library, and lets no exception out.

#include <vaxcert/vaxcert.h>

#include <array>
#include <chrono>
#include <exception>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/qr.hpp>
#include <vaxcert/texts.hpp>
#include <vaxcert/trust_bundle.hpp>
#include <vaxcert/verify.hpp>

struct vaxcert_verifier {
    vaxcert::TrustList trust;
    vaxcert::StatusList status;
    vaxcert::LastSeen seen;
    vaxcert::Policy policy;
    vaxcert::MasterData master_data = vaxcert::MasterData::ready();
};

struct vaxcert_verdict {
    vaxcert::Verdict value;
    std::string json;
};

struct vaxcert_profile {
    vaxcert::Profile value;
};

struct vaxcert_signer {
    std::shared_ptr<const vaxcert::Signer> value;
    std::string public_key;
};

struct vaxcert_issuer {
    vaxcert::Issuer value;
};

struct vaxcert_issued {
    vaxcert::Issued value;
};

struct vaxcert_bytes {
    vaxcert::Bytes value;
};

namespace {

using namespace vaxcert;

/// Of fixed size, because "no memory left" must be sayable too.
thread_local std::array<char, 512> last_error{};

void remember(std::string_view what) noexcept {
    const std::size_t length = what.copy(last_error.data(), last_error.size() - 1);
    last_error.at(length) = '\0';
}

/// Bad data on its way to vaxcert_last_error().
struct Refusal : std::exception {
    explicit Refusal(const Error& error)
        : text(std::string(name(error.reason)) + ": " + error.detail) {}
    const char* what() const noexcept override { return text.c_str(); }
    std::string text;
};

template <class Body, class Answer>
Answer guarded(Body body, Answer on_failure) noexcept {
    try {
        remember("");
        return body();
    } catch (const std::exception& failure) {
        remember(failure.what());
    } catch (...) {
        remember("internal: unknown failure");
    }
    return on_failure;
}

/// For functions that make a handle: NULL on failure.
template <class Body>
auto making(Body body) noexcept -> std::invoke_result_t<Body> {
    return guarded(body, std::invoke_result_t<Body>{nullptr});
}

/// For functions that change a handle: 0, or -1 on failure.
template <class Body>
int changing(Body body) noexcept {
    return guarded(
        [&] {
            body();
            return 0;
        },
        -1);
}

void require(bool condition, const char* what) {
    if (!condition) throw std::invalid_argument(std::string("internal: ") + what);
}

template <class T>
T value_or_refusal(Result<T> result) {
    if (!result) throw Refusal(result.error());
    return *std::move(result);
}

ByteView view(const uint8_t* data, size_t length, const char* what) {
    require(data != nullptr || length == 0, what);
    return {data, length};
}

std::string_view text(const char* data, size_t length, const char* what) {
    require(data != nullptr || length == 0, what);
    return {data, length};
}

Time time_of(int64_t seconds) {
    return Time{std::chrono::seconds{seconds}};
}

VerifyInputs inputs_of(const vaxcert_verifier& verifier, int64_t now) {
    return {.trust = verifier.trust,
            .status = verifier.status,
            .policy = verifier.policy,
            .master_data = verifier.master_data,
            .now = time_of(now)};
}

void load(vaxcert_verifier& verifier, ByteView list, int64_t now,
          std::shared_ptr<const void> owner) {
    const LoadedStatus loaded = value_or_refusal(
        load_status(list, verifier.trust, verifier.seen, time_of(now), std::move(owner)));
    verifier.status.merge(loaded.list);
    if (loaded.sequence > 0) verifier.seen[loaded.name] = loaded.sequence;
}

/// The list at an index of those remembered, or nullptr.
const LastSeen::value_type* seen_at(const vaxcert_verifier* verifier, size_t index) {
    if (!verifier || index >= verifier->seen.size()) return nullptr;
    return &*std::next(verifier->seen.begin(), static_cast<std::ptrdiff_t>(index));
}

vaxcert_verdict* verdict_of(Verdict verdict) {
    std::string json = verdict.to_json();
    return new vaxcert_verdict{std::move(verdict), std::move(json)};
}

const Finding* finding_at(const vaxcert_verdict* verdict, size_t index) {
    if (!verdict || index >= verdict->value.findings().size()) return nullptr;
    return &verdict->value.findings()[index];
}

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

qr::Level level_of(char letter) {
    constexpr std::string_view letters = "LMQH";
    const std::size_t at = letters.find(letter);
    require(at != letters.npos, "the level should be one of L, M, Q, H");
    return static_cast<qr::Level>(at);
}

vaxcert_bytes* first_payload(const qr::Picture& picture) {
    auto payloads = value_or_refusal(qr::scan(picture));
    return new vaxcert_bytes{std::move(payloads.front())};
}

static_assert(static_cast<int>(Outcome::rejected) == VAXCERT_REJECTED);
static_assert(static_cast<int>(Outcome::undecided) == VAXCERT_UNDECIDED);
static_assert(static_cast<int>(Outcome::accepted) == VAXCERT_ACCEPTED);

}  // namespace

const char* vaxcert_version(void) {
    return VAXCERT_VERSION;
}
int vaxcert_abi_version(void) {
    return VAXCERT_ABI_VERSION;
}
const char* vaxcert_last_error(void) {
    return last_error.data();
}

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

int vaxcert_verifier_add_status(vaxcert_verifier* verifier, const char* json, size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_status: verifier is NULL");
        verifier->status.merge(value_or_refusal(
            StatusList::parse(text(json, json_len, "vaxcert_verifier_add_status: json is NULL"))));
    });
}

int vaxcert_verifier_load_status(vaxcert_verifier* verifier, const uint8_t* data, size_t data_len,
                                 int64_t now) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_load_status: verifier is NULL");
        const ByteView given = view(data, data_len, "vaxcert_verifier_load_status: data is NULL");
        const auto copy = std::make_shared<const Bytes>(given.begin(), given.end());
        load(*verifier, *copy, now, copy);
    });
}

int vaxcert_verifier_map_status(vaxcert_verifier* verifier, const uint8_t* data, size_t data_len,
                                int64_t now) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_map_status: verifier is NULL");
        load(*verifier, view(data, data_len, "vaxcert_verifier_map_status: data is NULL"), now, {});
    });
}

int vaxcert_verifier_add_card_list(vaxcert_verifier* verifier, const char* issuer, const char* json,
                                   size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_card_list: verifier is NULL");
        require(issuer != nullptr, "vaxcert_verifier_add_card_list: issuer is NULL");
        verifier->status.merge(value_or_refusal(StatusList::parse_card_list(
            issuer, text(json, json_len, "vaxcert_verifier_add_card_list: json is NULL"))));
    });
}

int vaxcert_verifier_demand_status(vaxcert_verifier* verifier, const char* issuer) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_demand_status: verifier is NULL");
        verifier->status.demand(issuer ? issuer : "");
    });
}

int vaxcert_verifier_set_status_grace(vaxcert_verifier* verifier, int64_t seconds) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_set_status_grace: verifier is NULL");
        require(seconds >= 0, "vaxcert_verifier_set_status_grace: seconds are below zero");
        verifier->status.set_grace(std::chrono::seconds(seconds));
    });
}

int vaxcert_verifier_saw_status(vaxcert_verifier* verifier, const char* name, uint64_t sequence) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_saw_status: verifier is NULL");
        require(name != nullptr, "vaxcert_verifier_saw_status: name is NULL");
        verifier->seen[name] = sequence;
    });
}

const char* vaxcert_verifier_status_name(const vaxcert_verifier* verifier, size_t index) {
    const auto* seen = seen_at(verifier, index);
    return seen ? seen->first.c_str() : nullptr;
}

uint64_t vaxcert_verifier_status_sequence(const vaxcert_verifier* verifier, size_t index) {
    const auto* seen = seen_at(verifier, index);
    return seen ? seen->second : 0;
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

void vaxcert_verdict_free(vaxcert_verdict* verdict) {
    delete verdict;
}

vaxcert_outcome vaxcert_verdict_outcome(const vaxcert_verdict* verdict) {
    return verdict ? static_cast<vaxcert_outcome>(verdict->value.outcome()) : VAXCERT_REJECTED;
}

const char* vaxcert_verdict_format(const vaxcert_verdict* verdict) {
    return verdict ? verdict->value.format().c_str() : "";
}

size_t vaxcert_verdict_finding_count(const vaxcert_verdict* verdict) {
    return verdict ? verdict->value.findings().size() : 0;
}

const char* vaxcert_verdict_step(const vaxcert_verdict* verdict, size_t index) {
    const Finding* finding = finding_at(verdict, index);
    return finding ? name(finding->step) : nullptr;
}

const char* vaxcert_verdict_effect(const vaxcert_verdict* verdict, size_t index) {
    const Finding* finding = finding_at(verdict, index);
    return finding ? name(finding->effect) : nullptr;
}

const char* vaxcert_verdict_reason(const vaxcert_verdict* verdict, size_t index) {
    const Finding* finding = finding_at(verdict, index);
    return finding ? name(finding->error.reason) : nullptr;
}

const char* vaxcert_verdict_detail(const vaxcert_verdict* verdict, size_t index) {
    const Finding* finding = finding_at(verdict, index);
    return finding ? finding->error.detail.c_str() : nullptr;
}

const char* vaxcert_verdict_json(const vaxcert_verdict* verdict) {
    return verdict ? verdict->json.c_str() : "";
}

const char* vaxcert_says(const char* word, const char* language) {
    return word ? says(word, language ? language : "").data() : nullptr;
}

const char* vaxcert_advice(const char* reason, const char* language) {
    return reason ? advice(reason, language ? language : "").data() : nullptr;
}

const char* vaxcert_language(size_t index) {
    return index < languages().size() ? languages()[index].data() : nullptr;
}

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

const uint8_t* vaxcert_bytes_data(const vaxcert_bytes* bytes, size_t* length) {
    if (length) *length = bytes ? bytes->value.size() : 0;
    return bytes ? bytes->value.data() : nullptr;
}

void vaxcert_bytes_free(vaxcert_bytes* bytes) {
    delete bytes;
}

vaxcert_bytes* vaxcert_qr_png(const uint8_t* payload, size_t payload_len, char level, int scale) {
    return making([&] {
        require(scale >= 1 && scale <= 64, "vaxcert_qr_png: scale should be 1 to 64");
        const qr::Options options{.level = level_of(level), .scale = scale};
        const auto symbol = value_or_refusal(
            qr::make(view(payload, payload_len, "vaxcert_qr_png: payload is NULL"), options));
        return new vaxcert_bytes{qr::to_png(symbol, options)};
    });
}

vaxcert_bytes* vaxcert_scan_png(const uint8_t* png, size_t png_len) {
    return making([&] {
        return first_payload(
            value_or_refusal(qr::from_png(view(png, png_len, "vaxcert_scan_png: png is NULL"))));
    });
}

vaxcert_bytes* vaxcert_scan_grey(const uint8_t* grey, int width, int height) {
    return making([&] {
        require(grey != nullptr && width > 0 && height > 0 && width <= 20000 && height <= 20000,
                "vaxcert_scan_grey: the picture has no pixels, or a side of more than 20000");
        const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
        return first_payload({width, height, {grey, grey + size}});
    });
}

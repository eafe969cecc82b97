// SPDX-License-Identifier: Apache-2.0
// What a verdict says, and what that means in other languages.

#include <vaxcert/statement.hpp>
#include <vaxcert/texts.hpp>

#include "capi/guard.hpp"
#include "capi/handles.hpp"

using namespace vaxcert;
using namespace vaxcert::capi;

namespace {

const Finding* finding_at(const vaxcert_verdict* verdict, size_t index) {
    if (!verdict || index >= verdict->value.findings().size()) return nullptr;
    return &verdict->value.findings()[index];
}

static_assert(static_cast<int>(Outcome::rejected) == VAXCERT_REJECTED);
static_assert(static_cast<int>(Outcome::undecided) == VAXCERT_UNDECIDED);
static_assert(static_cast<int>(Outcome::accepted) == VAXCERT_ACCEPTED);

}  // namespace

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

vaxcert_bytes* vaxcert_verdict_sign_state(const vaxcert_verdict* verdict,
                                          const vaxcert_signer* signer, const char* issuer,
                                          const char* subject, int64_t now, int64_t valid_for) {
    return making([&] {
        require(verdict != nullptr, "vaxcert_verdict_sign_state: verdict is NULL");
        require(signer != nullptr, "vaxcert_verdict_sign_state: signer is NULL");
        require(valid_for > 0, "vaxcert_verdict_sign_state: valid_for is not above zero");
        const std::string jwt =
            value_or_refusal(sign_state(verdict->value,
                                        {.issuer = issuer ? issuer : "",
                                         .subject = subject ? subject : "",
                                         .now = time_of(now),
                                         .valid_for = std::chrono::seconds(valid_for)},
                                        *signer->value));
        return new vaxcert_bytes{{jwt.begin(), jwt.end()}};
    });
}

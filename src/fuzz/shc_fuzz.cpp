// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include <vaxcert/verify.hpp>

#include "formats/shc/bundle.hpp"
#include "formats/shc/card.hpp"
#include "formats/shc/numeric.hpp"
#include "formats/shc/shc.hpp"
#include "fuzz/fuzz.hpp"

namespace {

/// Two lines of the input, as the texts of two codes.
std::pair<std::string_view, std::string_view> halves(std::string_view text) {
    const std::size_t line = std::min(text.find('\n'), text.size());
    return {text.substr(0, line), text.substr(std::min(line + 1, text.size()))};
}

}  // namespace

FUZZ(shc) {
    using namespace vaxcert;
    const std::string_view text = as_text(input);

    // Anything is answered, with a reason; without a key nothing is accepted.
    const TrustList nobody;
    const StatusList status;
    const Policy policy;
    static const MasterData master_data = MasterData::ready();
    const VerifyInputs inputs{.trust = nobody,
                              .status = status,
                              .policy = policy,
                              .master_data = master_data,
                              .now = Time{}};
    const auto [first, second] = halves(text);
    const ByteView parts[] = {as_bytes(first), as_bytes(second)};
    for (const Verdict& verdict : {verify(input, inputs), verify(parts, inputs)}) {
        FUZZ_CHECK(!verdict.accepted() && !verdict.certificate() && !verdict.findings().empty());
        for (const Finding& finding : verdict.findings())
            FUZZ_CHECK(finding.error.reason != Reason::internal && !finding.error.detail.empty());
    }

    // The text of a code is refused, or the only spelling of its characters.
    if (const auto code = shc::parse_code(text)) {
        const std::string again = shc::to_numeric(code->jws);
        FUZZ_CHECK(text.ends_with(std::string_view(again).substr(5)));
        FUZZ_CHECK(code->chunked || again == text);
        FUZZ_CHECK(code->index >= 1 && code->index <= code->count);
    }

    // A payload that is read can be judged; what is wrong in it is counted and not endless.
    const Budget budget = Budget::for_one_certificate();
    if (const auto payload = shc::parse_payload(text, budget)) {
        FUZZ_CHECK(shc::check_issuer(payload->issuer).has_value());
        FUZZ_CHECK(shc::check_bundle(payload->bundle()).size() <= 64);
        (void)shc::check_payload(*payload);
    }
    for (const Bytes& certificate : certificates_in(input))
        FUZZ_CHECK(certificate.size() <= input.size());
}

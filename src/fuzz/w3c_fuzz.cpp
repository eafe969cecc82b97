// SPDX-License-Identifier: Apache-2.0
#include "formats/w3c/w3c.hpp"

#include <string>

#include <vaxcert/credential.hpp>
#include <vaxcert/verify.hpp>

#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"
#include "proof/data_integrity.hpp"
#include "proof/selective.hpp"

FUZZ(w3c) {
    using namespace vaxcert;
    const std::string_view text = as_text(input);

    // Without a key nothing is accepted, and every no has a reason.
    const TrustList nobody;
    const StatusList status;
    const Policy policy;
    const MasterData master_data;
    const Verdict verdict = verify(input, {.trust = nobody,
                                           .status = status,
                                           .policy = policy,
                                           .master_data = master_data,
                                           .now = Time{}});
    FUZZ_CHECK(!verdict.accepted() && !verdict.certificate() && !verdict.findings().empty());
    (void)w3c::open(input, Budget::for_one_certificate());

    // A credential of any kind is answered, and by somebody who finds no key never verified.
    const ProofInputs inputs{.find_key = [](std::string_view, std::string_view) {
        return Result<PublicKey>(Error{Reason::issuer_not_trusted, "nobody"});
    }};
    FUZZ_CHECK(!verify_credential(text, inputs).verified());
    FUZZ_CHECK(!verify_presentation(text, inputs).verified());

    // A proof value of ecdsa-sd-2023 has one spelling.
    if (const auto proof = proof::parse_base_proof(input))
        FUZZ_CHECK(proof::to_bytes(*proof) == Bytes(input.begin(), input.end()));
    if (const auto proof = proof::parse_derived_proof(input))
        FUZZ_CHECK(proof::to_bytes(*proof) == Bytes(input.begin(), input.end()));
}

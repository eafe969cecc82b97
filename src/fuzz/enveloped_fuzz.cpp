// SPDX-License-Identifier: Apache-2.0
#include "enveloped/credential.hpp"
#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"

FUZZ(enveloped) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();

    const auto holds_the_rules = [&](const enveloped::Enveloped& read) {
        FUZZ_CHECK(read.document.is_object());
        FUZZ_CHECK(read.presentation || !read.issuer.empty());
        FUZZ_CHECK(!read.signature.empty() || !read.signed_bytes.empty());
        // What was read can be written as JSON and read again.
        const auto again = json::parse(json::to_text(read.document), budget);
        FUZZ_CHECK(!again || *again == read.document);
    };
    if (const auto read = enveloped::parse_vc_jwt(as_text(input), budget)) holds_the_rules(*read);
    if (const auto read = enveloped::parse_vc_cose(input, budget)) {
        holds_the_rules(*read);
        FUZZ_CHECK(read->model == enveloped::Model::version_2_0);
    }
}

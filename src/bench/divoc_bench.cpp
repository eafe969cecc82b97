// SPDX-License-Identifier: Apache-2.0
#include "bench/divoc_world.hpp"
#include "bench/documents.hpp"
#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "formats/divoc/document.hpp"
#include "json/parse.hpp"

namespace vaxcert::bench {
Measured canonicalize_divoc() {
    RawEd25519 raw;
    DivocWorld world(Algorithm::ed25519);
    const Budget budget = Budget::for_one_certificate();
    json::Value document = must(json::parse(world.issue().document, budget));
    document.erase("proof");
    return measure([&] { return raw.sign(); },
                   [&] { return must(divoc::canonicalize(document, budget)).nquads.size(); });
}

Measured issue_ed25519() {
    RawEd25519 raw;
    DivocWorld world(Algorithm::ed25519);
    return issuing(world, [&] { return raw.sign(); });
}

Measured issue_ps256() {
    RawPs256 raw;
    DivocWorld world(Algorithm::ps256);
    return issuing(world, [&] { return raw.sign(); });
}

Measured verify_ed25519() {
    RawEd25519 raw;
    DivocWorld world(Algorithm::ed25519);
    return verifying(world, [&] { return raw.sign(); });
}

Measured verify_ps256() {
    RawEd25519 raw;
    DivocWorld world(Algorithm::ps256);
    return verifying(world, [&] { return raw.sign(); });
}

}  // namespace vaxcert::bench

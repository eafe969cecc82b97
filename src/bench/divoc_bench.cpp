// SPDX-License-Identifier: Apache-2.0
#include "bench/divoc_world.hpp"
#include "bench/documents.hpp"
#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "formats/divoc/document.hpp"
#include "json/parse.hpp"

namespace vaxcert::bench {
namespace {

template <class Raw>
Measured verify_payload(Algorithm algorithm, Raw raw) {
    DivocWorld world(algorithm);
    const Bytes payload = world.issue().qr_payload;
    if (world.verify(payload) != Outcome::accepted) throw std::runtime_error("not accepted");
    return measure(raw, [&] { return world.verify(payload); });
}

}  // namespace

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
    return measure([&] { return raw.sign(); }, [&] { return world.issue().qr_payload.size(); });
}

Measured issue_ps256() {
    RawPs256 raw;
    DivocWorld world(Algorithm::ps256);
    return measure([&] { return raw.sign(); }, [&] { return world.issue().qr_payload.size(); });
}

Measured verify_ed25519() {
    RawEd25519 raw;
    return verify_payload(Algorithm::ed25519, [&] { return raw.sign(); });
}

Measured verify_ps256() {
    RawEd25519 raw;
    return verify_payload(Algorithm::ps256, [&] { return raw.sign(); });
}

}  // namespace vaxcert::bench

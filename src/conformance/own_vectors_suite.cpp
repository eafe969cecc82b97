// SPDX-License-Identifier: Apache-2.0
// Our own vectors: a certificate, what a check point knows, and the answer, in a file each.
// test-vectors/README.md describes them.

#include <string>
#include <utility>

#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "encoding/base64.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Object;
using json::Value;

/// A vector that cannot be read is a fault of ours.
template <class T>
T read(Result<T> result) {
    if (!result) throw std::runtime_error("the vector: " + result.error().detail);
    return *std::move(result);
}

const Value& member(const Value& vector, std::string_view name) {
    if (const Value* value = vector.find(name)) return *value;
    throw std::runtime_error("the vector lacks " + std::string(name));
}

Verdict verdict_on(const Value& vector) {
    TrustList trust;
    for (const Value& list : member(vector, "trust").array())
        read(trust.merge(read(TrustList::parse(json::to_text(list)))));
    StatusList status;
    for (const Value& list : member(vector, "status").array())
        status.merge(read(StatusList::parse(json::to_text(list))));
    Policy policy;
    if (const Value& asked = member(vector, "policy"); !asked.is_null())
        policy = read(Policy::parse(json::to_text(asked)));
    MasterData master_data = MasterData::ready();
    for (const Value& profile : member(vector, "profiles").array())
        master_data.add(read(Profile::parse(json::to_text(profile))));
    const Bytes scanned = read(encoding::from_base64(member(vector, "scanned").string()));
    return verify(scanned, {.trust = trust,
                            .status = status,
                            .policy = policy,
                            .master_data = master_data,
                            .now = read(parse_time(member(vector, "now").string()))});
}

/// What every binding can compare: details are for people, and evidence is about our lists.
Value comparable(const Verdict& verdict) {
    const Value whole = read(json::parse(verdict.to_json(), Budget::for_trusted_data()));
    Value findings = member(whole, "findings");
    for (Value& finding : findings.array()) finding.erase("detail");
    return Object{{"outcome", member(whole, "outcome")},
                  {"format", member(whole, "format")},
                  {"findings", std::move(findings)},
                  {"certificate", member(whole, "certificate")}};
}

}  // namespace

void run_own_vectors(Run& run, const fs::path& folder) {
    for (const fs::path& file : files_in(folder, ".json")) {
        const Value vector = read_json(file);
        run.expect(file.stem().string(), json::to_jcs(member(vector, "expected")),
                   json::to_jcs(comparable(verdict_on(vector))));
    }
}

}  // namespace vaxcert::conformance

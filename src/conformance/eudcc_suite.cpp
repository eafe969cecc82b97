// SPDX-License-Identifier: Apache-2.0
// The EU's test data for DCC: what each country published, with what must come of each stage; and
// the examples of the schema.

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "crypto/hash.hpp"
#include "encoding/base64.hpp"
#include "formats/hcert/dcc_check.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

std::vector<Value> json_lines(const std::filesystem::path& path) {
    std::vector<Value> values;
    std::istringstream lines(read_file(path));
    for (std::string line; std::getline(lines, line);) {
        auto value = json::parse(line, Budget::for_trusted_data());
        if (!value) throw std::runtime_error(path.string() + ": " + value.error().detail);
        values.push_back(*std::move(value));
    }
    return values;
}

std::string text_at(const Value& object, std::string_view name) {
    const Value* value = object.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

/// The suite writes times in 14 ways: with and without a fraction, a zone, a colon in the zone.
Time clock_of(const std::string& text) {
    const auto seconds = parse_time(text.substr(0, 19) + "Z");
    if (!seconds) throw std::runtime_error("a clock of the suite: " + text);
    std::string zone = text.substr(std::min(text.size(), text.find_first_of("+Z", 19)));
    if (!zone.starts_with('+')) return *seconds;
    std::erase(zone, ':');
    return *seconds - std::chrono::hours(std::stoi(zone.substr(1, 2))) -
           std::chrono::minutes(std::stoi(zone.substr(3, 2)));
}

/// What an extended key usage lets its owner sign, in both spellings of the EU's arc.
std::vector<std::string> purposes_of(const Value& observed) {
    constexpr std::array<const char*, 3> purposes = {"test", "vaccination", "recovery"};
    std::vector<std::string> found;
    const Value* usages = observed.find("eku");
    if (!usages || !usages->is_array()) return found;
    for (const Value& usage : usages->array())
        for (std::size_t i = 0; i < purposes.size(); ++i) {
            const std::string end = "1847.2021.1." + std::to_string(i + 1);
            const std::string& oid = usage.string();
            if (oid == "1.3.6.1.4.1." + end || oid == "1.3.6.1.4.1.0." + end)
                found.emplace_back(purposes.at(i));
        }
    return found;
}

/// The signer's certificate as a trust list of one key, whose name is cut from its digest.
TrustList trust_in(const std::string& certificate, const Value& observed) {
    TrustList trust;
    const auto der = encoding::from_base64(certificate);
    if (!der) return trust;
    auto key = PublicKey::parse(*der);
    if (!key) return trust;
    const auto digest = crypto::sha256(*der);
    trust.add({.id = "the signer",
               .key = *std::move(key),
               .environment = Environment::test,
               .purposes = purposes_of(observed),
               .formats = {"hcert"},
               .kid = encoding::to_base64(ByteView(digest).first(8)),
               .certified = true});
    return trust;
}

bool has(const Verdict& verdict, Step step, auto is_meant) {
    return std::ranges::any_of(verdict.findings(), [&](const Finding& finding) {
        return finding.step == step && finding.effect != Outcome::accepted &&
               is_meant(finding.error.reason);
    });
}

/// Whether a stage of the suite was passed.
bool passes(const std::string& stage, const Verdict& verdict) {
    const auto any = [](Reason) { return true; };
    const auto is = [](Reason meant) { return [meant](Reason reason) { return reason == meant; }; };
    if (stage == "UNPREFIX") return !has(verdict, Step::decode, is(Reason::unsupported_format));
    if (stage == "B45DECODE") return !has(verdict, Step::decode, is(Reason::bad_base45));
    if (stage == "COMPRESSION") return !has(verdict, Step::decode, is(Reason::bad_deflate));
    if (stage == "DECODE") return !has(verdict, Step::decode, any);
    if (stage == "VERIFY") return verdict.certificate().has_value();
    if (stage == "KEYUSAGE") return !has(verdict, Step::trust, is(Reason::signer_not_allowed));
    return !has(verdict, Step::policy, [](Reason reason) {
        return reason == Reason::expired || reason == Reason::not_yet_valid;
    });
}

/// The stages that verify() goes through; the others are of a writer or of a picture.
constexpr std::array<std::string_view, 8> stages = {
    "UNPREFIX", "B45DECODE", "COMPRESSION",     "DECODE",
    "VERIFY",   "KEYUSAGE",  "EXPIRATIONCHECK", "VALIDJSON",
};

void run_one(Run& run, const Value& vector, const Value& observed, const MasterData& known) {
    const std::string file = text_at(vector, "_file");
    const Value& context = *vector.find("TESTCTX");
    const std::string clock = text_at(context, "VALIDATIONCLOCK");
    const std::string text = text_at(vector, "PREFIX");
    const Value* expected = vector.find("EXPECTEDRESULTS");
    if (text.empty() || !expected || !expected->is_object())
        return run.skip(file, "it has no text or expects nothing");
    const TrustList trust = trust_in(text_at(context, "CERTIFICATE"), observed);
    const Verdict verdict =
        verify(as_bytes(text), {.trust = trust,
                                .status = {},
                                .policy = {},
                                .master_data = known,
                                .now = clock.empty() ? Time() : clock_of(clock)});
    for (const json::Member& flag : expected->object()) {
        std::string stage = flag.name.substr(std::min<std::size_t>(8, flag.name.size()));
        if (flag.name == "EXPTECTEDEXPIRED") stage = "EXPIRATIONCHECK";
        if (std::ranges::find(stages, stage) == stages.end() || !flag.value.is_boolean()) continue;
        if (stage == "EXPIRATIONCHECK" && clock.empty()) continue;
        const std::string label = file + ' ' + stage;
        if (stage == "VALIDJSON") {
            const auto inside = inspect(as_bytes(text));
            const Value* content = vector.find("JSON");
            if (!content || !inside) continue;
            const auto document = json::parse(inside->document, Budget::for_trusted_data());
            run.expect(label, "the same JSON",
                       document && json::to_jcs(*document) == json::to_jcs(*content)
                           ? "the same JSON"
                           : "another");
            continue;
        }
        run.expect(label, flag.value.boolean() ? "passes" : "fails",
                   passes(stage, verdict) ? "passes" : "fails");
    }
}

}  // namespace

void run_eudcc(Run& run, const std::filesystem::path& folder) {
    std::map<std::string, Value> observed;
    for (Value& each : json_lines(folder / "observed.jsonl"))
        observed.emplace(text_at(each, "f"), std::move(each));
    const MasterData known = MasterData::ready();
    for (const Value& vector : json_lines(folder / "dgc-testdata.jsonl")) {
        const auto at = observed.find(text_at(vector, "_file"));
        run_one(run, vector, at == observed.end() ? Value() : at->second, known);
    }
}

void run_eudcc_schema(Run& run, const std::filesystem::path& folder) {
    const Value examples = read_json(folder / "examples.json");
    for (const json::Member& example : examples.object())
        run.expect(example.name, example.name.starts_with("test/invalid/") ? "refused" : "valid",
                   hcert::check_dcc(example.value).empty() ? "valid" : "refused");
}

}  // namespace vaxcert::conformance

// SPDX-License-Identifier: Apache-2.0
// SMART Health Cards: the official examples in every form, and the cards and keys of the dev-tools.
// What upstream's validator says of each of them is in the table beside what we say; which of its
// codes are which of our reasons is in docs/formats/shc.md.

#include <algorithm>
#include <charconv>
#include <set>
#include <string>

#include <vaxcert/qr.hpp>
#include <vaxcert/verify.hpp>

#include "conformance/suites.hpp"
#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "formats/shc/card.hpp"
#include "formats/shc/key_set.hpp"
#include "formats/shc/wire.hpp"
#include "jose/jws.hpp"
#include "jose/thumbprint.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;
using json::Value;

constexpr const char* official_issuer = "https://spec.smarthealth.cards/examples/issuer";
constexpr const char* former_issuer = "https://smarthealth.cards/examples/issuer";

/// Between the issue of the official examples and the expiry of one of them.
const Time card_time{std::chrono::seconds(1720000000)};

TrustList trust_in(std::string_view issuer, const fs::path& key_set) {
    auto trust = TrustList::for_issuer(issuer, as_bytes(read_file(key_set)));
    if (!trust) throw std::runtime_error(key_set.string() + ": " + trust.error().detail);
    return *std::move(trust);
}

Verdict verdict_on(const std::vector<std::string>& parts, const TrustList& trust) {
    static const MasterData master_data = MasterData::ready();
    const StatusList nobody_withdrawn;
    const Policy anything;
    std::vector<ByteView> views;
    for (const std::string& part : parts) views.push_back(as_bytes(part));
    return verify(views, {.trust = trust,
                          .status = nobody_withdrawn,
                          .policy = anything,
                          .master_data = master_data,
                          .now = card_time});
}

/// "accepted", "accepted, noted: malformed", "rejected: bad-jws expired"
std::string in_words(const Verdict& verdict) {
    std::set<std::string> reasons;
    for (const Finding& finding : verdict.findings())
        if (finding.effect == verdict.outcome()) reasons.insert(name(finding.error.reason));
    std::string words = name(verdict.outcome());
    if (verdict.accepted() && !reasons.empty()) words += ", noted";
    if (!reasons.empty()) words += ':';
    for (const std::string& reason : reasons) words += ' ' + reason;
    return words;
}

// ---- pictures ----------------------------------------------------------------------------------

/// The modules of a drawing whose dark path is made of "M x y h n m dx dy h n ..." and no more.
qr::Picture drawn(const std::string& svg) {
    constexpr int scale = 4;
    const auto number_after = [&](std::string_view mark) {
        const std::size_t at = svg.find(mark);
        if (at == svg.npos) throw std::runtime_error("the drawing is of another kind");
        return at + mark.size();
    };
    const int size = std::stoi(svg.substr(number_after("viewBox=\"0 0 ")));
    qr::Picture picture{size * scale, size * scale, {}};
    picture.grey.assign(static_cast<std::size_t>(picture.width * picture.height), 255);
    const std::size_t begin = number_after("<path stroke=\"#000000\" d=\"");
    std::string_view path = std::string_view(svg).substr(begin, svg.find('"', begin) - begin);
    double x = 0, y = 0;
    const auto number = [&] {
        while (path.starts_with(' ')) path.remove_prefix(1);
        double value = 0;
        const auto read = std::from_chars(path.data(), path.data() + path.size(), value);
        path.remove_prefix(static_cast<std::size_t>(read.ptr - path.data()));
        return value;
    };
    while (!path.empty()) {
        const char command = path.front();
        path.remove_prefix(1);
        if (command == 'M') x = number(), y = number();
        if (command == 'm') x += number(), y += number();
        if (command != 'h') continue;
        const double width = number();
        for (int py = 0; py < scale; ++py)
            for (int px = 0; px < static_cast<int>(width) * scale; ++px)
                picture.grey[static_cast<std::size_t>((static_cast<int>(y) * scale + py) *
                                                          picture.width +
                                                      static_cast<int>(x) * scale + px)] = 0;
        x += width;
    }
    return picture;
}

/// The texts of the codes in a picture file; what could not be read is an error.
Result<std::vector<std::string>> scanned(const fs::path& file) {
    const std::string bytes = read_file(file);
    const auto picture = file.extension() == ".svg" ? Result<qr::Picture>(drawn(bytes))
                                                    : qr::from_png(as_bytes(bytes));
    if (!picture) return picture.error();
    const auto codes = qr::scan(*picture);
    if (!codes) return codes.error();
    std::vector<std::string> texts;
    for (const Bytes& code : *codes) texts.emplace_back(as_text(code));
    return texts;
}

// ---- the official examples ---------------------------------------------------------------------

/// Every text of a form, in its order: "example-02-f-qr-code-numeric-value-0.txt" and on.
std::vector<fs::path> files_of(const fs::path& folder, const std::string& example,
                               const std::string& form) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename().string().starts_with("example-" + example + '-' + form))
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// What the manifest says is in a card, and what we find in it.
void compare_card(Run& run, const std::string& example, const Value& expected, const fs::path& jws,
                  const fs::path& minified) {
    const auto card = shc::parse_card(read_file(jws), Budget::for_one_certificate());
    run.expect(example + " is a card", "yes", card ? "yes" : card.error().detail);
    if (!card) return;
    const auto text = [&](const char* member) {
        const Value* value = expected.find(member);
        return value && value->is_string() ? value->string() : std::string();
    };
    run.expect(example + " kid", text("kid"), card->jws.key_id);
    run.expect(example + " iss", text("iss"), card->payload.issuer);
    run.expect(example + " rid", text("rid"), card->payload.revocation_id);
    run.expect(example + " header", json::to_text(*expected.find("header")),
               json::to_text(card->jws.header));
    run.expect(example + " nbf", json::to_text(*expected.find("nbf")),
               json::number_text(card->payload.not_before));
    run.expect(
        example + " exp", json::to_text(*expected.find("exp")),
        card->payload.expires ? json::number_text(*card->payload.expires) : std::string("null"));
    json::Array resources;
    for (const Value& entry : card->payload.bundle().find("entry")->array())
        resources.push_back(*entry.find("resource")->find("resourceType"));
    run.expect(example + " resources", json::to_text(*expected.find("resources")),
               json::to_text(Value(std::move(resources))));
    run.expect(example + " inflates to the file", "yes",
               card->text == read_file(minified) ? "yes" : "no");
}

void run_example(Run& run, const fs::path& folder, const json::Member& entry,
                 const TrustList& trust) {
    const std::string& example = entry.name;
    // Its bundle has neither a vaccination nor a test in it, and names that are not short.
    const std::string expected = example == "02" ? "rejected: shape-not-expected" : "accepted";
    for (const std::string form : {"d", "e", "f", "g"}) {
        const auto files = files_of(folder, example, form);
        if (files.empty()) {
            run.skip(example + '-' + form, "not in this part of the suite");
            continue;
        }
        std::vector<std::string> parts;
        for (const fs::path& file : files) {
            if (form != "g") {
                parts.push_back(read_file(file));
            } else if (const auto texts = scanned(file)) {
                parts.insert(parts.end(), texts->begin(), texts->end());
            }
        }
        const Verdict verdict = verdict_on(parts, trust);
        std::string words = in_words(verdict);
        if (example != "02" && words == "accepted, noted: malformed") words = "accepted";
        run.expect(example + '-' + form, expected, words);
    }
    const auto jws = files_of(folder, example, "d"), minified = files_of(folder, example, "c");
    if (!jws.empty() && !minified.empty())
        compare_card(run, example, entry.value, jws.front(), minified.front());
}

// ---- the dev-tools -----------------------------------------------------------------------------

enum class Kind { bundle, payload, wire, picture, file_of_several };

struct Row {
    std::vector<std::string_view> files;  ///< after what they have in common, in `prefix`
    Kind kind;
    std::string_view upstream;  ///< its errors, and after a bar its warnings
    std::string_view ours;
    std::string_view prefix = "test-example-00-";
};

// clang-format off
const Row rows[] = {
    // White space around a text is tolerated and, around a code or a JWS, noted; inside JSON it is nothing.
    {{"a-fhirBundle-trailing_chars.json"}, Kind::bundle, "TRAILING_CHARACTERS", "accepted"},
    {{"b-jws-payload-expanded-trailing_chars.json"}, Kind::payload, "TRAILING_CHARACTERS", "accepted"},
    {{"d-jws-trailing_chars.txt"}, Kind::wire, "TRAILING_CHARACTERS", "accepted, noted: malformed"},
    {{"e-file-trailing_chars.smart-health-card"}, Kind::wire, "TRAILING_CHARACTERS", "accepted, noted: malformed"},
    {{"f-qr-code-numeric-value-0-trailing_chars.txt"}, Kind::wire, "TRAILING_CHARACTERS", "accepted, noted: malformed"},
    {{"d-jws-utf8_bom_prefix.txt"}, Kind::wire, "TRAILING_CHARACTERS", "rejected: bad-json"},
    {{"b-jws-payload-expanded-nbf_not_yet_valid.json"}, Kind::payload, "|NOT_YET_VALID", "rejected: not-yet-valid"},
    {{"b-jws-payload-expanded-nbf_milliseconds.json"}, Kind::payload, "NOT_YET_VALID", "rejected: not-yet-valid"},
    {{"b-jws-payload-expanded-expired.json"}, Kind::payload, "|EXPIRATION_ERROR", "rejected: expired"},
    {{"b-jws-payload-expanded-exp_milliseconds.json"}, Kind::payload, "|EXPIRATION_ERROR", "undecided: expired"},
    {{"b-jws-payload-expanded-pre-expired.json"}, Kind::payload, "EXPIRATION_ERROR|EXPIRATION_ERROR", "rejected: expired"},
    {{"b-jws-payload-expanded-missing-imm-vc-type.json"}, Kind::payload, "|SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"b-jws-payload-expanded-missing-covid-vc-type.json"}, Kind::payload, "|SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"b-jws-payload-expanded-optional-vc-type.json"}, Kind::payload, "|SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"b-jws-payload-expanded-unknown-vc-types.json"}, Kind::payload, "|SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"covid-lab-jwspayload-missing-lab-vc-type.json"}, Kind::payload, "|SCHEMA_ERROR", "accepted, noted: shape-not-expected", "test-example-"},
    {{"b-jws-payload-expanded-missing-shc-vc-type.json"}, Kind::payload, "SCHEMA_ERROR", "rejected: malformed"},
    {{"b-jws-payload-expanded-missing-coding.json"}, Kind::payload, "FHIR_SCHEMA_ERROR|SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"a-fhirBundle-bad_meta_extra_key.json"}, Kind::bundle, "|FHIR_SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"a-fhirBundle-bad_meta_non_security.json"}, Kind::bundle, "|FHIR_SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"a-fhirBundle-bad_meta_wrong_security.json"}, Kind::bundle, "FHIR_SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"a-fhirBundle-empty-values.json"}, Kind::bundle, "FHIR_SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"a-fhirBundle-occurrence-issues.json"}, Kind::bundle, "FHIR_SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"a-fhirBundle-status-not-completed.json"}, Kind::bundle, "FHIR_SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"a-non-dm-properties.json"}, Kind::bundle, "|FHIR_SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"a-short-refs.json"}, Kind::bundle, "SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"a-fhirBundle-profile-usa.json"}, Kind::bundle, "PROFILE_ERROR FHIR_SCHEMA_ERROR", "rejected: shape-not-expected"},
    {{"d-jws-no_jws_header_alg.txt"}, Kind::wire, "JWS_HEADER_ERROR JWS_VERIFICATION_ERROR", "rejected: bad-jws"},
    {{"d-jws-no_jws_header_kid.txt"}, Kind::wire, "JWS_HEADER_ERROR JWS_VERIFICATION_ERROR", "rejected: kid-not-included"},
    {{"d-jws-no_jws_header_zip.txt"}, Kind::wire, "JWS_HEADER_ERROR JWS_VERIFICATION_ERROR", "rejected: bad-jws"},
    {{"d-jws-wrong_jws_header_kid.txt"}, Kind::wire, "JWS_VERIFICATION_ERROR", "undecided: issuer-not-trusted"},
    {{"d-jws-invalid-signature.txt"}, Kind::wire, "JWS_VERIFICATION_ERROR", "rejected: bad-signature"},
    {{"d-jws-der-signature.txt"}, Kind::wire, "SIGNATURE_FORMAT_ERROR", "rejected: bad-jws"},
    {{"d-jws-der-signature-r-neg.txt"}, Kind::wire, "SIGNATURE_FORMAT_ERROR", "rejected: bad-jws"},
    {{"d-jws-der-signature-s-neg.txt"}, Kind::wire, "SIGNATURE_FORMAT_ERROR", "rejected: bad-jws"},
    {{"d-jws-der-signature-rs-neg.txt"}, Kind::wire, "SIGNATURE_FORMAT_ERROR", "rejected: bad-jws"},
    {{"d-jws-issuer-kid-mismatch.txt"}, Kind::wire, "ISSUER_KID_MISMATCH", "undecided: issuer-not-trusted"},
    {{"d-jws-issuer-not-valid-with-smart-key.txt"}, Kind::wire, "ISSUER_KEY_DOWNLOAD_ERROR JWS_VERIFICATION_ERROR", "undecided: issuer-not-trusted"},
    {{"d-jws-bad-fhir-metadata.txt"}, Kind::wire, "|FHIR_SCHEMA_ERROR", "accepted, noted: shape-not-expected"},
    {{"d-jws-no_deflate.txt"}, Kind::wire, "INFLATION_ERROR JWS_HEADER_ERROR|JWS_TOO_LONG", "rejected: bad-jws"},
    {{"e-file-no_deflate.smart-health-card"}, Kind::wire, "INFLATION_ERROR JWS_HEADER_ERROR|JWS_TOO_LONG", "rejected: bad-jws"},
    {{"e-file-invalid_deflate.smart-health-card"}, Kind::wire, "INFLATION_ERROR", "rejected: bad-deflate"},
    {{"e-file-jws_too_long.smart-health-card"}, Kind::wire, "JWS_TOO_LONG", "rejected: member-missing"},
    {{"e-file-invalid_issuer_url.smart-health-card"}, Kind::wire, "ISSUER_KEY_DOWNLOAD_ERROR JWS_VERIFICATION_ERROR", "undecided: issuer-not-trusted"},
    {{"e-file-bad_jwks.smart-health-card"}, Kind::wire, "ISSUER_KEY_DOWNLOAD_ERROR JWS_VERIFICATION_ERROR", "undecided: issuer-not-trusted"},
    {{"e-file-invalid_issuer_url_http.smart-health-card"}, Kind::wire, "INVALID_ISSUER_URL INVALID_KEY_X5C", "rejected: malformed"},
    {{"e-file-issuer_url_with_trailing_slash.smart-health-card"}, Kind::wire, "INVALID_ISSUER_URL INVALID_KEY_X5C", "rejected: malformed"},
    {{"e-file.wrong-extension"}, Kind::wire, "|INVALID_FILE_EXTENSION", "accepted"},
    {{"e-file-multi-jws.smart-health-card"}, Kind::file_of_several, "", "accepted accepted"},
    {{"e-file-multi-jws-issues.smart-health-card"}, Kind::file_of_several, "JWS_HEADER_ERROR JWS_VERIFICATION_ERROR TRAILING_CHARACTERS", "accepted, noted: malformed rejected: bad-jws"},
    {{"fhirhealthcard.json"}, Kind::wire, "", "accepted"},
    {{"fhirhealthcard-multi-jws.json"}, Kind::file_of_several, "", "accepted accepted"},
    {{"fhirhealthcard-with-resource-link.json"}, Kind::file_of_several, "", "accepted accepted"},
    {{"f-qr-code-numeric-value-0-wrong_qr_header.txt"}, Kind::wire, "INVALID_NUMERIC_QR_HEADER", "rejected: malformed"},
    {{"f-qr-code-numeric-value-0-wrong-multi-chunk.txt"}, Kind::wire, "|INVALID_NUMERIC_QR_HEADER", "accepted, noted: malformed"},
    {{"f-qr-code-numeric-value-0-odd-count.txt"}, Kind::wire, "INVALID_NUMERIC_QR", "rejected: malformed"},
    {{"f-qr-code-numeric-value-0-number-too-big.txt"}, Kind::wire, "INVALID_NUMERIC_QR", "rejected: malformed"},
    {{"f-qr-code-numeric-value-0-index-out-of-range.txt"}, Kind::wire, "QR_CHUNKING_DEPRECATED INVALID_NUMERIC_QR_HEADER", "rejected: malformed"},
    {{"f-qr-code-numeric-value-0-qr_chunk_too_big.txt", "f-qr-code-numeric-value-1-qr_chunk_too_big.txt"}, Kind::wire,
     "QR_CHUNKING_DEPRECATED INVALID_NUMERIC_QR", "rejected: shape-not-expected", "test-example-02-"},
    {{"f-qr-code-numeric-value-0-qr_chunk_too_small.txt", "f-qr-code-numeric-value-1-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-2-qr_chunk_too_small.txt", "f-qr-code-numeric-value-3-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-4-qr_chunk_too_small.txt", "f-qr-code-numeric-value-5-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-6-qr_chunk_too_small.txt", "f-qr-code-numeric-value-7-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-8-qr_chunk_too_small.txt", "f-qr-code-numeric-value-9-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-10-qr_chunk_too_small.txt", "f-qr-code-numeric-value-11-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-12-qr_chunk_too_small.txt", "f-qr-code-numeric-value-13-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-14-qr_chunk_too_small.txt", "f-qr-code-numeric-value-15-qr_chunk_too_small.txt",
      "f-qr-code-numeric-value-16-qr_chunk_too_small.txt"}, Kind::wire,
     "QR_CHUNKING_DEPRECATED|INVALID_QR UNBALANCED_QR_CHUNKS", "accepted, noted: malformed"},
    {{"g-qr-code-0-qr_chunk_too_small.png", "g-qr-code-1-qr_chunk_too_small.png"}, Kind::picture,
     "QR_CHUNKING_DEPRECATED|INVALID_QR", "accepted, noted: malformed"},
    // How a code was drawn is its issuer's affair: what it says is what is judged.
    {{"g-qr-code-0-single_qr_segment.png"}, Kind::picture, "INVALID_QR INVALID_QR_VERSION", "accepted"},
    {{"g-qr-code-0-bad_qr_version.png"}, Kind::picture, "INVALID_QR_VERSION|INVALID_QR_VERSION", "accepted"},
    {{"g-qr-code-inflated-to-v22.png"}, Kind::picture, "|INVALID_QR_VERSION", "accepted"},
    {{"g-qr-code-0-too_many_qr_segment.png"}, Kind::picture, "INVALID_QR INVALID_NUMERIC_QR", "rejected: malformed"},
    {{"g-qr-code-0-corrupted.png"}, Kind::picture, "QR_DECODE_ERROR", "rejected: no-code-found"},
    {{"invalid-jws-payload.png"}, Kind::picture, "JSON_PARSE_ERROR", "rejected: malformed", "test-"},
    {{"1195-byte-qrnumeric.txt"}, Kind::wire, "", "accepted", "test-example-"},
    {{"example-02-f-qr-code-numeric-value-0.txt", "example-02-f-qr-code-numeric-value-2.txt"}, Kind::wire,
     "QR_CHUNKING_DEPRECATED MISSING_QR_CHUNK", "undecided: part-missing", ""},
    {{"example-02-f-qr-code-numeric-value-0.txt", "example-02-f-qr-code-numeric-value-2.txt", "example-02-f-qr-code-numeric-value-0.txt"}, Kind::wire,
     "QR_CHUNKING_DEPRECATED INVALID_NUMERIC_QR_HEADER", "undecided: part-missing", ""},
    {{"example-02-f-qr-code-numeric-value-2.txt", "example-02-f-qr-code-numeric-value-0.txt", "example-02-f-qr-code-numeric-value-1.txt"}, Kind::wire,
     "QR_CHUNKING_DEPRECATED|JWS_TOO_LONG", "rejected: shape-not-expected", ""},
    {{"shlink-link.txt"}, Kind::wire, "SHLINK_NOT_HTTPS_URL", "rejected: unsupported-format", ""},
    {{"shlink-link-direct.txt"}, Kind::wire, "SHLINK_NOT_HTTPS_URL", "rejected: unsupported-format", ""},
    {{"shlink-link-with-viewer.txt"}, Kind::wire, "SHLINK_NOT_HTTPS_URL", "rejected: unsupported-format", ""},
};
// clang-format on

/// Payloads and bundles come unsigned. They are signed here, as they are, byte for byte, so that
/// verify() judges them like any card.
class Signatory {
  public:
    Signatory() : signer_(*signer_from_key(as_bytes(*generate_key(Algorithm::es256)))) {
        trust_ = *TrustList::for_issuer(official_issuer, as_bytes(signer_->public_key().to_jwk()));
    }

    Verdict judge(const std::string& payload) const {
        const auto jws = jose::sign_jws(
            {{"zip", "DEF"}, {"kid", jose::thumbprint(signer_->public_key())}},
            encoding::deflate(as_bytes(payload), encoding::Wrapping::none), *signer_);
        return verdict_on({*jws}, trust_);
    }

    Verdict judge_bundle(const std::string& bundle) const {
        return judge(R"({"iss":")" + std::string(official_issuer) +
                     R"(","nbf":1715107763,"vc":{"type":["https://smarthealth.cards#health-card"],)"
                     R"("credentialSubject":{"fhirVersion":"4.0.1","fhirBundle":)" +
                     bundle + "}}}");
    }

  private:
    std::shared_ptr<const Signer> signer_;
    TrustList trust_;
};

std::string words_of_several(const std::string& file, const TrustList& trust) {
    const auto wire = shc::unwrap(as_bytes(file), Budget::for_one_certificate());
    if (!wire) return wire.error().detail;
    std::string words;
    for (const std::string& jws : wire->jws)
        words += (words.empty() ? "" : " ") + in_words(verdict_on({jws}, trust));
    return words;
}

std::string words_of(const Row& row, const std::vector<fs::path>& files, const TrustList& trust,
                     const Signatory& signatory) {
    std::vector<std::string> parts;
    for (const fs::path& file : files) {
        if (row.kind != Kind::picture) {
            parts.push_back(read_file(file));
            continue;
        }
        const auto texts = scanned(file);
        if (!texts) return std::string("rejected: ") + name(texts.error().reason);
        parts.insert(parts.end(), texts->begin(), texts->end());
    }
    if (row.kind == Kind::payload) return in_words(signatory.judge(parts.front()));
    if (row.kind == Kind::bundle) return in_words(signatory.judge_bundle(parts.front()));
    if (row.kind == Kind::file_of_several) return words_of_several(parts.front(), trust);
    return in_words(verdict_on(parts, trust));
}

void run_row(Run& run, const fs::path& folder, const Row& row, const TrustList& trust,
             const Signatory& signatory) {
    std::string test_case;
    std::vector<fs::path> files;
    for (const std::string_view name : row.files) {
        const std::string file = std::string(row.prefix) + std::string(name);
        test_case += (test_case.empty() ? "" : " ") + file;
        files.push_back(folder / "testdata" / file);
        if (!fs::exists(files.back()))
            files.back() = folder.parent_path() / "shc-official-examples" / file;
    }
    if (std::ranges::any_of(files, [](const fs::path& file) { return !fs::exists(file); }))
        return run.skip(test_case, "not in this part of the suite");
    run.expect(test_case, row.ours, words_of(row, files, trust, signatory));
}

/// The key sets, by upstream's code for what is wrong with each.
void run_keys(Run& run, const fs::path& folder) {
    const Value tests = read_json(folder / "expected.json");
    for (const Value& test : tests.find("key_tests")->array()) {
        const std::string& file = test.find("file")->string();
        const std::string& title = test.find("name")->string();
        if (!fs::exists(folder / "testdata" / file)) {
            run.skip(title, "not in this part of the suite");
            continue;
        }
        const auto& codes = test.find("expected")->array();
        const std::string expected = codes.empty() ? "" : codes.front().string();
        if (expected == "INVALID_KEY_X5C") {
            run.skip(title, "a key of a list is trusted for the list's sake, not for its x5c");
            continue;
        }
        const auto keys = shc::parse_key_set(read_file(folder / "testdata" / file));
        run.expect(title, expected, keys ? "" : keys.error().detail.substr(0, expected.size()));
    }
}

}  // namespace

void run_shc_examples(Run& run, const fs::path& folder) {
    const TrustList trust = trust_in(official_issuer, folder / "jwks.json");
    const Value expected = read_json(folder / "expected.json");
    for (const json::Member& entry : expected.object()) run_example(run, folder, entry, trust);
}

void run_shc_dev_tools(Run& run, const fs::path& folder) {
    const fs::path official = folder.parent_path() / "shc-official-examples/jwks.json";
    TrustList trust = trust_in(official_issuer, official);
    if (!trust.merge(trust_in(former_issuer, official)) ||
        !trust.merge(trust_in("https://not.smart.example",
                              folder / "testdata/issuer.jwks.public.not.smart.json")))
        throw std::runtime_error("the suite's keys do not go together");
    const Signatory signatory;
    for (const Row& row : rows) run_row(run, folder, row, trust, signatory);
    run_keys(run, folder);
}

}  // namespace vaxcert::conformance

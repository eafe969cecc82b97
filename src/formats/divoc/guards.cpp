// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/guards.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <vaxcert/time.hpp>

#include "formats/divoc/assignments.hpp"
#include "formats/divoc/settings.hpp"
#include "profile/inner.hpp"
#include "proof/coverage.hpp"

namespace vaxcert::divoc {
namespace {

using json::Value;
using Texts = std::span<const std::string_view>;

std::string_view text_at(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    return value && value->is_string() ? std::string_view(value->string()) : std::string_view();
}

bool is_blank_node(std::string_view id) {
    return id.starts_with("_:");
}

/// The text of a leaf as it is signed: of a number, its digits.
std::string_view leaf_at(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    if (value && value->is_number()) return value->number().text;
    return text_at(object, member);
}

/// One look at a signed document, collecting what it finds.
class Guards {
  public:
    Guards(const Signed& what, const Profile* profile)
        : what_(what),
          profile_(profile),
          settings_(profile ? settings_of(*profile) : Settings()),
          subject_(*what.document.find("credentialSubject")),
          evidence_(what.document.find("evidence")->array().front()) {}

    std::vector<Finding> check() {
        check_nodes();
        check_members_present();
        check_certificate_id();
        check_reference();
        if (what_.kind == Kind::test) {
            check_result();
        } else {
            check_product();
            check_dose();
            check_dates();
        }
        check_coverage();
        return std::move(findings_);
    }

  private:
    void reject(Reason reason, std::string detail) {
        findings_.push_back({Step::signature, Outcome::rejected, {reason, std::move(detail)}});
    }

    /// On values that share a predicate and whose order therefore is not signed.
    void judge(Standing standing, Reason reason, const std::string& members,
               const std::string& known) {
        if (standing == Standing::exchanged)
            reject(reason, members + " were exchanged after signing, judged by " + known);
        if (standing == Standing::unknown)
            findings_.push_back({Step::signature,
                                 Outcome::undecided,
                                 {reason, "the signature does not say which of " + members +
                                              " is which, and " + known + " does not tell"}});
    }

    /// jsonld.js drops a node whose id is no absolute IRI, with all that it says. A blank node
    /// ("_:x") is signed under a label of its own: what it says is, its name is not.
    void check_nodes() {
        const auto check = [&](const Value& object, std::string_view member, Reason reason,
                               const char* what, bool may_be_blank) {
            const Value* id = object.find(member);
            if (!id) return;
            if (!is_absolute_iri(id->string()))
                reject(reason,
                       std::string(what) + " is no absolute IRI, so nothing it says is signed");
            else if (!may_be_blank && is_blank_node(id->string()))
                reject(reason,
                       std::string(what) + " names a blank node, so the name is not signed");
        };
        check(subject_, "id", Reason::subject_not_signed, "credentialSubject.id", true);
        check(evidence_, "id", Reason::evidence_not_signed, "evidence.id", false);
        check(what_.document, "issuer", Reason::issuer_not_signed, "issuer", false);
        if (const Value* facility = evidence_.find("facility"))
            check(*facility, "id", Reason::evidence_not_signed, "evidence.facility.id", true);
    }

    void require(const Value& object, std::span<const MemberRule> rules, const std::string& where) {
        for (const MemberRule& rule : rules) {
            const Value* value = object.find(rule.name);
            if (value && rule.holds == Holds::object)
                require(*value, rule.members, where + "." + std::string(rule.name));
            if (value || is_optional(rule.name, where)) continue;
            reject(Reason::member_missing, where + " lacks " + std::string(rule.name));
        }
    }

    /// Images, and the ids inside verifier and facility, are in the vocabulary and in no
    /// certificate known. Without a profile only what identifies person, event and document must be
    /// there.
    bool is_optional(std::string_view member, std::string_view where) const {
        constexpr std::array<std::string_view, 3> never = {"sign-image", "seal-image", "uhid"};
        if (std::ranges::find(never, member) != never.end()) return true;
        if (member == "id" && where != "credentialSubject" && where != "evidence") return true;
        if (profile_) return lists(settings_.may_lack, member);
        constexpr std::array<std::string_view, 11> always = {
            "id",    "name", "refId", "certificateId",  "vaccine",        "manufacturer",
            "batch", "date", "dose",  "effectiveStart", "effectiveUntil",
        };
        return std::ranges::find(always, member) == always.end();
    }

    void check_members_present() {
        require(subject_, subject_members(what_.kind), "credentialSubject");
        require(evidence_, evidence_members(what_.kind), "evidence");
    }

    /// The id of the event is the only copy that cannot be exchanged: it names the RDF node.
    void check_certificate_id() {
        const auto tail = [](std::string_view url) {
            url = url.substr(0, url.find('#'));
            const std::size_t cut = url.find_last_of("/?");
            return cut == url.npos ? url : url.substr(cut + 1);
        };
        const std::string_view id = tail(text_at(evidence_, "id"));
        if (evidence_.find("id") && id.empty())
            reject(Reason::member_missing,
                   "the event's IRI does not end in an id, so nobody could withdraw it");
        const auto differs = [&](const char* member) {
            return evidence_.find(member) && tail(text_at(evidence_, member)) != id;
        };
        if (differs("certificateId"))
            reject(Reason::certificate_id_mismatch,
                   "certificateId is not the id that the event's IRI ends in");
        if (differs("infoUrl") || differs("feedbackUrl"))
            reject(Reason::certificate_id_mismatch,
                   "infoUrl or feedbackUrl does not end in the id of the event's IRI");
    }

    /// Two equal values are one literal, so that a uhid can be added to any certificate.
    void check_reference() {
        const std::string_view reference = text_at(subject_, "refId");
        if (subject_.find("uhid") && text_at(subject_, "uhid") == reference)
            reject(Reason::refid_uhid_ambiguous,
                   "uhid equals refId, so the signature covers only one");
        if (subject_.find("refId") && reference.empty())
            reject(Reason::refid_uhid_ambiguous, "refId is empty: its value may stand in uhid");
    }

    static bool is_icd11(std::string_view text) {
        return text.size() >= 4 && text.size() <= 10 && text.front() == 'X' &&
               std::ranges::all_of(
                   text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
    }

    /// Whether a text that our master data lacks may be the name of a manufacturer at all.
    bool may_be_manufacturer(std::string_view text, std::string_view key) const {
        const bool has_digit = text.find_first_of("0123456789") != text.npos;
        return !key.empty() && !has_digit && !find_product(profile_->inner(), key);
    }

    bool may_be_batch(std::string_view text) const {
        const std::string key = name_key(text);
        return !is_icd11(text) && !find_product(profile_->inner(), key) &&
               !is_manufacturer(profile_->inner(), key);
    }

    /// Whether vaccine, manufacturer and batch make sense together. An id that stands in
    /// certificateId already may be repeated as a batch without a trace.
    bool is_product(Texts assignment, std::string_view icd11) const {
        const Product* product = find_product(profile_->inner(), name_key(assignment[0]));
        if (!product) return false;
        if (!icd11.empty() && !product->icd11.empty() && icd11 != product->icd11) return false;
        const std::string manufacturer = name_key(assignment[1]);
        return (makes(*product, manufacturer) ||
                may_be_manufacturer(assignment[1], manufacturer)) &&
               may_be_batch(assignment[2]) && assignment[2] != text_at(evidence_, "certificateId");
    }

    void check_product() {
        const std::array<std::string_view, 3> claimed = {text_at(evidence_, "vaccine"),
                                                         text_at(evidence_, "manufacturer"),
                                                         text_at(evidence_, "batch")};
        std::vector<std::string_view> fixed;
        for (const char* member : {"certificateId", "icd11Code"})
            if (evidence_.find(member)) fixed.push_back(text_at(evidence_, member));
        const std::string_view icd11 = text_at(evidence_, "icd11Code");
        Standing how = Standing::unknown;
        if (profile_ && (icd11.empty() || is_icd11(icd11)))
            how = standing(claimed, fixed, [&](Texts each) { return is_product(each, icd11); });
        judge(how, Reason::product_order_not_protected, "vaccine, manufacturer and batch",
              "the known vaccines and their manufacturers");
    }

    /// The doses of the vaccine's course, if we know the vaccine, wherever it was put.
    std::optional<int> course() const {
        if (!profile_) return {};
        for (const char* member : {"vaccine", "manufacturer", "batch"})
            if (const Product* product =
                    find_product(profile_->inner(), name_key(text_at(evidence_, member))))
                return product->course;
        return {};
    }

    void check_dose() {
        const Value* total = evidence_.find("totalDoses");
        if (!total) return;  // one value: nothing to exchange it with
        const std::array<std::string_view, 2> claimed = {leaf_at(evidence_, "dose"),
                                                         leaf_at(evidence_, "totalDoses")};
        if (claimed[0] == claimed[1]) return;  // one literal
        Standing how = Standing::unknown;
        if (const auto known = course())
            how = standing(claimed, {},
                           [&](Texts each) { return each[1] == std::to_string(*known); });
        judge(how, Reason::dose_order_not_protected, "dose and totalDoses",
              "the number of doses in the vaccine's course");
    }

    /// Each format has its place: the date-time is the event, the dates begin and end.
    void check_dates() {
        const std::array<std::string_view, 3> claimed = {text_at(evidence_, "date"),
                                                         text_at(evidence_, "effectiveStart"),
                                                         text_at(evidence_, "effectiveUntil")};
        const bool date_only = settings_.date == "date";
        const auto sensible = [&](Texts each) {
            const auto start = Date::parse(each[1]);
            const auto until = Date::parse(each[2]);
            if (!start || !until || start->first_day() > until->first_day()) return false;
            if (parse_time(each[0])) return true;
            const auto date = Date::parse(each[0]);
            return date_only && date && date->first_day() <= start->first_day();
        };
        judge(standing(claimed, {}, sensible), Reason::date_order_not_protected,
              "date, effectiveStart and effectiveUntil", "their notation and order");
    }

    static bool is_result(std::string_view text) {
        constexpr std::array<std::string_view, 4> results = {"Positive", "Negative", "Inconclusive",
                                                             "Void"};
        return std::ranges::find(results, text) != results.end();
    }

    static bool is_named(const std::vector<std::string>& names, std::string_view text) {
        const std::string key = name_key(text);
        return std::ranges::any_of(names,
                                   [&](const std::string& each) { return name_key(each) == key; });
    }

    /// What a result, a disease or a kind of test cannot be.
    bool is_free_text(std::string_view text) const {
        return !is_result(text) && !is_named(profile_->inner().diseases, text) &&
               !is_named(profile_->inner().test_types, text);
    }

    Standing standing_of_result() const {
        if (!profile_) return Standing::unknown;
        const Profile::Inner& known = profile_->inner();
        std::array<std::string_view, 6> values = {
            text_at(evidence_, "result"),       text_at(evidence_, "disease"),
            text_at(evidence_, "testType"),     text_at(evidence_, "batch"),
            text_at(evidence_, "manufacturer"), text_at(evidence_, "sampleOrigin")};
        const auto is_disease = [&](std::string_view text) {
            return is_named(known.diseases, text);
        };
        const auto is_type = [&](std::string_view text) {
            return is_named(known.test_types, text);
        };
        const auto is_free = [&](std::string_view text) { return is_free_text(text); };
        if (is_result(values[0]) && is_disease(values[1]) && is_type(values[2]) &&
            std::all_of(values.begin() + 3, values.end(), is_free))
            return Standing::certain;
        // One of each, but not where it should be.
        const bool one_of_each = std::ranges::count_if(values, is_result) == 1 &&
                                 std::ranges::count_if(values, is_disease) == 1 &&
                                 std::ranges::count_if(values, is_type) == 1;
        return one_of_each ? Standing::exchanged : Standing::unknown;
    }

    /// batch, manufacturer and sampleOrigin are free text: the reader leaves them out where they
    /// could be exchanged among themselves.
    void check_result() {
        judge(standing_of_result(), Reason::result_not_protected, "result, disease and testType",
              "the known results, diseases and kinds of test");

        const auto sampled = parse_time(text_at(evidence_, "sampleCollectionTimestamp"));
        const auto tested = parse_time(text_at(evidence_, "resultTimestamp"));
        if (!sampled || !tested || *sampled > *tested)
            reject(Reason::date_order_not_protected,
                   "the result should be later than the sample, and both RFC 3339 times");
    }

    /// Whether a leaf is the label of a blank node, which the reader does not show.
    bool is_label(std::string_view pointer) const {
        if (pointer == "/credentialSubject/id") return is_blank_node(text_at(subject_, "id"));
        const Value* facility = evidence_.find("facility");
        return pointer == "/evidence/0/facility/id" && is_blank_node(text_at(*facility, "id"));
    }

    /// Whatever else could fall out of the signed form: each leaf must occur in it.
    void check_coverage() {
        if (!findings_.empty()) return;
        constexpr std::array<std::string_view, 2> keywords = {"@context", "type"};
        const proof::Reading reading{jsonld::Profile::jsonld_js_2, keywords};
        for (const std::string& pointer :
             proof::uncovered_leaves(what_.document, what_.dataset, reading))
            if (!is_label(pointer))
                reject(Reason::claim_not_signed, pointer + " does not occur in what was signed");
    }

    const Signed& what_;
    const Profile* profile_;
    const Settings settings_;
    const Value& subject_;
    const Value& evidence_;
    std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_guards(const Signed& what, const Profile* profile) {
    return Guards(what, profile).check();
}

}  // namespace vaxcert::divoc

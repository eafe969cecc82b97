// SPDX-License-Identifier: Apache-2.0
#include "cli/messages.hpp"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include <vaxcert/texts.hpp>

#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr const char* green = "\x1b[1;32m";
constexpr const char* yellow = "\x1b[1;33m";
constexpr const char* red = "\x1b[1;31m";

std::string painted(std::string_view text, const char* color, Style style) {
    if (!style.color) return std::string(text);
    return std::string(color).append(text).append("\x1b[0m");
}

std::string outcome_word(Outcome outcome, Style style) {
    const char* color = outcome == Outcome::accepted    ? green
                        : outcome == Outcome::undecided ? yellow
                                                        : red;
    return painted(name(outcome), color, style);
}

/// What a line about the certificate is called: "date of birth".
std::string label(std::string_view what, std::string_view language) {
    return std::string(says("label-" + std::string(what), language));
}

/// Such a line; nothing where nothing is stated.
std::string line_of(std::string_view named, std::string_view value) {
    return value.empty() ? std::string()
                         : "  " + std::string(named) + ": " + printable(value) + '\n';
}

/// What the person at the desk compares with an identity document, in their language.
class Facts {
  public:
    explicit Facts(std::string_view language) : language_(language) {}

    std::string of(const Certificate& certificate) const {
        const Person& person = certificate.person();
        const auto facts_of = [&](const auto& event) { return of(event); };
        std::string events = std::visit(facts_of, certificate.event());
        for (const Event& event : certificate.earlier_events())
            events += std::visit(facts_of, event);
        return fact("name", person.name) + fact("birth-date", person.birth_date) +
               fact("age", person.birth_date.empty() ? person.age : std::string()) + events +
               fact("issuer", certificate.issuer()) + fact("certificate", certificate.id()) + "  " +
               label("compare", language_) + '\n';
    }

    /// When the lists were made that were asked.
    std::string of(const Evidence& evidence) const {
        std::string lists = age("trust-list", evidence.trust_list);
        for (const ListAsked& list : evidence.status_lists) lists += age("status-list", list);
        return lists;
    }

    std::string fact(std::string_view what, std::string_view value) const {
        return line_of(label(what, language_), value);
    }

  private:
    std::string age(std::string_view what, const ListAsked& list) const {
        return fact(what, list.issued ? to_text(*list.issued) : std::string());
    }

    std::string of(const Vaccination& event) const {
        std::string what = event.product.empty() ? event.vaccine.display : event.product;
        if (event.dose) {
            what += (what.empty() ? "" : ", ") + label("dose", language_) + ' ' +
                    std::to_string(*event.dose);
            if (event.total_doses) what += '/' + std::to_string(*event.total_doses);
        }
        return fact("vaccine", what) + fact("date", event.date);
    }

    std::string of(const Test& event) const {
        const std::string type = event.type.empty() ? event.test_name : event.type;
        return fact("test", type + ", " + event.result) + fact("sample-taken", event.sample_time);
    }

    std::string of(const Recovery& event) const {
        return fact("first-positive", event.first_positive) +
               fact("valid-until", event.valid_until);
    }

    std::string_view language_;
};

/// A note changes nothing, so there is nothing to do about it.
std::string_view advice_on(const Finding& finding, std::string_view language) {
    if (finding.effect == Outcome::accepted) return {};
    return advice(finding.error.reason, language);
}

/// What follows a finding in the language asked for.
std::string explanation(const Finding& finding, std::string_view language) {
    std::string text;
    for (const std::string_view line :
         {says(finding.error.reason, language), advice_on(finding, language)})
        if (!line.empty()) text.append("    ").append(line).append("\n");
    return text;
}

/// The same for programs: a member of an object.
std::string texts_member(const Verdict& verdict, std::string_view language) {
    std::string findings;
    for (const Finding& finding : verdict.findings()) {
        findings += (findings.empty() ? "{\"step\":" : ",{\"step\":") +
                    json_string(says(finding.step, language)) +
                    ",\"says\":" + json_string(says(finding.error.reason, language));
        const std::string_view advised = advice_on(finding, language);
        if (!advised.empty()) findings += ",\"advice\":" + json_string(advised);
        findings += '}';
    }
    return ",\"texts\":{\"language\":" + json_string(language) +
           ",\"outcome\":" + json_string(says(verdict.outcome(), language)) + ",\"findings\":[" +
           findings + "]}";
}

}  // namespace

Style Style::of_terminal(int descriptor) {
    const char* forbidden = std::getenv("NO_COLOR");
    const bool allowed = !forbidden || *forbidden == '\0';
    return {.color = allowed && ::isatty(descriptor) != 0};
}

std::string sentence(const Error& error) {
    return printable(error.detail) + " (" + name(error.reason) + ')';
}

std::string verdict_text(const Verdict& verdict, std::string_view input,
                         std::string_view signed_state, Style style) {
    std::string text = input.empty() ? std::string() : printable(input) + ": ";
    text += outcome_word(verdict.outcome(), style);
    const std::string_view language = style.language;
    if (!language.empty()) text.append(" (").append(says(verdict.outcome(), language)).append(")");
    text += '\n';
    for (const Finding& finding : verdict.findings()) {
        text += std::string(finding.effect == Outcome::accepted ? "  note, " : "  ") +
                name(finding.step) + ": " + sentence(finding.error) + '\n';
        if (!language.empty()) text += explanation(finding, language);
    }
    const Facts facts(language);
    if (const auto& state = verdict.state())
        text += facts.fact("state", state->word + ", " + state->text);
    text += line_of("signed state", signed_state);
    if (verdict.accepted()) text += facts.of(*verdict.certificate());
    if (verdict.evidence()) text += facts.of(*verdict.evidence());
    return text;
}

std::string verdict_line(const Verdict& verdict, std::string_view input,
                         std::string_view signed_state, std::string_view language,
                         std::string_view now, bool now_from_clock) {
    // The library's object ends with the members of the evidence, so two braces end it.
    std::string json = safe_json(verdict.to_json());
    json.resize(json.size() - 2);
    if (!json.ends_with('{')) json += ',';
    json += "\"now\":" + json_string(now) +
            ",\"now_from\":" + (now_from_clock ? "\"clock\"" : "\"option\"") + '}';
    if (!language.empty()) json += texts_member(verdict, language);
    const std::string state =
        signed_state.empty() ? "" : "\"signed_state\":" + json_string(signed_state) + ',';
    return "{\"input\":" + json_string(input) + ',' + state + json.substr(1) + "}\n";
}

std::string inspection_text(const Unverified& unverified, Style style) {
    return painted("NOT VERIFIED: anybody can have written this\n", red, style) +
           line_of("format", unverified.format) + line_of("wire form", unverified.wire_form) +
           line_of("issuer it names", unverified.issuer) +
           line_of("key it names", unverified.verification_method) +
           line_of("algorithm it names", unverified.algorithm) +
           line_of("document", unverified.document);
}

std::string inspection_line(const Unverified& unverified, std::string_view input) {
    return "{\"input\":" + json_string(input) +
           ",\"verified\":false,\"format\":" + json_string(unverified.format) +
           ",\"wire_form\":" + json_string(unverified.wire_form) +
           ",\"issuer\":" + json_string(unverified.issuer) +
           ",\"verification_method\":" + json_string(unverified.verification_method) +
           ",\"algorithm\":" + json_string(unverified.algorithm) +
           ",\"document\":" + json_string(unverified.document) + "}\n";
}

void print_error(std::string_view what, std::string_view hint) {
    std::cerr << "vaxcert: error: " << what << '\n';
    if (!hint.empty()) std::cerr << "vaxcert: hint: " << hint << '\n';
}

void print_note(std::string_view what) {
    std::cerr << "vaxcert: " << what << '\n';
}

void print_machine_line(std::string_view line) {
    std::cerr << line;
}

}  // namespace vaxcert::cli

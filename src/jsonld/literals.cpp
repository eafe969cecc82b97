// SPDX-License-Identifier: Apache-2.0
// Values as RDF literals (JSON-LD 1.1 API section 8.2.2).

#include <charconv>
#include <cmath>
#include <limits>

#include "json/jcs.hpp"
#include "jsonld/iri.hpp"
#include "jsonld/language.hpp"
#include "jsonld/numbers.hpp"
#include "jsonld/quad_writer.hpp"

namespace vaxcert::jsonld {
namespace {

using rdf::TermKind;

constexpr rdf::Term named(std::string_view iri) {
    return {.kind = TermKind::iri, .value = iri, .datatype = {}, .language = {}};
}

constexpr rdf::Term rdf_value = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#value");
constexpr rdf::Term rdf_language = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#language");
constexpr rdf::Term rdf_direction = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#direction");

constexpr std::string_view rdf_json = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
constexpr std::string_view i18n = "https://www.w3.org/ns/i18n#";
constexpr std::string_view xsd_boolean = "http://www.w3.org/2001/XMLSchema#boolean";
constexpr std::string_view xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";
constexpr std::string_view xsd_double = "http://www.w3.org/2001/XMLSchema#double";
constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";

std::string_view name(Direction direction) {
    return direction == Direction::ltr ? "ltr" : "rtl";
}

/// What JavaScript's parseFloat() makes of a text: the number it begins with, if any.
double number_at_start(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n\v\f\r");
    double number = std::numeric_limits<double>::quiet_NaN();
    if (begin == text.npos) return number;
    text.remove_prefix(begin + (text[begin] == '+' ? 1U : 0U));
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

rdf::Term plain(std::string_view text) {
    return {.kind = TermKind::literal, .value = text, .datatype = {}, .language = {}};
}

}  // namespace

void QuadWriter::set_datatype(Term& term, std::string_view datatype) {
    if (datatype != xsd_string) term.datatype = dataset_.keep(datatype);
}

bool QuadWriter::literal(const Value& value, const Term& graph, Term& out) {
    out = {};
    // A datatype is written between < and > like any other IRI.
    if (value.has_type && !is_legacy() && !is_well_formed_iri(value.type))
        return lost("a datatype is no absolute IRI");
    if (value.is_json) {
        out =
            plain(dataset_.keep(json::to_jcs(value.json ? *value.json : json::Value(value.text))));
        out.datatype = rdf_json;
        return true;
    }
    if (!value.json) return text(value, value.text, graph, out);
    switch (value.json->kind()) {
        case json::Value::Kind::boolean:
            out = plain(value.json->boolean() ? "true" : "false");
            set_datatype(out, value.has_type ? value.type : xsd_boolean);
            return true;
        case json::Value::Kind::number: {
            const bool as_double = value.has_type && value.type == xsd_double;
            const NumberText number =
                to_literal(value.json->number().value, as_double, options_.profile);
            out = plain(dataset_.keep(number.text()));
            set_datatype(out, value.has_type     ? value.type
                              : number.is_double ? xsd_double
                                                 : xsd_integer);
            return true;
        }
        default:
            return text(value, value.text, graph, out);
    }
}

bool QuadWriter::text(const Value& value, std::string_view text, const Term& graph, Term& out) {
    if (value.has_type) {
        if (is_legacy() && value.type == xsd_double) {
            const double number = number_at_start(text);
            const NumberText printed =
                std::isnan(number) ? NumberText{} : to_literal(number, true, options_.profile);
            out = plain(std::isnan(number) ? "NaN" : dataset_.keep(printed.text()));
        } else {
            out = plain(dataset_.keep(text));
        }
        set_datatype(out, value.type);
        return true;
    }
    if (value.has_language && !is_legacy() && !is_well_formed_language(value.language))
        return lost("a language is no language tag");
    if (value.direction != Direction::unset) {
        switch (options_.rdf_direction) {
            case RdfDirection::none:
                if (!lost("a base direction, which plain RDF cannot say")) return false;
                break;
            case RdfDirection::i18n_datatype: {
                std::string datatype(i18n);
                datatype.append(value.language).append("_").append(name(value.direction));
                out = plain(dataset_.keep(text));
                out.datatype = dataset_.keep(datatype);
                return true;
            }
            case RdfDirection::compound_literal:
                return compound(value, graph, out);
        }
    }
    out = plain(dataset_.keep(text));
    if (value.has_language) out.language = dataset_.keep(value.language);
    return true;
}

bool QuadWriter::compound(const Value& value, const Term& graph, Term& out) {
    if (!blank(out)) return false;
    if (value.has_language && !add(out, rdf_language, plain(dataset_.keep(value.language)), graph))
        return false;
    return add(out, rdf_value, plain(dataset_.keep(value.text)), graph) &&
           add(out, rdf_direction, plain(name(value.direction)), graph);
}

}  // namespace vaxcert::jsonld

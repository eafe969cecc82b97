// SPDX-License-Identifier: Apache-2.0
#include "rdf/nquads.hpp"
#include "rdf/term_text.hpp"

namespace vaxcert::rdf {
namespace {

char* write(char* out, const Term& term, Spelling spelling) {
    if (term.kind != TermKind::blank) return write_term(out, term, spelling);
    return write_text(write_text(out, "_:"), term.value);
}

}  // namespace

std::string to_nquads(const Dataset& dataset, Spelling spelling) {
    std::string text;
    std::string line;
    for (const Quad& quad : dataset.quads()) {
        line.resize(most_bytes(quad));
        char* out = write(line.data(), quad.subject, spelling);
        *out++ = ' ';
        out = write(out, quad.predicate, spelling);
        *out++ = ' ';
        out = write(out, quad.object, spelling);
        if (quad.graph.kind != TermKind::none) {
            *out++ = ' ';
            out = write(out, quad.graph, spelling);
        }
        out = write_text(out, " .\n");
        text.append(line.data(), out);
    }
    return text;
}

}  // namespace vaxcert::rdf

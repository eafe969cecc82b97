// SPDX-License-Identifier: Apache-2.0
// How a term is spelled in an N-Quads line. Of this folder alone.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "rdf/dataset.hpp"
#include "rdf/nquads.hpp"

namespace vaxcert::rdf {

inline char* write_text(char* out, std::string_view text) {
    return std::copy_n(text.data(), text.size(), out);
}

/// Room that the line of `quad` needs at most, with its blank node labels or "_:z" in their place,
/// and eight bytes to write beyond the end.
std::size_t most_bytes(const Quad& quad);

/// A literal with its quotes, its datatype or its language. The writers here answer where the text
/// ends, and trust that there is room.
char* write_literal(char* out, const Term& literal, Spelling spelling);

/// An IRI or a literal.
inline char* write_term(char* out, const Term& term, Spelling spelling) {
    if (term.kind == TermKind::literal) return write_literal(out, term, spelling);
    *out++ = '<';
    out = write_text(out, term.value);
    *out++ = '>';
    return out;
}

}  // namespace vaxcert::rdf

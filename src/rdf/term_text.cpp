// SPDX-License-Identifier: Apache-2.0
#include "rdf/term_text.hpp"

#include <cstdint>
#include <cstring>

namespace vaxcert::rdf {
namespace {

constexpr std::uint64_t in_each_byte(unsigned char byte) {
    return byte * UINT64_C(0x0101010101010101);
}

/// Whether one of eight bytes may need an escape. Only a false "yes" is possible.
bool may_need_escape(std::uint64_t eight) {
    constexpr std::uint64_t ones = in_each_byte(0x01);
    const auto zero_in = [](std::uint64_t word) { return (word - ones) & ~word; };
    const std::uint64_t found =
        ((eight - in_each_byte(0x20)) & ~eight) | zero_in(eight ^ in_each_byte('"')) |
        zero_in(eight ^ in_each_byte('\\')) | zero_in(eight ^ in_each_byte(0x7f));
    return (found & in_each_byte(0x80)) != 0;
}

/// The letter of a two-character escape, or 0.
char escape_letter(char c, Spelling spelling) {
    switch (c) {
        case '"':
        case '\\':
            return c;
        case '\n':
            return 'n';
        case '\r':
            return 'r';
        case '\b':
            return spelling == Spelling::standard ? 'b' : '\0';
        case '\t':
            return spelling == Spelling::standard ? 't' : '\0';
        case '\f':
            return spelling == Spelling::standard ? 'f' : '\0';
        default:
            return '\0';
    }
}

char* write_escaped(char* out, char c, Spelling spelling) {
    if (const char letter = escape_letter(c, spelling)) {
        *out++ = '\\';
        *out++ = letter;
        return out;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (spelling == Spelling::standard && (byte < 0x20 || byte == 0x7f)) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        out = write_text(out, "\\u00");
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
        return out;
    }
    *out++ = c;
    return out;
}

char* write_lexical_form(char* out, std::string_view text, Spelling spelling) {
    const char* in = text.data();
    const char* const end = in + text.size();
    while (end - in >= 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, in, 8);
        if (may_need_escape(eight)) {
            for (int i = 0; i < 8; ++i) out = write_escaped(out, *in++, spelling);
        } else {
            std::memcpy(out, &eight, 8);
            in += 8;
            out += 8;
        }
    }
    while (in != end) out = write_escaped(out, *in++, spelling);
    return out;
}

}  // namespace

std::size_t most_bytes(const Quad& quad) {
    // An escape is six bytes.
    constexpr std::size_t punctuation = sizeof "<_:z> <> \"\"^^<> <_:z> .\n" + 8;
    return quad.subject.value.size() + quad.predicate.value.size() + 6 * quad.object.value.size() +
           quad.object.datatype.size() + quad.object.language.size() + quad.graph.value.size() +
           punctuation;
}

char* write_literal(char* out, const Term& literal, Spelling spelling) {
    *out++ = '"';
    out = write_lexical_form(out, literal.value, spelling);
    *out++ = '"';
    if (!literal.language.empty()) {
        *out++ = '@';
        return write_text(out, literal.language);
    }
    if (literal.datatype.empty() || literal.datatype == xsd_string) return out;
    out = write_text(out, "^^<");
    out = write_text(out, literal.datatype);
    *out++ = '>';
    return out;
}

}  // namespace vaxcert::rdf

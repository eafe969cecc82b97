// SPDX-License-Identifier: Apache-2.0
// Everything the program says to a person. Lower case, no full stop, numbers and names rather than
// adjectives; the stable word in brackets, for whoever searches the manual.

#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include <vaxcert/verdict.hpp>
#include <vaxcert/verify.hpp>

namespace vaxcert::cli {

/// How a verdict is told to people.
struct Style {
    /// Whether colors may be used on a stream, which only a terminal shows and NO_COLOR forbids.
    bool color = false;
    /// In which language each finding's meaning and advice are added; empty: in none.
    std::string_view language = {};
    static Style of_terminal(int descriptor);
};

/// "record-invalid" behind its sentence: "column vaccinationDose: ... (record-invalid)".
std::string sentence(const Error& error);

/// A verdict for people. `input` is named where there are several; `signed_state` is a statement of
/// the verdict's state, or empty.
std::string verdict_text(const Verdict& verdict, std::string_view input,
                         std::string_view signed_state, Style style);

/// A verdict for programs, one line: the library's words, with the input and the time; and, with a
/// `language`, the texts in it.
std::string verdict_line(const Verdict& verdict, std::string_view input,
                         std::string_view signed_state, std::string_view language,
                         std::string_view now, bool now_from_clock);

std::string inspection_text(const Unverified& unverified, Style style);
std::string inspection_line(const Unverified& unverified, std::string_view input);

/// For whatever kept the program from answering at all; on standard error.
void print_error(std::string_view what, std::string_view hint);

/// For what a person should know besides; on standard error.
void print_note(std::string_view what);

/// A line for programs, on standard error as it is.
void print_machine_line(std::string_view line);

}  // namespace vaxcert::cli

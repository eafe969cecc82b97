// SPDX-License-Identifier: Apache-2.0
// What a verdict says, for the traveler and the person at the desk, in their language.

#pragma once

#include <span>
#include <string_view>

#include <vaxcert/finding.hpp>
#include <vaxcert/reason.hpp>

namespace vaxcert {

/// The languages that there are texts in, as BCP 47 tags; "en" is the first.
std::span<const std::string_view> languages() noexcept;

/// The language that serves whoever asks for `tag`, in capitals or not: "pt" for "pt-BR" (the
/// lookup of RFC 4647). Empty if none does.
std::string_view language_for(std::string_view tag) noexcept;

/// What a reason means, in a few words without the figures of the case: "The certificate has
/// expired". `language` is any tag, and one that no language serves is answered in English.
///
///     for (const Finding& finding : verdict.findings())
///         show(says(finding.error.reason, "hi"), advice(finding.error.reason, "hi"));
///
/// All texts end in NUL and live as long as the program.
std::string_view says(Reason reason, std::string_view language) noexcept;

/// What to do about a reason, for the person at the desk: "Refuse; ask for a renewed certificate."
/// There is nothing to do about a finding whose effect is Outcome::accepted: it is a note.
std::string_view advice(Reason reason, std::string_view language) noexcept;

/// What an outcome, or a step, is called: "Rejected", "Signature".
std::string_view says(Outcome outcome, std::string_view language) noexcept;
std::string_view says(Step step, std::string_view language) noexcept;

/// The same for a reason, outcome or step that is known by its name(): "bad-signature". Empty where
/// nothing has that name, or there is no advice on it.
std::string_view says(std::string_view word, std::string_view language) noexcept;
std::string_view advice(std::string_view word, std::string_view language) noexcept;

}  // namespace vaxcert

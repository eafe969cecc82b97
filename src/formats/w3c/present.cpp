// SPDX-License-Identifier: Apache-2.0
// Parts of a credential that was signed with ecdsa-sd-2023.
#include <algorithm>

#include "formats/w3c/w3c.hpp"
#include "json/parse.hpp"
#include "proof/data_integrity.hpp"
#include "proof/pointers.hpp"
#include "proof/selective.hpp"

namespace vaxcert::w3c {
namespace {

using json::Value;

bool is_always_shown(const std::vector<std::string>& mandatory, std::string_view pointer) {
    return std::ranges::any_of(mandatory, [&](const std::string& one) {
        return pointer.starts_with(one) &&
               (pointer.size() == one.size() || pointer[one.size()] == '/');
    });
}

std::string escaped(std::string_view name) {
    std::string token;
    for (const char c : name) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return token;
}

/// The members and elements below a value that may be left out, each by its pointer.
void collect(const Value& value, const std::string& at, const std::vector<std::string>& mandatory,
             std::vector<std::string>& pointers) {
    const auto add = [&](const Value& inner, const std::string& pointer) {
        if (is_always_shown(mandatory, pointer)) return;
        pointers.push_back(pointer);
        collect(inner, pointer, mandatory, pointers);
    };
    if (value.is_array())
        for (std::size_t i = 0; i < value.array().size(); ++i)
            add(value.array()[i], at + '/' + std::to_string(i));
    if (!value.is_object()) return;
    for (const json::Member& member : value.object()) {
        const bool goes_along =
            member.name == "id" || member.name == "type" ||
            (at.empty() && (member.name == "@context" || member.name == "proof"));
        if (!goes_along) add(member.value, at + '/' + escaped(member.name));
    }
}

}  // namespace

Result<std::vector<std::string>> choices(std::string_view certificate) {
    const auto document = json::parse(certificate, Budget::for_one_certificate());
    if (!document) return document.error();
    const auto proofs = proof::parse_proofs(*document);
    if (!proofs) return proofs.error();
    for (const proof::Proof& one : *proofs) {
        if (one.suite->transformation != proof::Transformation::selective) continue;
        const auto base = proof::parse_base_proof(one.value);
        // Of what is shown already nothing more can be left out.
        if (!base) return std::vector<std::string>();
        std::vector<std::string> pointers;
        collect(*document, "", base->mandatory_pointers, pointers);
        std::ranges::sort(pointers);
        return pointers;
    }
    return Error{Reason::unsupported_algorithm,
                 "the credential is not signed with ecdsa-sd-2023, so it is shown whole"};
}

Result<std::string> present(std::string_view certificate, std::span<const std::string> choice,
                            const std::optional<HolderBinding>& binding) {
    if (binding)
        return Error{Reason::holder_proof_invalid, "the credential does not name its holder's key"};
    if (const auto known = choices(certificate); !known) return known.error();
    const auto document = json::parse(certificate, Budget::for_one_certificate());
    if (!document || !proof::select(*document, choice))
        return Error{Reason::member_missing,
                     "one of the claims chosen is none of this certificate"};
    return derive_proof(certificate, choice);
}

}  // namespace vaxcert::w3c

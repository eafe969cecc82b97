// SPDX-License-Identifier: Apache-2.0
#include "cli/trust_texts.hpp"

#include <map>
#include <set>

#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

/// A JSON object, member by member; empty members are left out.
class Line {
  public:
    Line& add(const char* name, std::string_view text) {
        return text.empty() ? *this : add_raw(name, json_string(text));
    }
    Line& add(const char* name, std::uint64_t number) {
        return add_raw(name, std::to_string(number));
    }
    Line& add(const char* name, const std::optional<Time>& time) {
        return time ? add(name, to_text(*time)) : *this;
    }
    Line& add(const char* name, const std::vector<std::string>& words) {
        if (words.empty()) return *this;
        std::string list;
        for (const std::string& word : words) list += (list.empty() ? "" : ",") + json_string(word);
        return add_raw(name, '[' + list + ']');
    }
    Line& add_raw(const char* name, const std::string& json) {
        text_ += (text_.empty() ? "{\"" : ",\"") + std::string(name) + "\":" + json;
        return *this;
    }
    std::string text() const { return text_ + "}\n"; }

  private:
    std::string text_;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
    return text;
}

std::string count(std::size_t number, const char* one, const char* many) {
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

std::string contents(const TrustList& list) {
    std::string text = count(list.keys().size(), "key", "keys");
    if (!list.anchors().empty())
        text += ", " + count(list.anchors().size(), "authority", "authorities");
    if (!list.crls().empty())
        text += ", " + count(list.crls().size(), "revocation list", "revocation lists");
    return text;
}

/// Kids under which different issuers have different keys: in formats that find a key by its kid
/// alone, each such certificate is tried with all of them.
std::size_t shared_kids(const TrustList& list) {
    std::map<std::string_view, const TrustedKey*> known;
    std::set<std::string_view> shared;
    for (const TrustedKey& key : list.keys()) {
        if (key.kid.empty()) continue;
        const auto [other, is_new] = known.emplace(key.kid, &key);
        if (!is_new && other->second->id != key.id && !(other->second->key == key.key))
            shared.insert(key.kid);
    }
    return shared.size();
}

std::string headline(const BundleFacts& facts) {
    return "trust bundle " + std::to_string(facts.sequence) + " for " + name(facts.environment) +
           ", issued " + to_text(facts.issued) + ", next update " + to_text(facts.next_update);
}

Line facts_line(const BundleFacts& facts, const TrustList& list) {
    return Line()
        .add("sequence", facts.sequence)
        .add("environment", name(facts.environment))
        .add("issued", to_text(facts.issued))
        .add("next_update", to_text(facts.next_update))
        .add("keys", list.keys().size())
        .add("authorities", list.anchors().size())
        .add("revocation_lists", list.crls().size());
}

}  // namespace

std::string entry_text(const TrustEntry& entry) {
    std::string text = entry.status + "  " + entry.kind;
    const auto add = [&](const char* before, const std::string& what) {
        if (!what.empty()) text += before + printable(what);
    };
    add("  ", entry.id);
    add(" #", entry.kid);
    add("  ", entry.algorithm);
    add("  ", joined(entry.formats));
    add("  ", joined(entry.purposes));
    add("  ", entry.country);
    if (entry.valid_from) text += "  from " + to_text(*entry.valid_from);
    if (entry.valid_until) text += "  until " + to_text(*entry.valid_until);
    add("  ", entry.name);
    return text + '\n';
}

std::string entry_line(const TrustEntry& entry) {
    return Line()
        .add("kind", entry.kind)
        .add("status", entry.status)
        .add("id", entry.id)
        .add("kid", entry.kid)
        .add("algorithm", entry.algorithm)
        .add("formats", entry.formats)
        .add("purposes", entry.purposes)
        .add("country", entry.country)
        .add("name", entry.name)
        .add("valid_from", entry.valid_from)
        .add("valid_until", entry.valid_until)
        .text();
}

std::string built_text(const TrustList& list, const BundleFacts& facts, const std::string& file,
                       std::size_t bytes, bool json) {
    const std::size_t shared = shared_kids(list);
    if (json) {
        Line line = facts_line(facts, list).add("bytes", bytes).add("file", file);
        if (shared > 0) line.add("shared_kids", shared);
        return line.text();
    }
    std::string text = headline(facts) + "\n  " + contents(list) + ", " + std::to_string(bytes) +
                       " bytes in " + printable(file) + '\n';
    if (shared > 0)
        text += "  kids that keys of several issuers have: " + std::to_string(shared) + '\n';
    return text;
}

std::string refused_text(const Error& error, bool json) {
    if (!json) return "refused\n  " + sentence(error) + '\n';
    return Line()
        .add("outcome", "rejected")
        .add("reason", name(error.reason))
        .add("detail", error.detail)
        .text();
}

std::string checked_text(const OpenedBundle& bundle, std::span<const Finding> findings, bool json) {
    Outcome worst = Outcome::accepted;
    for (const Finding& finding : findings) worst = std::min(worst, finding.effect);
    if (json) {
        std::string list;
        for (const Finding& finding : findings)
            list += (list.empty() ? "" : ",") + std::string("{\"effect\":\"") +
                    name(finding.effect) + "\",\"reason\":\"" + name(finding.error.reason) +
                    "\",\"detail\":" + json_string(finding.error.detail) + '}';
        return facts_line(bundle.facts, bundle.trust)
            .add("outcome", name(worst))
            .add("roots", bundle.roots.version)
            .add("signatures", bundle.signatures)
            .add("signed_by", bundle.signed_by_delegate ? "delegate" : "roots")
            .add_raw("findings", '[' + list + ']')
            .text();
    }
    std::string text =
        std::string(worst == Outcome::accepted ? "good" : "doubtful") + "\n  " +
        headline(bundle.facts) + "\n  " + contents(bundle.trust) + "\n  signed by " +
        (bundle.signed_by_delegate ? std::string("a delegate")
                                   : count(bundle.signatures, "root", "roots") + ", " +
                                         std::to_string(bundle.roots.threshold) + " needed") +
        ", roots of version " + std::to_string(bundle.roots.version) + '\n';
    for (const Finding& finding : findings) text += "  " + sentence(finding.error) + '\n';
    return text;
}

}  // namespace vaxcert::cli

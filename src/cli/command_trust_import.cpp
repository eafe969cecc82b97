// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/trust_import.hpp>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;

ImportFile file_of(const std::string& name) {
    return {name, read_all(name, most_bytes, status::no_input)};
}

void check_kind(const std::string& kind) {
    const auto kinds = import_kinds();
    if (std::ranges::find(kinds, kind, &ImportKind::name) != kinds.end()) return;
    std::string known;
    for (const ImportKind& each : kinds) known.append(known.empty() ? "" : ", ").append(each.name);
    cannot_run(status::usage, printable(kind) + " is no kind of list that can be imported",
               "write vaxcert trust import KIND FILE..., where KIND is one of " + known);
}

ImportOptions import_options(const TrustOptions& options) {
    ImportOptions result{
        .environment = options.environment == "test" ? Environment::test : Environment::production,
        .issuer = options.issuer,
        .formats = options.formats};
    for (const std::string& signer : options.signers) result.signers.push_back(file_of(signer));
    if (!options.signature.empty()) result.signature = file_of(options.signature).bytes;
    if (options.retrieved_since.empty()) return result;
    const auto since = parse_time(options.retrieved_since);
    if (!since) cannot_run(status::usage, "--retrieved-since: " + since.error().detail);
    result.retrieved_since = *since;
    return result;
}

/// Refusals of one reason and sentence, and the first that it was about.
struct Refusals {
    const ImportReport::Refusal* first;
    std::size_t count;
};

std::vector<Refusals> grouped(const ImportReport& report) {
    std::vector<Refusals> groups;
    for (const auto& refusal : report.refused) {
        const auto known = std::ranges::find_if(
            groups, [&](const Refusals& each) { return each.first->why == refusal.why; });
        if (known == groups.end())
            groups.push_back({&refusal, 1});
        else
            ++known->count;
    }
    return groups;
}

std::string report_text(const ImportReport& report, const std::string& out) {
    std::string text = std::to_string(report.keys) + " keys and " +
                       std::to_string(report.authorities) + " authorities of " +
                       std::to_string(report.seen) + " entries, in " + printable(out) + '\n';
    if (report.signatures > 0)
        text += "  signatures that are good: " + std::to_string(report.signatures) + '\n';
    for (const Refusals& group : grouped(report))
        text += "  refused " + std::to_string(group.count) + ": " + sentence(group.first->why) +
                ", as " + printable(group.first->what) + '\n';
    for (const auto& [note, count] : report.notes)
        text += "  " + printable(note) + ": " + std::to_string(count) + '\n';
    return text;
}

std::string report_line(const ImportReport& report, const std::string& out) {
    std::string refused, notes;
    for (const auto& refusal : report.refused)
        refused += (refused.empty() ? "" : ",") + std::string("{\"what\":") +
                   json_string(refusal.what) + ",\"reason\":\"" + name(refusal.why.reason) +
                   "\",\"detail\":" + json_string(refusal.why.detail) + '}';
    for (const auto& [note, count] : report.notes)
        notes += (notes.empty() ? "" : ",") + json_string(note) + ':' + std::to_string(count);
    return "{\"seen\":" + std::to_string(report.seen) + ",\"keys\":" + std::to_string(report.keys) +
           ",\"authorities\":" + std::to_string(report.authorities) +
           ",\"signatures\":" + std::to_string(report.signatures) + ",\"refused\":[" + refused +
           "],\"notes\":{" + notes + "},\"file\":" + json_string(out) + "}\n";
}

void write_card_lists(const std::string& lists, const std::string& file) {
    if (lists.empty()) return;
    if (file.empty())
        return print_note(
            "lists of withdrawn cards came with the keys, whose cards are undecided without "
            "them: --card-lists FILE writes them, for --status of verify");
    Output output(file);
    output.write(lists + '\n');
    output.finish();
}

}  // namespace

int trust_import(const TrustOptions& options) {
    check_kind(options.files.front());
    if (options.files.size() < 2 || options.out.empty())
        cannot_run(status::usage, "import needs KIND, FILE and --out", "see vaxcert trust --help");
    std::vector<ImportFile> files;
    for (std::size_t i = 1; i < options.files.size(); ++i)
        files.push_back(file_of(options.files[i]));
    const ImportOptions held_to = import_options(options);
    const auto imported = vaxcert::import_trust(options.files.front(), files, held_to);
    if (!imported) cannot_run(status::bad_input, sentence(imported.error()), "nothing was written");
    const auto json = imported->list.to_json(held_to.environment);
    if (!json) cannot_run(status::bad_input, sentence(json.error()));
    Output output(options.out);
    output.write(*json);
    output.finish();
    write_card_lists(imported->card_lists, options.card_lists);
    write_out(options.json ? report_line(imported->report, options.out)
                           : report_text(imported->report, options.out));
    return status::done;
}

}  // namespace vaxcert::cli

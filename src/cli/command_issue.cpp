// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>

#include "cli/certificate_writer.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/ordered_pipeline.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"
#include "cli/wipe.hpp"

namespace vaxcert::cli {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
    std::string list;
    for (const std::string_view word : words)
        list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

/// The formats to issue: those asked for, each once, or the profile's main one.
std::vector<std::string> formats_of(const IssueOptions& options, const Profile& profile) {
    if (options.formats.empty()) return {profile.format()};
    const auto known = profile.formats();
    std::vector<std::string> formats;
    for (const std::string& format : options.formats) {
        if (std::ranges::find(known, format) == known.end())
            cannot_run(status::bad_setup, "the profile " + printable(profile.name()) + " issues " +
                                              printable(joined(known)) +
                                              ", and --format asks for " + printable(format));
        if (std::ranges::find(formats, format) == formats.end()) formats.push_back(format);
    }
    return formats;
}

/// The key for a format: the one given for it, else the one given for all.
std::string key_for(const IssueOptions& options, const Profile& profile,
                    const std::string& format) {
    const auto known = profile.formats();
    std::string for_all;
    for (const std::string& argument : options.keys) {
        const std::string_view word = std::string_view(argument).substr(0, argument.find('='));
        if (word == format && word.size() < argument.size())
            return argument.substr(word.size() + 1);
        if (std::ranges::find(known, word) == known.end()) for_all = argument;
    }
    if (for_all.empty())
        cannot_run(status::usage, "there is no key for " + printable(format),
                   "add --key " + printable(format) + "=FILE, or --key FILE for every format");
    return for_all;
}

bool is_token(const std::string& key) {
    return key.find("pkcs11:") != key.npos;
}

Issuer issuer_of(const IssueOptions& options, const Profile& profile, const std::string& format) {
    const std::string key = key_for(options, profile, format);
    const bool has_pin = is_token(key) || std::ranges::none_of(options.keys, is_token);
    Bytes campaign_key = load_campaign_key(options.campaign_key);
    auto issuer =
        Issuer::create(profile, load_signer(key, has_pin ? options.pin_file : std::string()),
                       campaign_key, format);
    wipe(campaign_key);
    if (issuer) return *std::move(issuer);
    const bool about_profile = issuer.error().reason == Reason::bad_profile;
    cannot_run(about_profile ? status::bad_setup : status::no_key, sentence(issuer.error()),
               options.campaign_key.empty() && !about_profile
                   ? "a token cannot give a secret for certificate ids: add --campaign-key FILE"
                   : "");
}

PictureKind pictures_of(const IssueOptions& options, bool single) {
    if (options.qr == "png") return PictureKind::png;
    if (options.qr == "svg") return PictureKind::svg;
    return options.qr.empty() && single && options.out != "-" ? PictureKind::png
                                                              : PictureKind::none;
}

qr::Options picture_options(const IssueOptions& options, const Profile& profile) {
    qr::Options result = profile.qr_options();
    if (options.qr_level == "L") result.level = qr::Level::low;
    if (options.qr_level == "M") result.level = qr::Level::medium;
    if (options.qr_level == "Q") result.level = qr::Level::quartile;
    if (options.qr_level == "H") result.level = qr::Level::high;
    return result;
}

template <class Words>
std::string json_list(const Words& words) {
    std::string list;
    for (const std::string& word : words) list += (list.empty() ? "" : ",") + json_string(word);
    return '[' + list + ']';
}

void note_left_out(const std::set<std::string>& members) {
    if (members.empty()) return;
    std::string list;
    for (const std::string& member : members) list += (list.empty() ? "" : ", ") + member;
    print_note("left out, as the format has no place for it: " + printable(list));
}

using Files = std::vector<std::pair<std::string, std::string>>;

/// The files of one record's certificates: document, payload and picture of each.
Result<Files> files_of(const IssueOptions& options, const std::vector<Issued>& certificates,
                       const Maker& maker) {
    Files files;
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        const Issued& issued = certificates[i];
        const std::string base = options.out + '/' + file_name_of(issued.id) + maker.infix(i);
        // Where the document is no JSON it is the payload.
        if (issued.document.starts_with('{')) files.emplace_back(base + ".json", issued.document);
        files.emplace_back(base + ".payload", as_text(issued.qr_payload));
        if (!maker.draws()) continue;
        auto picture = maker.picture(issued.qr_payload);
        if (!picture) return picture.error();
        files.emplace_back(base + maker.picture_ending(), *std::move(picture));
    }
    return files;
}

/// The certificates of a single record, a file for each of their forms.
int issue_single(const IssueOptions& options, RecordSource& source, const Maker& maker) {
    const Chunk chunk = *source.next();
    const auto record = source.read(chunk, chunk.entries.front());
    auto issued = record ? maker.issue(*record) : Result<std::vector<Issued>>(record.error());
    auto files = issued ? files_of(options, *issued, maker) : Result<Files>(issued.error());
    if (!files) {
        Rejects rejects(options.rejects);
        rejects.add(1, chunk.entries.front().line, files.error());
        rejects.finish();
        if (!options.rejects.empty()) print_note("rejected: " + sentence(files.error()));
        if (options.json) write_out("{\"read\":1,\"issued\":0,\"rejected\":1}\n");
        return status::rejected;
    }
    make_folder(options.out);
    std::vector<std::string> paths;
    for (const auto& [path, content] : *files) {
        write_new(path, content);
        paths.push_back(path);
    }
    std::set<std::string> lost;
    for (std::size_t i = 0; i < issued->size(); ++i)
        for (const std::string& member : (*issued)[i].left_out)
            lost.insert(maker.left_out_name(i, member));
    note_left_out(lost);
    if (options.json) {
        write_out("{\"read\":1,\"issued\":1,\"rejected\":0,\"id\":" +
                  json_string(issued->front().id) + ",\"files\":" + json_list(paths) +
                  (lost.empty() ? "" : ",\"left_out\":" + json_list(lost)) + "}\n");
    } else {
        for (const std::string& path : paths) write_out(printable(path) + '\n');
    }
    return status::done;
}

std::string summary(const CertificateWriter& writer, double seconds) {
    const Counts& counts = writer.counts();
    return "read " + std::to_string(counts.read) + ", issued " + std::to_string(counts.issued) +
           ", rejected " + std::to_string(counts.rejected) + ", " + rate_of(counts.read, seconds);
}

std::string summary_json(const CertificateWriter& writer, double seconds) {
    std::string json = counts_json(writer.counts(), seconds);
    if (const auto path = writer.certificates_path(); !path.empty())
        json += ",\"certificates\":" + json_string(path);
    if (const auto path = writer.rejects_path(); !path.empty())
        json += ",\"rejects\":" + json_string(path);
    if (!writer.left_out().empty()) json += ",\"left_out\":" + json_list(writer.left_out());
    return json + "}\n";
}

int issue_stream(const IssueOptions& options, RecordSource& source, const Maker& maker) {
    const std::string rejects = !options.rejects.empty() ? options.rejects
                                : options.out == "-"     ? std::string()
                                                         : options.out + "/rejects.ndjson";
    CertificateWriter writer(options.out, rejects, maker);
    Progress progress(options.progress, source.size());
    const unsigned threads =
        options.threads ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    try {
        OrderedPipeline<Chunk, MadeChunk>::run(
            threads, [&] { return source.next(); },
            [&](const Chunk& chunk) { return maker.make(source, chunk); },
            [&](const MadeChunk& chunk) {
                writer.write(chunk);
                progress.show(writer.counts(), chunk.position);
            },
            [&] { source.stop(); });
        writer.finish();
    } catch (const CannotRun& failure) {
        progress.end();
        throw CannotRun{failure.exit,
                        failure.what + "; stopped after " + summary(writer, progress.seconds()),
                        failure.hint};
    }
    progress.end();

    const double seconds = progress.seconds();
    print_note(summary(writer, seconds));
    if (const auto path = writer.rejects_path(); !path.empty())
        print_note("the rejected records are in " + printable(path));
    note_left_out(writer.left_out());
    if (options.json) {
        // Standard output may be where the certificates go.
        if (options.out == "-")
            print_machine_line(summary_json(writer, seconds));
        else
            write_out(summary_json(writer, seconds));
    }
    if (source.cut_short())
        cannot_run(status::bad_input, "the input could not be read to its end",
                   "the last rejected record says where and why");
    return writer.counts().rejected ? status::rejected : status::done;
}

}  // namespace

int issue(const IssueOptions& options) {
    hide_memory();
    const Time now = now_or_clock(options.now);
    const Profile profile = load_profile(options.profile);
    std::vector<Issuer> issuers;
    for (const std::string& format : formats_of(options, profile))
        issuers.push_back(issuer_of(options, profile, format));
    RecordSource source(options.in, profile.columns());
    const bool single = source.is_single() && options.out != "-";
    const Maker maker(issuers, now, pictures_of(options, single),
                      picture_options(options, profile));
    return single ? issue_single(options, source, maker) : issue_stream(options, source, maker);
}

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "cli/certificate_writer.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/ordered_pipeline.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
    std::string list;
    for (const std::string_view word : words)
        list += (list.empty() ? "" : ", ") + std::string(word);
    return list;
}

Issuer issuer_of(const IssueOptions& options) {
    const Profile profile = load_profile(options.profile);
    const auto formats = profile.formats();
    if (!options.format.empty() && std::ranges::find(formats, options.format) == formats.end())
        cannot_run(status::bad_setup, "the profile " + printable(profile.name()) + " issues " +
                                          printable(joined(formats)) + ", and --format asks for " +
                                          printable(options.format));
    const Bytes campaign_key = load_campaign_key(options.campaign_key);
    auto issuer = Issuer::create(profile, load_signer(options.key, options.pin_file), campaign_key,
                                 options.format);
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

/// The one certificate of a single record, a file for each of its forms.
int issue_single(const IssueOptions& options, RecordSource& source, const Maker& maker) {
    const Chunk chunk = *source.next();
    const auto record = source.read(chunk, chunk.entries.front());
    auto issued = record ? maker.issue(*record) : Result<Issued>(record.error());
    auto picture = issued ? maker.picture(issued->qr_payload) : Result<std::string>(issued.error());
    if (!picture) {
        Rejects rejects(options.rejects);
        rejects.add(1, chunk.entries.front().line, picture.error());
        rejects.finish();
        if (!options.rejects.empty()) print_note("rejected: " + sentence(picture.error()));
        if (options.json) write_out("{\"read\":1,\"issued\":0,\"rejected\":1}\n");
        return status::rejected;
    }
    make_folder(options.out);
    const std::string base = options.out + '/' + file_name_of(issued->id);
    std::vector<std::pair<std::string, std::string_view>> files = {
        {base + ".json", issued->document}, {base + ".payload", as_text(issued->qr_payload)}};
    if (maker.draws()) files.emplace_back(base + maker.picture_ending(), *picture);
    std::string names;
    for (const auto& [path, content] : files) {
        write_new(path, content);
        if (options.json)
            names += (names.empty() ? "" : ",") + json_string(path);
        else
            names += printable(path) + '\n';
    }
    write_out(options.json ? "{\"read\":1,\"issued\":1,\"rejected\":0,\"id\":" +
                                 json_string(issued->id) + ",\"files\":[" + names + "]}\n"
                           : names);
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
    const Time now = now_or_clock(options.now);
    const Issuer issuer = issuer_of(options);
    RecordSource source(options.in, issuer.profile().columns());
    const bool single = source.is_single() && options.out != "-";
    const Maker maker(issuer, now, pictures_of(options, single),
                      picture_options(options, issuer.profile()));
    return single ? issue_single(options, source, maker) : issue_stream(options, source, maker);
}

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/maker.hpp"

#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

void append_line(const Made& made, const Issued& issued, std::string& lines) {
    lines.append("{\"row\":").append(std::to_string(made.row));
    lines.append(",\"id\":").append(json_string(issued.id));
    if (!issued.replaces.empty())
        lines.append(",\"replaces\":").append(json_string(issued.replaces));
    lines.append(",\"document\":").append(issued.document);
    lines.append(",\"payload\":\"");
    append_base64(issued.qr_payload, lines);
    lines.append("\"}\n");
}

}  // namespace

MadeChunk Maker::make(const RecordSource& source, const Chunk& chunk) const {
    MadeChunk result;
    result.position = chunk.position;
    result.all.reserve(chunk.entries.size());
    for (const Chunk::Entry& entry : chunk.entries) {
        Made& made = result.all.emplace_back();
        made.row = entry.row;
        made.line = entry.line;
        made.fault = make_one(source.read(chunk, entry), made, result.lines);
        made.end = result.lines.size();
    }
    return result;
}

std::optional<Error> Maker::make_one(const Result<Record>& record, Made& made,
                                     std::string& lines) const {
    if (!record) return record.error();
    const auto issued = issue(*record);
    if (!issued) return issued.error();
    auto drawn = picture(issued->qr_payload);
    if (!drawn) return drawn.error();
    made.id = issued->id;
    made.picture = *std::move(drawn);
    append_line(made, *issued, lines);
    return {};
}

Result<Issued> Maker::issue(const Record& record) const {
    auto issued = issuer_.issue(record, now_);
    if (issued) return issued;
    const Reason reason = issued.error().reason;
    if (reason == Reason::signing_failed || reason == Reason::token_error)
        cannot_run(status::no_key, "cannot sign: " + sentence(issued.error()));
    if (reason == Reason::internal) cannot_run(status::internal, sentence(issued.error()));
    return issued;
}

Result<std::string> Maker::picture(ByteView payload) const {
    if (pictures_ == PictureKind::none) return std::string();
    const auto symbol = qr::make(payload, options_);
    if (!symbol) return symbol.error();
    if (pictures_ == PictureKind::svg) return qr::to_svg(*symbol, options_);
    return std::string(as_text(qr::to_png(*symbol, options_)));
}

}  // namespace vaxcert::cli

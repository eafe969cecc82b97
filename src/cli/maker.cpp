// SPDX-License-Identifier: Apache-2.0
#include "cli/maker.hpp"

#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

/// `format` is empty where there is one only.
void append_line(const Made& made, std::string_view format, const Issued& issued,
                 std::string& lines) {
    lines.append("{\"row\":").append(std::to_string(made.row));
    lines.append(",\"id\":").append(json_string(issued.id));
    if (!format.empty()) lines.append(",\"format\":").append(json_string(format));
    if (!issued.replaces.empty())
        lines.append(",\"replaces\":").append(json_string(issued.replaces));
    lines.append(",\"document\":");
    lines.append(issued.document.starts_with('{') ? issued.document : json_string(issued.document));
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
    const auto certificates = issue(*record);
    if (!certificates) return certificates.error();
    std::vector<std::string> pictures;
    for (const Issued& issued : *certificates) {
        auto drawn = picture(issued.qr_payload);
        if (!drawn) return drawn.error();
        pictures.push_back(*std::move(drawn));
    }
    made.id = certificates->front().id;
    made.pictures = std::move(pictures);
    for (std::size_t i = 0; i < certificates->size(); ++i) {
        const Issued& issued = (*certificates)[i];
        append_line(made, issuers_.size() > 1 ? issuers_[i].format() : "", issued, lines);
        for (const std::string& member : issued.left_out)
            made.left_out.push_back(left_out_name(i, member));
    }
    return {};
}

Result<std::vector<Issued>> Maker::issue(const Record& record) const {
    std::vector<Issued> all;
    for (const Issuer& issuer : issuers_) {
        auto issued = issuer.issue(record, now_);
        if (issued) {
            all.push_back(*std::move(issued));
            continue;
        }
        Error error = issued.error();
        if (error.reason == Reason::signing_failed || error.reason == Reason::token_error)
            cannot_run(status::no_key, "cannot sign: " + sentence(error));
        if (error.reason == Reason::internal) cannot_run(status::internal, sentence(error));
        if (issuers_.size() > 1) error.detail = issuer.format() + ": " + error.detail;
        return error;
    }
    return all;
}

std::string Maker::infix(std::size_t number) const {
    return issuers_.size() > 1 ? '.' + issuers_[number].format() : std::string();
}

std::string Maker::left_out_name(std::size_t number, const std::string& member) const {
    return issuers_.size() > 1 ? issuers_[number].format() + ": " + member : member;
}

Result<std::string> Maker::picture(ByteView payload) const {
    if (pictures_ == PictureKind::none) return std::string();
    const auto symbol = qr::make(payload, options_);
    if (!symbol) return symbol.error();
    if (pictures_ == PictureKind::svg) return qr::to_svg(*symbol, options_);
    return std::string(as_text(qr::to_png(*symbol, options_)));
}

}  // namespace vaxcert::cli

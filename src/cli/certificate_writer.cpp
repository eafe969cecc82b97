// SPDX-License-Identifier: Apache-2.0
#include "cli/certificate_writer.hpp"

#include <array>
#include <cstdio>

#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::uint64_t most_shown = 10;
constexpr std::uint64_t most_in_folder = 1000;

std::string folder_number(std::uint64_t number) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%06llu",
                  static_cast<unsigned long long>(number / most_in_folder));
    return text.data();
}

}  // namespace

void Rejects::add(std::uint64_t row, std::uint64_t line, const Error& error) {
    ++count_;
    if (path_.empty()) {
        if (count_ <= most_shown)
            print_note("row " + std::to_string(row) + " (line " + std::to_string(line) +
                       ") is rejected: " + sentence(error));
        if (count_ == most_shown + 1)
            print_note("more are rejected and not shown; --rejects FILE keeps them all");
        return;
    }
    if (!file_) file_.emplace(path_);
    file_->write("{\"row\":" + std::to_string(row) + ",\"line\":" + std::to_string(line) +
                 ",\"reason\":" + json_string(name(error.reason)) +
                 ",\"detail\":" + json_string(error.detail) + "}\n");
}

void Rejects::finish() {
    if (file_) file_->finish();
}

CertificateWriter::CertificateWriter(const std::string& out, std::string rejects,
                                     const Maker& maker)
    : out_(out), maker_(maker), rejects_(std::move(rejects)) {
    if (out_ == "-") return;
    make_folder(out_);
    lines_.emplace(out_ + "/certificates.ndjson");
}

void CertificateWriter::write(const MadeChunk& chunk) {
    // Lines that stand together are written together, and count once they are.
    Counts counts = counts_;
    std::size_t written = 0;
    std::size_t begin = 0;
    for (const Made& made : chunk.all) {
        ++counts.read;
        std::optional<Error> fault = made.fault;
        if (!fault && !seen_.add(made.id))
            fault = Error{Reason::duplicate_record,
                          "an earlier record of this run has the same certificate id"};
        if (fault) {
            write_lines(std::string_view(chunk.lines).substr(written, begin - written));
            written = made.end;
            rejects_.add(made.row, made.line, *fault);
            ++counts.rejected;
        } else {
            write_pictures(made, counts.issued);
            left_out_.insert(made.left_out.begin(), made.left_out.end());
            ++counts.issued;
        }
        begin = made.end;
    }
    write_lines(std::string_view(chunk.lines).substr(written));
    counts_ = counts;
}

void CertificateWriter::write_lines(std::string_view lines) {
    if (lines.empty()) return;
    if (lines_)
        lines_->write(lines);
    else
        write_out(lines);
}

void CertificateWriter::write_pictures(const Made& made, std::uint64_t number) {
    if (!maker_.draws() || out_ == "-") return;
    const std::string folder = out_ + "/qr/" + folder_number(number);
    if (number % most_in_folder == 0) make_folder(folder);
    for (std::size_t i = 0; i < made.pictures.size(); ++i)
        write_new(folder + '/' + file_name_of(made.id) + maker_.infix(i) + maker_.picture_ending(),
                  made.pictures[i], Sync::no);
}

void CertificateWriter::finish() {
    rejects_.finish();
    if (lines_) lines_->finish();
}

std::string file_name_of(std::string_view id) {
    std::string name;
    for (const char c : id) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                           (c == '.' && !name.empty());
        if (plain) {
            name += c;
            continue;
        }
        std::array<char, 4> code{};
        std::snprintf(code.data(), code.size(), "%%%02X", static_cast<unsigned char>(c));
        name += code.data();
    }
    return name.substr(0, 200);
}

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
#include "cli/bit_lists.hpp"

#include <vaxcert/bit_status.hpp>
#include <vaxcert/load_status.hpp>

#include "cli/clock.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/mapped_file.hpp"
#include "cli/messages.hpp"
#include "cli/publishing.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"
#include "cli/withdrawals.hpp"

namespace vaxcert::cli {
namespace {

std::string number(std::uint64_t count) {
    return std::to_string(count);
}

/// The members of a line of JSON that every action prints, and without the braces.
std::string header_members(const BitListHeader& header, BitListForm form, std::uint64_t count) {
    return "\"issuer\":" + json_string(header.issuer) +
           ",\"key_id\":" + json_string(header.key_id) + ",\"url\":" + json_string(header.url) +
           ",\"purpose\":" + json_string(header.purpose) + ",\"form\":\"" + name(form) +
           "\",\"issued\":\"" + to_text(header.valid_from) + "\",\"next_update\":\"" +
           to_text(header.valid_until) + "\",\"count\":" + number(count);
}

BitListFile opened(const std::string& file, const MappedFile& mapped) {
    auto list = BitListFile::open(as_text(mapped.bytes()));
    if (!list) cannot_run(status::bad_setup, printable(file) + ": " + sentence(list.error()));
    return *std::move(list);
}

/// A list that a trusted key signed.
BitListFile trusted(const StatusOptions& options, Time now) {
    const MappedFile mapped(options.list, status::no_input);
    const auto loaded = vaxcert::load_status(mapped.bytes(), load_trust(options.trust), {}, now);
    if (!loaded)
        cannot_run(status::bad_setup, printable(options.list) + ": " + sentence(loaded.error()));
    return opened(options.list, mapped);
}

/// What build and add have in common.
class Publisher {
  public:
    explicit Publisher(const StatusOptions& options)
        : options_(options),
          now_(now_or_clock(options.now)),
          signer_(load_signer(options.key, options.pin_file)) {}

    int build() {
        BitListHeader header;
        header.url = options_.url;
        header.issuer = options_.issuer;
        header.key_id = options_.key_id.empty() ? options_.issuer : options_.key_id;
        header.purpose = options_.purpose;
        header.valid_from = now_;
        header.valid_until = due_in_days(options_, now_);
        const auto form = bit_list_form_named(options_.form).value_or(BitListForm::credential);
        if (form == BitListForm::token && header.purpose == "suspension")
            cannot_run(status::usage, "a token status list has revocations only",
                       "leave out --purpose, or choose another --form");
        return publish(header, form, {}, options_.list, Existing::stays);
    }

    int add() {
        const BitListFile last = last_list();
        const BitListHeader header =
            header_or_end(next_header(last.header(), now_, due_in_days(options_, now_)));
        const bool in_place = options_.out.empty();
        return publish(header, last.form(), last.set(), in_place ? options_.list : options_.out,
                       in_place ? Existing::is_replaced : Existing::stays);
    }

  private:
    /// The last list, which whoever signs the next one signed, or somebody who is trusted.
    BitListFile last_list() const {
        if (!options_.trust.empty()) return trusted(options_, now_);
        BitListFile list = opened(options_.list, MappedFile(options_.list, status::no_input));
        const auto authentic = list.authenticate(signer_->public_key(), now_);
        if (!authentic)
            cannot_run(status::bad_setup,
                       printable(options_.list) + ": " + sentence(authentic.error()),
                       "add --trust FILE if another key signed the last list");
        return list;
    }

    int publish(const BitListHeader& header, BitListForm form,
                const std::vector<std::uint64_t>& last, const std::string& file,
                Existing existing) {
        const bool suspends = header.purpose == "suspension";
        const Withdrawn usual = suspends ? Withdrawn::suspended : Withdrawn::withdrawn;
        const auto changes =
            read_bit_changes(options_, withdrawn_named(options_.state).value_or(usual));
        const auto next = next_bits(header.purpose, last, changes.entries);
        if (!next)
            cannot_run(status::bad_input,
                       (options_.in == "-" ? "standard input" : printable(options_.in)) + ": " +
                           sentence(next.error()));
        const auto text = issue_bit_list(header, next->set, form, *signer_);
        if (!text)
            cannot_run(status::no_key, printable(options_.key) + ": " + sentence(text.error()));
        Output output(file, existing);
        output.write(*text + '\n');
        output.finish();
        report(header, form, *next, changes.rows, file);
        return status::done;
    }

    void report(const BitListHeader& header, BitListForm form, const NextBits& next,
                std::uint64_t rows, const std::string& file) const {
        if (options_.json)
            return write_out("{\"list\":" + json_string(file) + ',' +
                             header_members(header, form, next.set.size()) +
                             ",\"read\":" + number(rows) + ",\"added\":" + number(next.added) +
                             ",\"unchanged\":" + number(next.unchanged) +
                             ",\"lifted\":" + number(next.lifted) + "}\n");
        write_out("list " + printable(header.url) + " of " + printable(header.issuer) + ": " +
                  number(next.set.size()) + " certificates, due again at " +
                  to_text(header.valid_until) + '\n');
        print_note("read " + number(rows) + ", added " + number(next.added) + ", unchanged " +
                   number(next.unchanged) + ", lifted " + number(next.lifted));
    }

    const StatusOptions& options_;
    Time now_;
    std::shared_ptr<const Signer> signer_;
};

}  // namespace

bool is_bit_list(const std::string& file) {
    const StatusKind kind = status_kind(MappedFile(file, status::no_input).bytes());
    return kind == StatusKind::credential || kind == StatusKind::token;
}

int build_bit_list(const StatusOptions& options) {
    return Publisher(options).build();
}

int add_to_bit_list(const StatusOptions& options) {
    return Publisher(options).add();
}

int print_bit_list(const StatusOptions& options) {
    const BitListFile list = trusted(options, now_or_clock(options.now));
    const BitListHeader& header = list.header();
    const auto set = list.set();
    std::string text =
        options.json
            ? '{' + header_members(header, list.form(), set.size()) + "}\n"
            : "issuer: " + printable(header.issuer) + "\nkey: " + printable(header.key_id) +
                  "\nurl: " + printable(header.url) + "\npurpose: " + printable(header.purpose) +
                  "\nform: " + name(list.form()) + "\nmade: " + to_text(header.valid_from) +
                  "\ndue again: " + to_text(header.valid_until) +
                  "\ncertificates: " + number(set.size()) + '\n';
    for (const std::uint64_t index : set)
        text += options.json ? "{\"index\":" + number(index) + "}\n" : number(index) + '\n';
    write_out(text);
    return status::done;
}

}  // namespace vaxcert::cli

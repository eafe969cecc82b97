// SPDX-License-Identifier: Apache-2.0
#include "cli/files.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/exit.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr mode_t owner_only = 0600;

std::string why(int error) {
    return std::strerror(error);
}

[[noreturn]] void cannot_write(const std::string& name, int error) {
    const bool full = error == ENOSPC || error == EDQUOT;
    cannot_run(status::io, "cannot write " + printable(name) + ": " + why(error),
               full ? "make room, or choose another place with --out" : "");
}

/// Writes all of a text; 0, or the errno that stopped it.
int write_fully(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// A new name in a folder is only safe when the folder is on the disk too.
void sync_folder(const std::string& path) {
    const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.open()) ::fsync(folder.number());
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Descriptor::~Descriptor() {
    close();
}

void Descriptor::close() {
    if (number_ > STDERR_FILENO) ::close(number_);
    number_ = -1;
}

Input::Input(const std::string& path, int exit)
    : name_(path == "-" ? "standard input" : path),
      file_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (!file_.open()) cannot_run(exit, "cannot read " + printable(name_) + ": " + why(errno));
    struct stat about {};
    if (::fstat(file_.number(), &about) != 0) return;
    if (S_ISDIR(about.st_mode))
        cannot_run(exit, "cannot read " + printable(name_) + ": it is a folder");
    if (S_ISREG(about.st_mode)) size_ = static_cast<std::uint64_t>(about.st_size);
}

bool Input::ready() const {
    pollfd waiting{.fd = file_.number(), .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, 0) > 0;
}

std::size_t Input::read(char* to, std::size_t most) {
    constexpr int milliseconds = 200;
    pollfd waiting{.fd = file_.number(), .events = POLLIN, .revents = 0};
    while (!stopped_) {
        if (::poll(&waiting, 1, milliseconds) == 0) continue;
        const ssize_t got = ::read(file_.number(), to, most);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR && errno != EAGAIN)
            cannot_run(status::io, "cannot read " + printable(name_) + ": " + why(errno));
    }
    return 0;
}

std::size_t Input::read_fully(char* to, std::size_t most) {
    std::size_t count = 0;
    while (count < most) {
        const std::size_t got = read(to + count, most - count);
        if (got == 0) break;
        count += got;
    }
    return count;
}

Bytes read_all(const std::string& path, std::size_t most, int exit) {
    Input input(path, exit);
    Bytes bytes;
    for (std::size_t room = 16384;; room *= 2) {
        const std::size_t had = bytes.size();
        bytes.resize(std::min(had + room, most + 1));
        bytes.resize(had + input.read_fully(reinterpret_cast<char*>(bytes.data()) + had,
                                            bytes.size() - had));
        if (bytes.size() > most)
            cannot_run(exit, printable(input.name()) + " is larger than " + std::to_string(most) +
                                 " bytes, and is not read");
        if (bytes.size() < had + room) return bytes;
    }
}

bool exists(const std::string& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0;
}

Output::Output(std::string path, Existing existing)
    : path_(std::move(path)), part_(path_ + ".part") {
    if (existing == Existing::stays && exists(path_))
        cannot_run(status::io, printable(path_) + " is there already",
                   "what was issued is never written over: move it, or choose another --out");
    file_ = Descriptor(
        ::open(part_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, owner_only));
    if (file_.open()) return;
    if (errno == EEXIST)
        cannot_run(status::io, printable(part_) + " is there already",
                   "another run writes it, or was stopped: look at it, then remove it");
    cannot_write(part_, errno);
}

void Output::write(std::string_view text) {
    if (const int error = write_fully(file_.number(), text)) cannot_write(part_, error);
}

void Output::finish() {
    if (::fsync(file_.number()) != 0 && errno != EINVAL) cannot_write(part_, errno);
    file_.close();
    if (::rename(part_.c_str(), path_.c_str()) != 0) cannot_write(path_, errno);
    sync_folder(path_);
}

void write_out(std::string_view text) {
    if (const int error = write_fully(STDOUT_FILENO, text)) cannot_write("standard output", error);
}

void write_new(const std::string& path, std::string_view content, Sync sync) {
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    Descriptor file(::open(path.c_str(), flags, owner_only));
    if (!file.open() && errno == EEXIST) {
        const Bytes there = read_all(path, content.size(), status::io);
        if (std::ranges::equal(there, as_bytes(content))) return;
        cannot_run(status::io, printable(path) + " is there already, and holds something else",
                   "it is not written over: move it, or choose another place");
    }
    if (!file.open()) cannot_write(path, errno);
    int error = write_fully(file.number(), content);
    if (!error && sync == Sync::yes && ::fsync(file.number()) != 0 && errno != EINVAL)
        error = errno;
    if (error) {
        ::unlink(path.c_str());
        cannot_write(path, error);
    }
}

void make_folder(const std::string& path) {
    const mode_t before = ::umask(0077);
    std::error_code error;
    std::filesystem::create_directories(path, error);
    ::umask(before);
    if (error)
        cannot_run(status::io,
                   "cannot make the folder " + printable(path) + ": " + error.message());
}

}  // namespace vaxcert::cli

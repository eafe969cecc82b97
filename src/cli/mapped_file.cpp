// SPDX-License-Identifier: Apache-2.0
#include "cli/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t most_read = std::size_t{256} << 20;

}  // namespace

MappedFile::MappedFile(const std::string& path, int exit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat about {};
    const bool regular = file.open() && ::fstat(file.number(), &about) == 0 &&
                         S_ISREG(about.st_mode) && about.st_size > 0;
    if (!regular) {
        read_ = read_all(path, most_read, exit);
        bytes_ = read_;
        return;
    }
    const auto size = static_cast<std::size_t>(about.st_size);
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (at == MAP_FAILED)
        cannot_run(exit, "cannot read " + printable(path) + ": " + std::strerror(errno));
    bytes_ = {static_cast<const std::uint8_t*>(at), size};
}

MappedFile::~MappedFile() {
    if (!read_.empty() || bytes_.empty()) return;
    // munmap() takes what mmap() gave, which was not const.
    ::munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

}  // namespace vaxcert::cli

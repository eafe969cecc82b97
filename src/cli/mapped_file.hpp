// SPDX-License-Identifier: Apache-2.0
// A file that is looked into where it lies, however large it is.

#pragma once

#include <cstddef>
#include <string>

#include <vaxcert/bytes.hpp>

namespace vaxcert::cli {

/// The bytes of a file: mapped, or read where it cannot be mapped. Whoever publishes such files
/// replaces them whole and never changes one that is there.
class MappedFile {
  public:
    /// `exit` is how the program ends if it cannot be read.
    MappedFile(const std::string& path, int exit);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    ByteView bytes() const noexcept { return bytes_; }

  private:
    ByteView bytes_;
    Bytes read_;  ///< what was not mapped
};

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
// Files and streams, with errors that name the file and say what went wrong.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>

namespace vaxcert::cli {

/// An open file, closed when it goes.
class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int number() const noexcept { return number_; }
    bool open() const noexcept { return number_ >= 0; }
    void close();

  private:
    int number_;
};

/// Something to read: a file, or standard input for "-".
class Input {
  public:
    /// `exit` is how the program ends if it cannot be opened.
    Input(const std::string& path, int exit);

    /// Reads what is there, at least a byte and at most `most`; 0 at the end of the input, or when
    /// stop() was called.
    std::size_t read(char* to, std::size_t most);

    /// Reads until `most` bytes are there or the input ends.
    std::size_t read_fully(char* to, std::size_t most);

    /// Whether read() would not have to wait.
    bool ready() const;

    /// Ends a read() that waits, from another thread.
    void stop() noexcept { stopped_ = true; }

    const std::string& name() const noexcept { return name_; }
    std::uint64_t size() const noexcept { return size_; }  ///< in bytes; 0 where it is not known

  private:
    std::string name_;
    Descriptor file_;
    std::uint64_t size_ = 0;
    std::atomic<bool> stopped_ = false;
};

/// All of a file, or of standard input for "-". More than `most` bytes are too many.
Bytes read_all(const std::string& path, std::size_t most, int exit);

/// Whether a path names something that is there.
bool exists(const std::string& path);

/// What becomes of a file that has the name of a new one.
enum class Existing : unsigned char { stays, is_replaced };

/// A file that is being written. It gets its name when it is whole, and takes the place of another
/// only where its maker says so; what is left of one that was not finished ends in ".part". Only
/// its owner may read it.
class Output {
  public:
    explicit Output(std::string path, Existing existing = Existing::stays);

    void write(std::string_view text);

    /// Brings it to the disk and gives it its name.
    void finish();

    const std::string& path() const noexcept { return path_; }

  private:
    std::string path_;
    std::string part_;
    Descriptor file_;
};

/// Writes to standard output, all of it.
void write_out(std::string_view text);

/// Whether a file is brought to the disk before its writer goes on.
enum class Sync : unsigned char { yes, no };

/// Makes a new file that only its owner may read. A file that is there and holds the same is fine.
void write_new(const std::string& path, std::string_view content, Sync sync = Sync::yes);

/// Makes a folder and those above it, for their owner only.
void make_folder(const std::string& path);

}  // namespace vaxcert::cli

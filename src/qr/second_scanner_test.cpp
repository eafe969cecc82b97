// SPDX-License-Identifier: Apache-2.0
// A scanner that shares no code with ours reads what we draw.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include <vaxcert/qr.hpp>

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

namespace fs = std::filesystem;

/// A folder that goes away again.
class Folder {
  public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "vaxcert-qr-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    fs::path path;
};

/// What a program prints; empty if it fails.
std::string output_of(const std::string& command) {
    std::string output;
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
    return pclose(pipe) == 0 ? output : "";
}

std::string text(std::string head, std::string_view fill, std::size_t size) {
    while (head.size() < size) head += fill[head.size() * 7 % fill.size()];
    return head;
}

}  // namespace

TEST_CASE("qr: zbar and our own scanner read every way in which a payload is written") {
    if (output_of("zbarimg --version 2>/dev/null").empty()) {
        MESSAGE("skipped: zbarimg is not here");
        return;
    }
    constexpr std::string_view base45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    const Folder folder;
    const std::string picture = (folder.path / "code.png").string();
    for (const std::string& payload :
         {text("HC1:", base45, 600), text("NZCP:/1/", "2KCEVIQEIVVWK6JNGEASNICZAEP", 371),
          text("shc:/", "5676290952432060346", 1205), text("shc:/2/3/", "5676290952", 2384),
          text("", "0123456789", 40), text("{\"proof\":", "\xc3\xa9 ", 700)}) {
        CAPTURE(payload);
        const auto symbol = make(as_bytes(payload), {.level = Level::low});
        REQUIRE(symbol);
        const Bytes png = to_png(*symbol);

        const auto ours = scan(*from_png(png));
        REQUIRE(ours);
        REQUIRE(ours->size() == 1);
        CHECK(as_text(ours->front()) == payload);

        std::ofstream(picture, std::ios::binary) << as_text(png);
        CHECK(output_of("zbarimg -q --raw --oneshot -Sbinary " + picture + " 2>/dev/null") ==
              payload);
    }
}

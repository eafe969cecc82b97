// SPDX-License-Identifier: Apache-2.0
// What it costs to ask whether a certificate was withdrawn. The list has ten million entries, or as
// many as VAXCERT_BENCH_IDS says.

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>

#include <vaxcert/load_status.hpp>

#include "bench/divoc_world.hpp"
#include "bench/rows.hpp"

namespace vaxcert::bench {
namespace {

std::uint64_t wanted_ids() {
    const char* text = std::getenv("VAXCERT_BENCH_IDS");
    return text ? std::strtoull(text, nullptr, 10) : 10'000'000;
}

/// Names in ascending order, spread as hashes are.
std::vector<Withdrawal> spread(std::uint64_t count) {
    std::mt19937_64 random(1);  // NOLINT(cert-msc51-cpp): the same list each time
    const std::uint64_t step = ~std::uint64_t{0} / count;
    std::vector<Withdrawal> entries;
    entries.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        std::uint64_t number = i * step + random() % step;
        Withdrawal::Name name{};
        for (std::size_t at = 8; at-- > 0; number >>= 8)
            name.at(at) = static_cast<std::uint8_t>(number & 0xff);
        entries.push_back(must(Withdrawal::create(name, Withdrawn::withdrawn)));
    }
    return entries;
}

/// A list in a mapped file that has no name any more.
class Mapped {
  public:
    Mapped(const StatusHeader& header, std::span<const Withdrawal> entries, const Signer& signer) {
        const Bytes head = must(sign_status_list(header, entries, signer));
        std::FILE* file = std::tmpfile();
        const bool written = file && std::fwrite(head.data(), head.size(), 1, file) == 1 &&
                             std::fwrite(entries.data(), entries.size_bytes(), 1, file) == 1 &&
                             std::fflush(file) == 0;
        size_ = head.size() + entries.size_bytes();
        at_ = written ? ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, ::fileno(file), 0)
                      : MAP_FAILED;
        if (file) std::fclose(file);
        if (at_ == MAP_FAILED) throw std::runtime_error("no room for the list");
    }
    ~Mapped() { ::munmap(at_, size_); }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;

    ByteView bytes() const { return {static_cast<const std::uint8_t*>(at_), size_}; }

  private:
    void* at_;
    std::size_t size_;
};

}  // namespace

Measured look_up_status() {
    DivocWorld world(Algorithm::ed25519);
    const std::uint64_t count = wanted_ids();
    const StatusHeader header{.issuer = "https://cowin.gov.in/",
                              .key_id = "did:india",
                              .sequence = 1,
                              .issued = world.now,
                              .next_update = world.now + std::chrono::hours(24)};
    const Mapped file(header, spread(count), *world.signer);
    const double start = thread_time();
    const LoadedStatus loaded = must(load_status(file.bytes(), world.trust, {}, world.now));
    const double load_time = thread_time() - start;
    std::printf("  a list of %llu withdrawn: %.2f GiB, loaded in %.0f ms\n",
                static_cast<unsigned long long>(count),
                static_cast<double>(file.bytes().size()) / (1 << 30), load_time / 1000);

    // Other certificates each time, so that other parts of the list are asked for.
    std::vector<Bytes> payloads;
    for (int i = 0; i < 500; ++i) payloads.push_back(world.issue().qr_payload);
    std::size_t next = 0;
    const auto verify = [&](const StatusList& status) {
        const Bytes& payload = payloads[next++ % payloads.size()];
        if (world.verify(payload, status) != Outcome::accepted)
            throw std::runtime_error("not accepted");
        return next;
    };
    const StatusList none;
    return measure([&] { return verify(none); }, [&] { return verify(loaded.list); });
}

}  // namespace vaxcert::bench

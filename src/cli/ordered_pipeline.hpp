// SPDX-License-Identifier: Apache-2.0
// Work for many threads, taken in and given out in order, of which only so much is under way.

#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace vaxcert::cli {

/// Reads in a thread of its own, works in several, and gives the results to the thread that called
/// run(). A slow reader, worker or taker slows the others, and memory stays flat.
template <class In, class Out>
class OrderedPipeline {
  public:
    using Source = std::function<std::optional<In>()>;
    using Work = std::function<Out(In)>;
    using Taker = std::function<void(Out)>;
    using Cancel = std::function<void()>;

    /// Ends when the source does, or with the first exception that any of the three throws; then
    /// `cancel` makes a source that waits return.
    static void run(unsigned threads, Source source, Work work, const Taker& take, Cancel cancel) {
        OrderedPipeline pipeline(threads, std::move(source), std::move(work), std::move(cancel));
        pipeline.take_all(take);
    }

  private:
    struct Slot {
        std::optional<In> in;
        std::optional<Out> out;
    };

    OrderedPipeline(unsigned threads, Source source, Work work, Cancel cancel)
        : source_(std::move(source)),
          work_(std::move(work)),
          cancel_(std::move(cancel)),
          slots_(threads * 2 + 2) {
        threads_.emplace_back([this] { guarded([this] { read_all(); }); });
        for (unsigned i = 0; i < threads; ++i)
            threads_.emplace_back([this] { guarded([this] { work_all(); }); });
    }

    ~OrderedPipeline() {
        stop(nullptr);
        for (std::thread& thread : threads_) thread.join();
    }

    Slot& slot(std::size_t number) { return slots_[number % slots_.size()]; }

    void read_all() {
        for (;;) {
            std::optional<In> in = source_();
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopped_ || read_ - taken_ < slots_.size(); });
            if (stopped_) return;
            if (!in) {
                ended_ = true;
                changed_.notify_all();
                return;
            }
            slot(read_).in = std::move(in);
            ++read_;
            changed_.notify_all();
        }
    }

    void work_all() {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopped_ || started_ < read_ || ended_; });
            if (stopped_ || started_ == read_) return;
            Slot& mine = slot(started_++);
            In in = *std::move(mine.in);
            lock.unlock();
            Out out = work_(std::move(in));
            lock.lock();
            mine.out = std::move(out);
            changed_.notify_all();
        }
    }

    void take_all(const Taker& take) {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(
                lock, [&] { return stopped_ || slot(taken_).out || (ended_ && taken_ == read_); });
            if (failure_) std::rethrow_exception(failure_);
            if (!slot(taken_).out) return;
            Out out = *std::move(slot(taken_).out);
            slot(taken_) = {};
            ++taken_;
            changed_.notify_all();
            lock.unlock();
            take(std::move(out));
        }
    }

    template <class Body>
    void guarded(Body body) {
        try {
            body();
        } catch (...) {
            stop(std::current_exception());
        }
    }

    void stop(std::exception_ptr failure) {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        if (!failure_) failure_ = std::move(failure);
        cancel_();
        changed_.notify_all();
    }

    Source source_;
    Work work_;
    Cancel cancel_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Slot> slots_;
    std::size_t read_ = 0;     ///< how many the source gave
    std::size_t started_ = 0;  ///< how many a worker took
    std::size_t taken_ = 0;    ///< how many were given out
    bool ended_ = false;
    bool stopped_ = false;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;
};

}  // namespace vaxcert::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/recipes/recipe.h"
#include "clientlib/recipes/step.h"
#include "clientlib/recipes/token_bucket.h"

#include <QTimer>

#include <coroutine>
#include <string_view>

namespace zs {

/// What every recipe with many requests is built from: starts steps as long as the limits allow,
/// counts, collects errors, and resumes whoever awaits `run()` when no step is left.
/// For the authors of recipes; callers use the functions beside it.
///
/// A step is a coroutine that sends requests, acts on the answers and calls `stepEnded` last.
/// The job lives in the frame of the coroutine that awaits `run()`, which resumes only when no
/// step is in flight: so steps may use `this`. No capturing lambda is needed, and none is safe
/// inside a co_await expression (gcc 12).
class TreeJob {
public:
    TreeJob(ClientRef client, const RecipeOptions& options);
    virtual ~TreeJob();
    TreeJob(const TreeJob&) = delete;
    TreeJob& operator=(const TreeJob&) = delete;

    /// Awaited once: resumes when all is done or the job ended.
    class Run {
    public:
        explicit Run(TreeJob& job) : m_job(job) {}
        bool await_ready() { return m_job.begin(); }
        void await_suspend(std::coroutine_handle<> waiting) { m_job.m_waiting = waiting; }
        void await_resume() const {}

    private:
        TreeJob& m_job;
    };
    [[nodiscard]] Run run() { return Run(*this); }

    [[nodiscard]] RecipeReport& report() { return m_report; }

protected:
    /// How many requests the next step sends at once; 0: there is no step to start now.
    [[nodiscard]] virtual std::uint32_t nextCost() const = 0;
    /// Takes the next piece of work and starts on it. Fewer requests than announced may be sent.
    virtual Step startStep(std::uint32_t cost) = 0;
    /// The last call of a step: `cost` as `startStep` got it. The job may be gone afterwards.
    void stepEnded(std::uint32_t cost);

    /// The client to send a request on, when the job may still send one; null otherwise. To be
    /// asked before each request of a step. After null the step drops its work: the job has ended.
    [[nodiscard]] Client* client();
    /// After a failed request: whether to send it again. `attempts` counts. What no other request
    /// would survive either ends the job here: the session is gone, no server answers.
    [[nodiscard]] bool sendAgain(const Error& error, int& attempts);
    /// Ends the job: no further step starts. The first reason stays.
    void end(Error why);
    [[nodiscard]] bool hasEnded() const { return m_report.ended.has_value(); }

    void addFound(std::uint64_t nodes) { m_report.progress.found += nodes; }
    void addDone() { ++m_report.progress.done; }
    /// One node is given up. A failure that ended the job is not counted as the node's own.
    void addFailed(const Path& path, Error why);

private:
    bool begin();
    void pump();
    [[nodiscard]] bool mayStart(std::uint32_t cost);
    void stopIfAsked();
    void tellProgress(bool last);

    ClientRef m_client;
    const RecipeOptions m_options;
    RecipeReport m_report;
    TokenBucket m_bucket;
    std::size_t m_inFlight = 0;
    bool m_pumping = false;
    bool m_finished = false;
    std::optional<std::chrono::steady_clock::time_point> m_told;
    std::coroutine_handle<> m_waiting;
    /// Receives what comes from outside: it drops what is queued when the job goes.
    QObject m_context;
    QTimer m_rateTimer;
    /// Behind m_context, so that it goes first: it waits for a callback that runs elsewhere.
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

/// `path` as the root of a subtree that is to change: valid, and neither the root of the tree nor
/// within /zookeeper, where servers keep quotas and their configuration.
/// Fails: badArguments; `verb` names what was tried ("delete").
[[nodiscard]] Result<void> checkMayChange(const Path& path, std::string_view verb);

} // namespace zs

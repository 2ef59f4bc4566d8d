// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/tree_job.h"

#include "clientlib/base/expect.h"

#include <algorithm>

namespace zs {

namespace {

    /// How often a request is sent in all when the connection breaks under it.
    constexpr int maxAttempts = 4;

    Instant monotonicNow()
    {
        return Instant(std::chrono::steady_clock::now().time_since_epoch());
    }

    /// Errors of the session, not of a node: no other request would fare better.
    bool endsJob(Errc code)
    {
        switch (code) {
        case Errc::cancelled:
        case Errc::unreachable:
        case Errc::sessionExpired:
        case Errc::sessionMoved:
        case Errc::unknownSession:
        case Errc::authFailed:
        case Errc::sessionClosedRequireAuth:
        case Errc::notReadOnly:
        case Errc::tls:
        case Errc::protocol:
            return true;
        default:
            return false;
        }
    }

    bool worthRepeating(Errc code)
    {
        return outcomeUnknown(code) || code == Errc::throttledOp;
    }

} // namespace

TreeJob::TreeJob(ClientRef client, const RecipeOptions& options)
    : m_client(std::move(client))
    , m_options(options)
    , m_bucket(options.maxPerSecond)
{
    m_rateTimer.setSingleShot(true);
    m_rateTimer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_rateTimer, &QTimer::timeout, &m_context, [this] { pump(); });
}

TreeJob::~TreeJob()
{
    ZS_EXPECT(m_inFlight == 0);
}

bool TreeJob::begin()
{
    if (m_client) {
        // Not only for what is in flight: the job may be waiting for its rate.
        QObject::connect(m_client, &QObject::destroyed, &m_context, [this] { pump(); });
    }
    if (m_options.stop.stop_possible()) {
        const std::function<void()> wake = [this] {
            QMetaObject::invokeMethod(&m_context, [this] { pump(); }, Qt::QueuedConnection);
        };
        m_onStop.emplace(m_options.stop, wake);
    }
    pump();
    return m_finished;
}

Client* TreeJob::client()
{
    stopIfAsked();
    return hasEnded() ? nullptr : m_client.data();
}

void TreeJob::stopIfAsked()
{
    if (m_options.stop.stop_requested())
        end(Error(Errc::cancelled, "stopped on request"));
    if (!m_client)
        end(Error(Errc::cancelled, "the connection was closed meanwhile"));
}

bool TreeJob::mayStart(std::uint32_t cost)
{
    // A step that alone exceeds the limit still runs, alone.
    if (m_inFlight > 0 && m_inFlight + cost > m_options.maxInFlight)
        return false;
    if (m_options.maxPerSecond == 0)
        return true; // The clock need not be asked.
    const std::chrono::nanoseconds wait = m_bucket.waitFor(cost, monotonicNow());
    if (wait.count() == 0)
        return true;
    m_rateTimer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    return false;
}

void TreeJob::pump()
{
    if (m_pumping)
        return; // A step ended within startStep; the loop below goes on.
    m_pumping = true;
    m_rateTimer.stop();
    // Asked for only while there is work: a stop that comes too late changes nothing.
    for (std::uint32_t cost = nextCost(); cost > 0; cost = nextCost()) {
        stopIfAsked();
        if (hasEnded() || !mayStart(cost))
            break;
        m_inFlight += cost;
        m_bucket.take(cost);
        startStep(cost);
    }
    m_pumping = false;
    if (m_inFlight > 0 || m_rateTimer.isActive() || m_finished)
        return;
    m_finished = true; // First: the callback may destroy the Client, which leads here again.
    tellProgress(true);
    if (m_waiting)
        std::exchange(m_waiting, {}).resume(); // The job is gone when this returns.
}

void TreeJob::stepEnded(std::uint32_t cost)
{
    ZS_EXPECT(m_inFlight >= cost);
    // First: the callback may end all other steps, and the job must outlive this one.
    tellProgress(false);
    m_inFlight -= cost;
    pump();
}

bool TreeJob::sendAgain(const Error& error, int& attempts)
{
    if (endsJob(error.code)) {
        end(error);
        return false;
    }
    if (!worthRepeating(error.code) || !client())
        return false;
    if (++attempts < maxAttempts)
        return true;
    if (outcomeUnknown(error.code))
        end(error);
    return false;
}

void TreeJob::end(Error why)
{
    if (!hasEnded())
        m_report.ended = std::move(why);
}

void TreeJob::addFailed(const Path& path, Error why)
{
    if (hasEnded() && m_report.ended->code == why.code)
        return;
    ++m_report.progress.failed;
    if (m_report.errors.size() < m_options.maxErrors)
        m_report.errors.push_back(PathError{path, std::move(why)});
}

void TreeJob::tellProgress(bool last)
{
    if (!m_options.onProgress)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (!last && m_told && now - *m_told < m_options.progressEvery)
        return;
    m_told = now;
    m_options.onProgress(m_report.progress);
}

Result<void> checkMayChange(const Path& path, std::string_view verb)
{
    if (Result<void> valid = path.validate(); !valid)
        return valid;
    const std::string wanted = "cannot " + std::string(verb) + " " + path.text() + ": ";
    if (path.isRoot())
        return failure(Errc::badArguments, wanted + "it is the root; choose a node below it");
    if (path.isWithin(Path("/zookeeper"))) {
        return failure(Errc::badArguments,
            wanted + "/zookeeper belongs to the servers (quotas, configuration)");
    }
    return {};
}

} // namespace zs

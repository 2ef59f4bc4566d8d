// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/journal_writer.h"

#include <QDateTime>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>

namespace zs::ui {
namespace {

qsizetype bytesOf(const QByteArrayList& lines)
{
    return std::accumulate(lines.begin(), lines.end(), qsizetype(0),
        [](qsizetype sum, const QByteArray& line) { return sum + line.size(); });
}

QByteArray lineOfLost(qint64 count)
{
    return "{\"time\":\""
        + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1()
        + "\",\"lostLines\":" + QByteArray::number(count) + '}';
}

} // namespace

/// The thread, and what waits for it.
class JournalWriter::Worker {
public:
    using Report = std::function<void(const Result<void>&)>; ///< Called on the thread.

    Worker(QString folder, JournalLimits limits, Report report) :
        m_report(std::move(report)),
        m_thread([this, folder = std::move(folder), limits] { run(folder, limits); })
    {
    }
    ~Worker()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    void add(const QByteArrayList& lines)
    {
        {
            const std::lock_guard lock(m_mutex);
            for (const QByteArray& line : lines) {
                if (m_heldBytes + line.size() > maxWaitingBytes) {
                    ++m_lost;
                    continue;
                }
                m_waiting << line;
                m_heldBytes += line.size();
            }
            m_news = true; // Also without a line more: the disk may take the old ones now.
        }
        m_wake.notify_one();
    }

private:
    void run(const QString& folder, JournalLimits limits)
    {
        JournalFile file(folder, limits);
        QByteArrayList lines; // Those that the disk did not take stand first.
        std::unique_lock lock(m_mutex);
        for (bool last = false; !last;) {
            m_wake.wait(lock, [this] { return m_ending || m_news; });
            last = m_ending;
            m_news = false;
            lines += std::exchange(m_waiting, {});
            const qint64 lost = m_lost;
            lock.unlock();
            const qsizetype before = bytesOf(lines);
            const Result<void> outcome = write(file, lines, lost);
            lock.lock();
            m_heldBytes -= before - bytesOf(lines);
            if (outcome)
                m_lost -= lost;
        }
    }
    Result<void> write(JournalFile& file, QByteArrayList& lines, qint64 lost)
    {
        if (lines.isEmpty())
            return {};
        Result<void> outcome = file.append(lines);
        if (outcome && lost > 0) {
            QByteArrayList more{lineOfLost(lost)};
            outcome = file.append(more);
        }
        m_report(outcome);
        return outcome;
    }

    const Report m_report;
    std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable m_wake;
    QByteArrayList m_waiting;
    qsizetype m_heldBytes = 0; ///< With those that the thread has taken.
    qint64 m_lost = 0;
    bool m_news = false;
    bool m_ending = false;
    std::thread m_thread; ///< Last: it uses all the others.
};

JournalWriter::JournalWriter(QString folder, JournalLimits limits, QObject* parent) :
    QObject(parent), m_folder(std::move(folder))
{
    m_worker = std::make_unique<Worker>(m_folder, limits, [this](const Result<void>& outcome) {
        QMetaObject::invokeMethod(
            this, [this, outcome] { report(outcome); }, Qt::QueuedConnection);
    });
}

JournalWriter::~JournalWriter() = default;

void JournalWriter::add(const QByteArrayList& lines)
{
    if (m_on && !lines.isEmpty())
        m_worker->add(lines);
}

void JournalWriter::report(const Result<void>& outcome)
{
    const std::optional<Error> problem
        = outcome ? std::nullopt : std::optional<Error>(outcome.error());
    if (problem == m_problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/subtree_transfer.h"

#include <QPointer>

#include <algorithm>

namespace zs::ui {

SubtreeTransfer::SubtreeTransfer(Kind kind, Client* client, Path from, QObject* parent)
    : QObject(parent)
    , m_kind(kind)
    , m_client(client)
    , m_from(std::move(from))
{
}

SubtreeTransfer::~SubtreeTransfer()
{
    m_stop.request_stop();
}

/// The recipe outlives this object when it is destroyed: it stops, but callbacks may still come.
std::function<void(const Progress&)> SubtreeTransfer::progressTeller()
{
    return [self = QPointer(this)](const Progress& progress) {
        if (!self)
            return;
        self->m_progress = progress;
        Q_EMIT self->changed();
    };
}

void SubtreeTransfer::scan()
{
    if (m_state == State::scanning || m_state == State::running)
        return;
    m_state = State::scanning;
    m_error.reset();
    m_stop = std::stop_source();
    CountOptions options;
    options.stop = m_stop.get_token();
    options.onProgress = progressTeller();
    auto onDone = [this](const TreeCount& count) { onScanned(count); };
    QCoro::connect(countTree(m_client, m_from, std::move(options)), this, onDone);
    Q_EMIT changed();
}

void SubtreeTransfer::onScanned(const TreeCount& count)
{
    m_count = count;
    if (!count.ended) {
        m_state = State::ready;
    } else {
        m_state = State::failed;
        m_error = count.ended;
    }
    Q_EMIT changed();
}

void SubtreeTransfer::start(const Path& to)
{
    if (m_state == State::scanning || m_state == State::running)
        return;
    const bool goOn = mayGoOn(to);
    if (!goOn)
        m_copied = m_deleted = 0;
    m_to = to;
    m_state = State::running;
    m_error.reset();
    m_progress = {};
    m_stop = std::stop_source();
    Q_EMIT writeStarted(m_from);
    Q_EMIT writeStarted(m_to);
    if (m_kind == Kind::duplicate) {
        CopyOptions options;
        options.goOn = goOn;
        options.stop = m_stop.get_token();
        options.onProgress = progressTeller();
        auto onDone = [this](const CopyReport& report) { end(report, report.copied, 0); };
        QCoro::connect(copyTree(m_client, m_from, m_to, std::move(options)), this, onDone);
    } else {
        MoveOptions options;
        options.goOn = goOn;
        options.stop = m_stop.get_token();
        options.onProgress = progressTeller();
        options.onPhase = [self = QPointer(this)](MovePhase phase) {
            if (self)
                self->m_phase = phase;
        };
        auto onDone = [this](const MoveReport& report) {
            m_phase = report.phase;
            end(report, report.copied, report.deleted);
        };
        QCoro::connect(moveTree(m_client, m_from, m_to, std::move(options)), this, onDone);
    }
    Q_EMIT changed();
}

bool SubtreeTransfer::mayGoOn(const Path& to) const
{
    const bool ended = m_state == State::stopped || m_state == State::failed;
    return ended && m_copied > 0 && to == m_to;
}

void SubtreeTransfer::stop()
{
    m_stop.request_stop();
}

void SubtreeTransfer::end(
    const RecipeReport& report, std::uint64_t copied, std::uint64_t deleted)
{
    m_copied = std::max(m_copied, copied); // A run that goes on counts what it finds there too.
    m_deleted += deleted;
    m_failures = report.progress.failed;
    if (report.complete()) {
        m_state = State::done;
    } else if (report.endedBy() == Errc::cancelled) {
        m_state = State::stopped;
    } else {
        m_state = State::failed;
        if (!report.errors.empty()) {
            const PathError& first = report.errors.front();
            m_error = Error(first.error.code, first.path.text() + ": " + first.error.detail);
        } else if (report.ended) {
            m_error = report.ended;
        }
    }
    Q_EMIT writeFinished(m_from);
    Q_EMIT writeFinished(m_to);
    Q_EMIT changed();
}

} // namespace zs::ui

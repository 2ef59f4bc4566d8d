// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/subtree_measure.h"

namespace zs::ui {

SubtreeMeasure::SubtreeMeasure(Client* client, const Path& root, QObject* parent) :
    QObject(parent), m_client(client), m_root(root)
{
}

SubtreeMeasure::~SubtreeMeasure()
{
    m_stop.request_stop();
}

void SubtreeMeasure::askCount()
{
    m_told.reset();
    if (!m_client)
        return;
    auto onAnswer = [this](const Result<std::int32_t>& answer) {
        m_told = answer;
        Q_EMIT changed();
    };
    QCoro::connect(m_client->allChildrenNumber(m_root), this, onAnswer);
}

void SubtreeMeasure::start(std::uint32_t perSecond)
{
    if (m_state == State::running || !m_client)
        return;
    m_stop = std::stop_source();
    m_state = State::running;
    m_progress = {};
    m_result = {};
    CountOptions options;
    options.maxSamples = mostLargest;
    options.maxPerSecond = perSecond;
    options.stop = m_stop.get_token();
    // The recipe may outlive this, which stops it: it then tells of its last progress.
    options.onProgress = [self = QPointer(this)](const Progress& progress) {
        if (!self)
            return;
        self->m_progress = progress;
        Q_EMIT self->changed();
    };
    auto onEnd = [this](const TreeCount& count) { finish(count); };
    QCoro::connect(countTree(m_client, m_root, std::move(options)), this, onEnd);
    Q_EMIT changed();
}

void SubtreeMeasure::stop()
{
    m_stop.request_stop();
}

void SubtreeMeasure::finish(const TreeCount& count)
{
    m_result = count;
    m_progress = count.progress;
    if (!count.ended)
        m_state = State::done;
    else
        m_state = m_stop.stop_requested() ? State::stopped : State::failed;
    Q_EMIT changed();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_model.h"

#include <utility>

namespace zs::ui {

QuotaModel::QuotaModel(
    Client* client, const Path& path, const Path& chroot, QObject* parent) :
    QObject(parent), m_client(client), m_path(path), m_chroot(chroot)
{
    if (!chroot.isRoot())
        m_state = State::unreachable;
    else if (!mayHaveQuota(path))
        m_state = State::unlimitable;
    if (client)
        connect(client, &Client::statusChanged, this, &QuotaModel::changed);
}

void QuotaModel::read()
{
    if (m_state == State::unreachable || m_state == State::unlimitable)
        return;
    m_state = State::reading;
    auto onAnswer = [this](const Result<QuotaFacts>& answer) {
        m_state = answer ? State::ready : State::failed;
        if (answer)
            m_facts = *answer;
        else
            m_error = answer.error();
        tellWritten(answer.has_value());
        Q_EMIT changed();
    };
    QCoro::connect(readQuota(m_client, m_path), this, onAnswer);
    Q_EMIT changed();
}

void QuotaModel::set(const QuotaNumbers& limits)
{
    if (m_state != State::ready)
        return;
    start(limits);
    std::optional<std::int32_t> version;
    if (m_facts.limits)
        version = m_facts.version;
    auto onAnswer = [this](const Result<void>& answer) { onWritten(answer); };
    QCoro::connect(writeQuota(m_client, m_path, limits, version), this, onAnswer);
    Q_EMIT changed();
}

void QuotaModel::remove()
{
    if (m_state != State::ready || !m_facts.limits)
        return;
    start(std::nullopt);
    auto onAnswer = [this](const Result<void>& answer) { onWritten(answer); };
    QCoro::connect(removeQuota(m_client, m_path, m_facts.version), this, onAnswer);
    Q_EMIT changed();
}

/// Also after a failure: what is there now says whether it was applied, and why it was not.
void QuotaModel::onWritten(const Result<void>& answer)
{
    if (!answer)
        m_error = answer.error();
    m_isWritten = answer.has_value();
    read();
}

void QuotaModel::start(std::optional<QuotaNumbers> after)
{
    m_state = State::writing;
    m_error.reset();
    m_change = {m_path, m_facts.limits, after, std::nullopt, false};
}

void QuotaModel::tellWritten(bool known)
{
    if (!std::exchange(m_isWritten, false))
        return;
    m_change.isOvertaken = !known || m_facts.limits != m_change.after;
    if (known && m_facts.limits)
        m_change.version = m_facts.version;
    Q_EMIT written(m_change);
}

bool QuotaModel::isWritable() const
{
    if (!m_client)
        return false;
    const SessionStatus status = m_client->status();
    return status.state == SessionState::connected && !status.writesLocked;
}

} // namespace zs::ui

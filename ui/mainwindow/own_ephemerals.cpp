// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/own_ephemerals.h"

#include <QCoroTask>

namespace zs::ui {

OwnEphemerals::OwnEphemerals(QObject* parent) : QObject(parent) {}

void OwnEphemerals::follow(RecordingClient* client)
{
    if (m_client)
        m_client->disconnect(this);
    m_client = client;
    m_paths.clear();
    if (client) {
        connect(client, &RecordingClient::requestFinished, this, &OwnEphemerals::note);
        connect(client, &Client::watchFired, this, [this](const WatchEvent& event) {
            if (!m_paths.contains(event.path))
                return;
            if (event.type == EventType::nodeDeleted)
                m_paths.erase(event.path);
            else if (event.type == EventType::nodeDataChanged)
                watch(event.path); // That was its only event.
        });
    }
}

void OwnEphemerals::note(const RequestRecord& record)
{
    for (const WriteFact& fact : record.writes) {
        if (fact.code != Errc::ok)
            continue;
        if (fact.ephemeral)
            add(fact.path);
        else if (fact.op == OpCode::remove)
            m_paths.erase(fact.path);
    }
}

void OwnEphemerals::add(const Path& path)
{
    if (m_paths.insert(path).second)
        watch(path);
}

void OwnEphemerals::watch(const Path& path)
{
    auto onAnswer = [this, path, asked = m_client](const Result<std::optional<Stat>>& stat) {
        if (asked == m_client && stat && !*stat)
            m_paths.erase(path); // It went before the watch stood.
    };
    QCoro::connect(m_client->exists(path, Watch::yes, {}), this, onAnswer);
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/journal_recorder.h"

#include "ui/panels/journal_writer.h"

namespace zs::ui {

JournalRecorder::JournalRecorder(JournalWriter* writer, JournalPlace place, QObject* parent) :
    QObject(parent), m_writer(writer), m_place(std::move(place))
{
}

void JournalRecorder::follow(RecordingClient* client)
{
    m_client = client;
    m_added.clear();
    connect(client, &RecordingClient::requestFinished, this,
        [this, client](const RequestRecord& record) { note(client, record, false); });
    connect(client, &RecordingClient::requestAbandoned, this,
        [this, client](const RequestRecord& record) { note(client, record, true); });
}

void JournalRecorder::note(RecordingClient* client, const RequestRecord& record, bool abandoned)
{
    if (!record.identity.empty() && record.code == Errc::ok && client == m_client)
        m_added << QString::fromStdString(record.identity);
    if (!record.write || !m_writer || !m_writer->isOn())
        return;
    JournalPlace place = m_place;
    for (const QString& identity : m_added) {
        if (!place.who.contains(identity))
            place.who << identity;
    }
    if (!abandoned) { // Else the session behind it is half gone.
        place.session = client->status().sessionId;
        place.lastZxid = client->lastZxid();
    }
    m_writer->add(journalLines(place, record, abandoned));
}

} // namespace zs::ui

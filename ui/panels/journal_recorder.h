// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/journal_line.h"

#include <QObject>
#include <QPointer>

namespace zs::ui {

class JournalWriter;

/// Puts the writes of one connection into the journal: those that were answered, and those whose
/// answer nobody waits for any more.
/// Threads: GUI thread. Lifetime: owns nothing; the client may die first and, to tell of what was
/// pending then, should.
class JournalRecorder : public QObject {
    Q_OBJECT
public:
    /// `place`: connection, servers and the identities that each session presents.
    JournalRecorder(JournalWriter* writer, JournalPlace place, QObject* parent = nullptr);

    /// Another session; the old one is heard until it is destroyed.
    void follow(RecordingClient* client);

private:
    void note(RecordingClient* client, const RequestRecord& record, bool abandoned);

    QPointer<JournalWriter> m_writer;
    const JournalPlace m_place;
    QPointer<RecordingClient> m_client;
    QStringList m_added; ///< Identities that were added to the present session.
};

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/recipes/recording_client.h"

#include <QByteArrayList>
#include <QStringList>

namespace zs::ui {

/// Where writes go to, and in whose name. No secret is in it.
struct JournalPlace {
    QString connection;   ///< As it is shown.
    QString servers;      ///< The connect string.
    QStringList who;      ///< Identities by name, see identityName().
    QString user;         ///< Of this computer.
    SessionId session;
    Zxid lastZxid;        ///< The last that the session has seen when the answer was there.
};

/// The login name of who runs this program; its number where it has none.
[[nodiscard]] QString userOfThisComputer();

/// The lines of the journal for a request, one JSON object for each write, without line feeds;
/// none for a read. `abandoned`: no answer will come. They tell sizes, but neither data nor ACLs.
[[nodiscard]] QByteArrayList journalLines(
    const JournalPlace& place, const RequestRecord& record, bool abandoned);

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/error_report.h"

#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QCoreApplication>
#include <QDateTime>

namespace zs::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::ErrorReport)
};

/// For people who read logs: these words are not translated.
QString nameOf(SessionState state)
{
    switch (state) {
    case SessionState::connecting: return QStringLiteral("connecting");
    case SessionState::connected: return QStringLiteral("connected");
    case SessionState::connectedReadOnly: return QStringLiteral("connected, read-only");
    case SessionState::reconnecting: return QStringLiteral("reconnecting");
    case SessionState::expired: return QStringLiteral("expired");
    case SessionState::authFailed: return QStringLiteral("authentication failed");
    case SessionState::closed: break;
    }
    return QStringLiteral("closed");
}

} // namespace

QString errorReport(const Error& error, const Path& path, const Client* client)
{
    const ErrorWords words = wordsFor(error);
    QStringList lines;
    lines << Words::tr("Zooscope %1, %2", "the program's version, a time")
                 .arg(QCoreApplication::applicationVersion(),
                     formatTime(QDateTime::currentMSecsSinceEpoch()));
    lines << Words::tr("What happened: %1").arg(words.title);
    lines << Words::tr("Node: %1").arg(visibleText(std::string_view(path.text())));
    lines << Words::tr("Error: %1", "code and detail").arg(words.report);
    lines << Words::tr("Code: %1").arg(static_cast<int>(error.code));
    lines << Words::tr("What to do: %1").arg(words.advice);
    if (client) {
        const SessionStatus status = client->status();
        lines << Words::tr("Server: %1").arg(visibleText(std::string_view(toText(status.server))));
        lines << Words::tr("Session: %1, %2", "a session id, a state")
                     .arg(formatSessionId(status.sessionId), nameOf(status.state));
        if (!status.problem.empty())
            lines << Words::tr("Last connection problem: %1")
                         .arg(visibleText(std::string_view(status.problem)));
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_list_model.h"

#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <algorithm>

namespace zs::ui {
namespace {

/// How a connection is protected and who it presents itself as; protocol words, in any language.
QString accessWords(const ConnectionProfile& profile)
{
    QStringList words;
    if (profile.tls.on)
        words << QStringLiteral("TLS");
    if (profile.tls.on && !profile.tls.certificateFile.isEmpty())
        words << QStringLiteral("x509");
    if (!profile.digestUsers.isEmpty())
        words << QStringLiteral("digest");
    if (!profile.saslUser.isEmpty())
        words << QStringLiteral("SASL");
    if (profile.ssh.on)
        words << QStringLiteral("SSH");
    return words.join(QStringLiteral(" + "));
}

} // namespace

ConnectionListModel::ConnectionListModel(ConnectionStore* store, QObject* parent) :
    QAbstractListModel(parent), m_store(store)
{
    connect(store, &ConnectionStore::changed, this, &ConnectionListModel::rebuild);
    rebuild();
}

int ConnectionListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConnectionListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionProfile& profile = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return visibleText(shownName(profile));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2 %3").arg(visibleText(shownName(profile)),
            environmentName(profile.environment), visibleText(profile.servers));
    case ServersRole:
        return visibleText(profile.servers).replace(QStringLiteral(","), QStringLiteral(", "));
    case TimeRole:
        return profile.lastUsed.isValid()
            ? formatDay(profile.lastUsed, QDateTime::currentDateTime())
            : QString();
    case HeadingRole: {
        const bool first = index.row() == 0 || m_rows[index.row() - 1].group != profile.group;
        return first ? visibleText(profile.group) : QString();
    }
    case AccessRole: return accessWords(profile);
    default: return {};
    }
}

void ConnectionListModel::setFilter(const QString& text)
{
    m_filter = text.trimmed();
    rebuild();
}

void ConnectionListModel::refreshTexts()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ConnectionListModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    for (const ConnectionProfile& profile : m_store->profiles()) {
        const bool matches = shownName(profile).contains(m_filter, Qt::CaseInsensitive)
            || profile.servers.contains(m_filter, Qt::CaseInsensitive)
            || profile.group.contains(m_filter, Qt::CaseInsensitive)
            || environmentName(profile.environment).contains(m_filter, Qt::CaseInsensitive);
        if (matches)
            m_rows.append(profile);
    }
    const auto byGroup = [](const ConnectionProfile& left, const ConnectionProfile& right) {
        return QString::compare(left.group, right.group, Qt::CaseInsensitive) < 0;
    };
    std::stable_sort(m_rows.begin(), m_rows.end(), byGroup);
    endResetModel();
}

} // namespace zs::ui

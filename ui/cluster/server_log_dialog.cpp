// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/server_log_dialog.h"

#include "ui/cluster/cluster_control.h"
#include "ui/cluster/cluster_words.h"
#include "ui/common/focus_order.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QDateTime>
#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr qsizetype stampLength = 23; // "2026-11-22 10:35:01,123"

} // namespace

std::optional<std::int64_t> timeOfLogLine(const QString& line)
{
    QString stamp = line.left(stampLength);
    stamp.replace(u',', u'.');
    stamp.replace(u'T', u' ');
    const QDateTime time
        = QDateTime::fromString(stamp, QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch() * 1'000'000;
}

ServerLogDialog::ServerLogDialog(
    ClusterControl* control, ServerId id, const timeline::Timeline* timeline, QWidget* parent) :
    QDialog(parent), m_id(id), m_timeline(timeline), m_lines(new QStringListModel(this)),
    m_shown(new QSortFilterProxyModel(this)),
    m_title(new TextLabel(TextStyle::dialogTitle, Token::text, this)),
    m_search(new QLineEdit(this)), m_list(new QListView(this))
{
    setObjectName(QStringLiteral("serverLog"));
    resize(860, 520);
    m_search->setObjectName(QStringLiteral("logSearch"));
    m_search->setClearButtonEnabled(true);
    setLeadingIcon(m_search, QStringLiteral("search"));
    m_shown->setSourceModel(m_lines);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setObjectName(QStringLiteral("logLines"));
    m_list->setModel(m_shown);
    m_list->setFont(fontFor(TextStyle::mono));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto* column = makeColumn(this, 12);
    column->setContentsMargins(20, 16, 20, 16);
    column->addWidget(m_title);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    QStringList lines = control->recentLog(id);
    for (QString& line : lines) {
        line = visibleText(line);
        m_times.push_back(timeOfLogLine(line).value_or(m_times.empty() ? 0 : m_times.back()));
    }
    m_lines->setStringList(lines);
    m_list->scrollToBottom();
    connect(control, &ClusterControl::logLine, this, [this](ServerId who, const QString& line) {
        if (who == m_id)
            addLine(visibleText(line));
    });
    connect(control, &QObject::destroyed, this, &QDialog::close); // The timeline goes with it.
    connect(
        m_search, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    const auto choose = [this](const QModelIndex& index) {
        const int row = m_shown->mapToSource(index).row();
        const auto time = instantOf(m_times[std::size_t(row)]);
        if (time)
            Q_EMIT timeChosen(*time);
    };
    connect(m_list, &QListView::activated, this, choose);
    connect(m_list, &QListView::clicked, this, choose);
    retranslate();
}

int ServerLogDialog::lineCount() const
{
    return m_shown->rowCount();
}

std::optional<Instant> ServerLogDialog::instantOf(std::int64_t wallNs) const
{
    if (wallNs == 0 || m_timeline->empty())
        return std::nullopt;
    const auto begin = m_timeline->wallNs(m_timeline->begin());
    if (!begin)
        return std::nullopt;
    return m_timeline->begin() + std::chrono::nanoseconds(wallNs - *begin);
}

void ServerLogDialog::setTime(Instant time)
{
    const auto wall = m_timeline->wallNs(time);
    if (!wall || m_times.empty())
        return;
    const auto after = std::upper_bound(m_times.begin(), m_times.end(), *wall);
    if (after == m_times.begin())
        return;
    const int row = int(after - m_times.begin()) - 1;
    const QModelIndex index = m_shown->mapFromSource(m_lines->index(row));
    if (index.isValid() && index != m_list->currentIndex())
        m_list->setCurrentIndex(index);
}

void ServerLogDialog::addLine(const QString& line)
{
    const QScrollBar* bar = m_list->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_times.push_back(timeOfLogLine(line).value_or(m_times.empty() ? 0 : m_times.back()));
    const int row = m_lines->rowCount();
    m_lines->insertRow(row);
    m_lines->setData(m_lines->index(row), line);
    if (atEnd)
        m_list->scrollToBottom();
}

void ServerLogDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

bool ServerLogDialog::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
}

void ServerLogDialog::retranslate()
{
    setWindowTitle(tr("Log of %1", "a server's name").arg(serverName(m_id)));
    m_title->setText(windowTitle());
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_list->setAccessibleName(windowTitle());
}

} // namespace zs::ui

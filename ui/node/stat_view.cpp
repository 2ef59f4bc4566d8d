// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/stat_view.h"

#include "ui/common/action_keys.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/node/node_controller.h"
#include "ui/node/stat_row.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QScrollArea>

namespace zs::ui {

namespace {

constexpr std::chrono::seconds ageStep{10};
constexpr double limitBytes = 1024.0 * 1024.0; ///< jute.maxbuffer, rounded as people know it.

} // namespace

StatView::StatView(NodeController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
{
    setObjectName(QStringLiteral("statView"));
    setProperty("surface", "panel");
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(240);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("statScroll"));
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(makeGroups());
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(makeHeader());
    column->addWidget(m_scroll, 1);
    column->addWidget(makeFooter());
    connect(controller, &NodeController::contentReplaced, this, &StatView::refresh);
    connect(controller, &NodeController::stateChanged, this, &StatView::refresh);
    connect(m_rows[ephemeralOwner], &StatRow::followed, this,
        [this] { Q_EMIT sessionRequested(m_controller->base().stat.ephemeralOwner); });
    connect(&m_ageTimer, &QTimer::timeout, this, &StatView::refresh);
    m_ageTimer.start(ageStep);
    refresh();
}

QWidget* StatView::makeHeader()
{
    QFrame* header = makePanel("panel", "bottom", this);
    header->setFixedHeight(36);
    QHBoxLayout* row = makeRow(header, 2);
    row->setContentsMargins(12, 0, 8, 0);
    m_title = new TextLabel(TextStyle::panelTitle, Token::text, header);
    m_subtree = makeIconButton("measureSubtree", QStringLiteral("layers"), header);
    m_quota = makeIconButton("showQuota", QStringLiteral("gauge"), header);
    m_copy = makeIconButton("copyStat", QStringLiteral("copy"), header);
    m_close = makeIconButton("closeStat", QStringLiteral("x"), header);
    row->addWidget(m_title, 1);
    for (QToolButton* each : {m_subtree, m_quota, m_copy, m_close})
        row->addWidget(each);
    connect(m_subtree, &QToolButton::clicked, this,
        [this] { Q_EMIT subtreeRequested(m_controller->path()); });
    connect(m_quota, &QToolButton::clicked, this,
        [this] { Q_EMIT quotaRequested(m_controller->path()); });
    connect(m_copy, &QToolButton::clicked, this,
        [this] { QApplication::clipboard()->setText(asText()); });
    connect(m_close, &QToolButton::clicked, this, &StatView::closeRequested);
    return header;
}

QWidget* StatView::makeGroups()
{
    struct Entry {
        int group;
        Field field;
        const char* name;
    };
    // ZooKeeper's names; dataVersion and aclVersion are zkCli's, which more people know.
    constexpr Entry entries[] = {{0, czxid, "czxid"}, {0, ctime, "ctime"}, {1, mzxid, "mzxid"},
        {1, mtime, "mtime"}, {2, pzxid, "pzxid"}, {2, numChildren, "numChildren"},
        {3, version, "dataVersion"}, {3, cversion, "cversion"}, {3, aversion, "aclVersion"},
        {4, ephemeralOwner, "ephemeralOwner"}, {4, dataLength, "dataLength"}};
    m_groups = new QWidget;
    m_groups->setProperty("surface", "panel");
    QVBoxLayout* column = makeColumn(m_groups, 0);
    column->setContentsMargins(0, 9, 0, 12);
    int group = -1;
    for (const Entry& entry : entries) {
        if (entry.group != group) {
            group = entry.group;
            auto* title = new TextLabel(TextStyle::chip, Token::text3, m_groups);
            title->setContentsMargins(0, 0, 0, 0);
            auto* box = new QWidget(m_groups);
            QHBoxLayout* row = makeRow(box, 0);
            row->setContentsMargins(12, group == 0 ? 2 : 11, 12, 3);
            row->addWidget(title);
            m_groupTitles[static_cast<std::size_t>(group)] = title;
            column->addWidget(box);
        }
        auto* row = new StatRow(QLatin1String(entry.name), m_groups);
        m_rows[static_cast<std::size_t>(entry.field)] = row;
        column->addWidget(row);
    }
    column->addStretch();
    return m_groups;
}

QWidget* StatView::makeFooter()
{
    QFrame* footer = makePanel("panel", "top", this);
    auto* grid = new QGridLayout(footer);
    grid->setContentsMargins(12, 12, 12, 12);
    grid->setVerticalSpacing(6);
    m_pathLabel = new TextLabel(TextStyle::label, Token::text3, footer);
    m_shareLabel = new TextLabel(TextStyle::label, Token::text3, footer);
    m_pathLength = new TextLabel(TextStyle::mono, Token::text, footer);
    m_share = new TextLabel(TextStyle::mono, Token::text, footer);
    grid->addWidget(m_pathLabel, 0, 0);
    grid->addWidget(m_pathLength, 0, 1, Qt::AlignRight);
    grid->addWidget(m_shareLabel, 1, 0);
    grid->addWidget(m_share, 1, 1, Qt::AlignRight);
    m_quotaLabel = new TextLabel(TextStyle::label, Token::text3, footer);
    m_quotaState = new TextLabel(TextStyle::mono, Token::text, footer);
    m_quotaState->setObjectName(QStringLiteral("quotaState"));
    m_quotaState->setOverflow(TextLabel::Overflow::elideMiddle);
    m_quotaState->setAlignment(Qt::AlignRight);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_quotaLabel, 2, 0);
    grid->addWidget(m_quotaState, 2, 1);
    m_footer = footer;
    return footer;
}

void StatView::setQuota(const QString& brief, const QString& explanation, bool any)
{
    m_quotaLabel->setVisible(any);
    m_quotaState->setVisible(any);
    m_quotaState->setText(brief);
    setPlainToolTip(m_quotaState, explanation);
    m_quotaState->setAccessibleDescription(explanation);
}

void StatView::refresh()
{
    m_title->setText(tr("Stat"));
    setVerb(m_copy, tr("Copy all fields"));
    setVerb(m_close, tr("Close the Stat panel"), keyOf("view.inspector"));
    const QString titles[] = {tr("Created"), tr("Data last changed"), tr("Children last changed"),
        tr("Versions"), tr("Ownership and size")};
    for (std::size_t i = 0; i < m_groupTitles.size(); ++i)
        m_groupTitles[i]->setText(titles[i]);
    m_pathLabel->setText(tr("Path length"));
    m_shareLabel->setText(tr("Share of 1 MiB limit"));
    m_quotaLabel->setText(tr("Quota"));
    setVerb(m_subtree,
        tr("Subtree size: how many nodes and bytes are below it, and which are the largest"));
    setVerb(m_quota, tr("Quota: the limits of nodes and bytes for it and all below it"));
    const NodePhase phase = m_controller->phase();
    const bool known = phase == NodePhase::ready || phase == NodePhase::deleted;
    m_groups->setVisible(known);
    // The area keeps the height of its hidden content.
    m_scroll->setVerticalScrollBarPolicy(
        known ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_footer->setVisible(known);
    for (QToolButton* each : {m_subtree, m_quota, m_copy})
        each->setEnabled(known);
    if (!known)
        return;
    fillZxids();
    fillTimes();
    fillNumbers();
    m_pathLength->setText(formatCount(static_cast<qint64>(m_controller->path().text().size())));
    const double share = m_controller->base().stat.dataLengthBytes / limitBytes * 100;
    m_share->setText(tr("%1 %", "percentage").arg(locale().toString(share, 'f', 2)));
}

void StatView::fillZxids()
{
    const Stat& stat = m_controller->base().stat;
    const auto fill = [this](Field field, Zxid zxid, const QString& meaning) {
        StatRow::Text text;
        text.value = formatZxid(zxid);
        text.full = formatFullZxid(zxid);
        text.explanation
            = tr("%1 Epoch %2, counter %3.", "the meaning of a zxid field, as a sentence")
                  .arg(meaning, formatCount(zxid.epoch()), formatCount(zxid.counter()));
        m_rows[field]->setText(text);
    };
    fill(czxid, stat.czxid, tr("The transaction that created this node."));
    fill(mzxid, stat.mzxid, tr("The transaction that last changed this node's data."));
    fill(pzxid, stat.pzxid, tr("The transaction that last created or deleted a child."));
}

void StatView::fillTimes()
{
    const Stat& stat = m_controller->base().stat;
    const auto fill = [this](Field field, std::int64_t ms, const QString& meaning, bool age) {
        StatRow::Text text;
        text.value = formatTime(ms);
        text.full = QString::number(ms);
        if (age && ms != 0)
            text.below = formatAge(ms, QDateTime::currentDateTime());
        text.explanation = meaning;
        m_rows[field]->setText(text);
    };
    fill(ctime, stat.ctimeMs,
        tr("When it was created, by the leader's clock, shown in local time. Copied in full it is"
           " milliseconds since 1970."),
        false);
    fill(mtime, stat.mtimeMs,
        tr("When its data was last set, by the leader's clock, shown in local time. Copied in full"
           " it is milliseconds since 1970."),
        true);
}

void StatView::fillNumbers()
{
    const Stat& stat = m_controller->base().stat;
    const auto fill = [this](Field field, const QString& value, const QString& full,
                          const QString& remark, const QString& meaning) {
        m_rows[field]->setText({value, full, remark, QString(), meaning, false});
    };
    fill(numChildren, formatCount(stat.numChildren), {}, {},
        tr("How many children it has, those of its children not counted."));
    fill(version, QString::number(stat.version), {}, {},
        tr("How often its data was set. A save is accepted only at the version that was read."));
    fill(cversion, QString::number(stat.cversion), {}, {},
        tr("How often children were created or deleted."));
    fill(aversion, QString::number(stat.aversion), {}, {}, tr("How often its ACL was set."));
    fill(dataLength, formatBytes(stat.dataLengthBytes),
        QString::number(stat.dataLengthBytes), {}, tr("The size of its data in bytes."));
    fillOwner();
}

void StatView::fillOwner()
{
    const SessionId owner = m_controller->base().stat.ephemeralOwner;
    StatRow::Text text;
    text.value = formatSessionId(owner);
    text.full = QString::number(owner.value);
    text.link = owner.value != 0;
    text.remark = text.link ? tr("ephemeral") : tr("persistent");
    text.explanation = text.link
        ? tr("The session that owns this ephemeral node. The node goes when the session ends. "
             "Click to see its client, its connection and its other nodes.")
        : tr("No session owns it. Servers show 0 for containers and TTL nodes too, so what looks"
             " persistent may be one of them.");
    m_rows[ephemeralOwner]->setText(text);
}

QString StatView::asText() const
{
    constexpr Field order[] = {czxid, ctime, mzxid, mtime, pzxid, cversion, version, aversion,
        ephemeralOwner, dataLength, numChildren};
    QStringList lines;
    for (const Field field : order) {
        const StatRow::Text& text = m_rows[field]->text();
        const bool asShown = field == ctime || field == mtime || field == ephemeralOwner;
        lines << QStringLiteral("%1 = %2").arg(m_rows[field]->field(),
            text.full.isEmpty() || asShown ? text.value : text.full);
    }
    return lines.join(u'\n');
}

void StatView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace zs::ui

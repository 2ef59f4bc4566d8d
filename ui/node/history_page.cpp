// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/history_page.h"

#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/data_format.h"
#include "ui/node/decode/data_projection.h"
#include "ui/node/diff_view.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int listPx = 268;
constexpr int rowPx = 50;
constexpr int sidePx = 12;
enum ItemRole { ZxidRole = Qt::UserRole + 1, TimeRole, WordsRole };

/// Title, zxid and time above, how it was seen below.
class VersionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {listPx, rowPx};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        const bool active = option.state & QStyle::State_Active;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(
                option.rect, color(active ? Token::selected : Token::selectedInactive));
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
            color(Token::border));
        const QRect upper = option.rect.adjusted(sidePx, 7, -sidePx, -rowPx / 2 + 2);
        const QRect lower = option.rect.adjusted(sidePx, rowPx / 2, -sidePx, -6);
        painter->setFont(fontFor(TextStyle::panelTitle));
        painter->setPen(color(Token::text));
        const QString title = index.data().toString();
        painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, title);
        const int titlePx = std::max(48, painter->fontMetrics().horizontalAdvance(title) + 12);
        painter->setFont(fontFor(TextStyle::mono));
        painter->setPen(color(Token::text3));
        painter->drawText(upper.adjusted(titlePx, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
            index.data(ZxidRole).toString());
        painter->setFont(fontFor(TextStyle::label));
        const QString time = index.data(TimeRole).toString();
        const QString words = index.data(WordsRole).toString();
        painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, time);
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter, words);
        painter->restore();
    }
};

ByteView bytesOf(const std::optional<Bytes>& data)
{
    return data ? ByteView(*data) : ByteView();
}

/// Packed or in another encoding, each side is read as the tab "Data" reads it. What differs in its
/// packing alone, and what is no text, is compared as bytes.
DiffRows comparedRows(ByteView old, ByteView now)
{
    const DataProjection before(old);
    const DataProjection after(now);
    const bool areTexts
        = before.isText() && after.isText() && !before.firstBad() && !after.firstBad();
    const bool isSame = std::equal(old.begin(), old.end(), now.begin(), now.end());
    if (areTexts && (isSame || before.text() != after.text()))
        return unifiedRows(before.text(), after.text());
    if (before.chain().codecs() == after.chain().codecs() && before.content() != after.content())
        return unifiedRows(hexDump(before.content()), hexDump(after.content()));
    return unifiedRows(hexDump(old), hexDump(now));
}

} // namespace

HistoryPage::HistoryPage(NodeController* controller, NodeHistory* history, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_history(history)
    , m_since(new TextLabel(TextStyle::label, Token::text3, this))
    , m_list(new QListWidget(this))
    , m_diff(new DiffView(this))
    , m_compared(new TextLabel(TextStyle::label, Token::text3, this))
    , m_restore(makeButton("restoreVersion", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("historyPage"));
    m_list->setObjectName(QStringLiteral("versions"));
    m_diff->setObjectName(QStringLiteral("versionDiff"));
    m_compared->setObjectName(QStringLiteral("versionsCompared"));
    m_list->setItemDelegate(new VersionDelegate(m_list));
    m_list->setFixedWidth(listPx);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setIcon(m_restore, QStringLiteral("undo-2"));
    QVBoxLayout* column = makeColumn(this, 0);
    QFrame* head = makePanel("canvas", "bottom", this);
    head->setFixedHeight(40);
    makeRow(head, 8)->setContentsMargins(12, 0, 12, 0);
    head->layout()->addWidget(m_since);
    column->addWidget(head);
    auto* middle = new QWidget(this);
    QHBoxLayout* row = makeRow(middle, 0);
    QFrame* left = makePanel("panel", "right", middle);
    makeRow(left, 0)->setContentsMargins(0, 0, 1, 0);
    left->layout()->addWidget(m_list);
    row->addWidget(left);
    row->addWidget(m_diff, 1);
    column->addWidget(middle, 1);
    QFrame* foot = makePanel("panel", "top", this);
    foot->setFixedHeight(44);
    QHBoxLayout* footRow = makeRow(foot, 8);
    footRow->setContentsMargins(12, 0, 12, 0);
    footRow->addWidget(m_compared, 1);
    footRow->addWidget(m_restore);
    column->addWidget(foot);
    connect(m_list, &QListWidget::currentRowChanged, this, &HistoryPage::showPair);
    connect(m_restore, &QPushButton::clicked, this, &HistoryPage::restore);
    connect(controller, &NodeController::contentReplaced, this, &HistoryPage::fill);
    connect(controller, &NodeController::stateChanged, this, &HistoryPage::fill);
    connect(history, &NodeHistory::changed, this, [this](const Path& path) {
        if (path == m_controller->path())
            fill();
    });
    retranslate();
}

void HistoryPage::setActive(bool active)
{
    m_active = active;
    fill();
}

void HistoryPage::retranslate()
{
    m_list->setAccessibleName(tr("Versions of the data"));
    m_diff->setAccessibleName(tr("What changed between two versions"));
    m_since->setText(tr("Versions seen by Zooscope since %1, plus your draft", "time of day")
                         .arg(m_history->since().toString(QStringLiteral("HH:mm"))));
    fill();
}

bool HistoryPage::hasDraftRow() const
{
    return m_controller->isDirty() && m_controller->phase() == NodePhase::ready;
}

void HistoryPage::addRow(
    const QString& title, const QString& zxid, const QString& time, const QString& words)
{
    auto* item = new QListWidgetItem(title, m_list);
    item->setData(ZxidRole, zxid);
    item->setData(TimeRole, time);
    item->setData(WordsRole, words);
    item->setData(Qt::AccessibleTextRole,
        QStringList{title, words, zxid, time}.join(QStringLiteral(", ")));
}

void HistoryPage::fill()
{
    if (!m_active)
        return;
    const int row = m_list->currentRow();
    const int before = m_list->count();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        if (hasDraftRow())
            addRow(tr("draft"), {}, {}, tr("your unsaved edit"));
        for (const SeenVersion& version : m_history->versions(m_controller->path())) {
            const QString words = version.how == SeenVersion::How::savedHere ? tr("saved here")
                : version.how == SeenVersion::How::firstRead                 ? tr("first read")
                                                             : tr("changed elsewhere");
            addRow(QStringLiteral("v%1").arg(version.snapshot.stat.version),
                formatZxid(version.snapshot.stat.mzxid),
                version.when.toString(QStringLiteral("HH:mm:ss")), words);
        }
        // Another number of rows means that something new stands on top.
        const bool keep = row >= 0 && before == m_list->count();
        m_list->setCurrentRow(keep ? row : 0);
    }
    showPair();
}

/// The draft against its base; the newest version against the one before; any other one against
/// the newest.
HistoryPage::Pair HistoryPage::chosenPair() const
{
    const std::vector<SeenVersion>& versions = m_history->versions(m_controller->path());
    const int row = m_list->currentRow() - (hasDraftRow() ? 1 : 0);
    if (m_list->currentRow() < 0)
        return {};
    if (row < 0)
        return {&m_controller->base(), nullptr};
    const auto index = static_cast<std::size_t>(row);
    if (index >= versions.size())
        return {};
    if (index > 0)
        return {&versions[index].snapshot, &versions[0].snapshot};
    return versions.size() > 1 ? Pair{&versions[1].snapshot, &versions[0].snapshot}
                               : Pair{&versions[0].snapshot, &versions[0].snapshot};
}

void HistoryPage::showPair()
{
    const auto [before, after] = chosenPair();
    m_restore->setVisible(before && after && before != after);
    if (!before) {
        m_shown.clear();
        m_diff->setRows({});
        m_compared->setText(QString());
        return;
    }
    showRows({before, after});
    if (!after)
        m_compared->setText(tr("v%1 compared with your draft").arg(before->stat.version));
    else if (before == after)
        m_compared->setText(tr("v%1 is the only version seen so far").arg(before->stat.version));
    else
        m_compared->setText(
            tr("v%1 compared with v%2").arg(before->stat.version).arg(after->stat.version));
    m_restore->setText(tr("Restore v%1 as new version").arg(before->stat.version));
    const bool same = after && before->data == m_controller->base().data;
    m_restore->setEnabled(m_controller->isEditable() && m_controller->isWritable()
        && !m_controller->isDirty() && !m_controller->isSaving() && !same);
    m_restore->setToolTip(m_controller->isDirty() ? tr("Save or revert your edit first")
            : same                                ? tr("The node holds the same data now")
                                                  : QString());
}

/// Comparing a megabyte takes a moment, so what is shown already is not compared again.
void HistoryPage::showRows(const Pair& pair)
{
    const QString key = !pair.after
        ? QString()
        : formatFullZxid(pair.before->stat.mzxid) + formatFullZxid(pair.after->stat.mzxid)
            + visibleText(m_controller->path().text());
    if (!key.isEmpty() && key == m_shown)
        return;
    m_shown = key;
    const ByteView old = bytesOf(pair.before->data);
    const ByteView now = bytesOf(pair.after ? pair.after->data : m_controller->data());
    m_diff->setRows(comparedRows(old, now));
}

void HistoryPage::restore()
{
    if (const auto [before, after] = chosenPair(); before && after)
        m_controller->restore(std::optional<Bytes>(before->data));
}

void HistoryPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui

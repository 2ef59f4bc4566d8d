// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/keyboard_page.h"

#include "ui/common/banner.h"
#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/key_map.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeWidget>

#include <map>

namespace zs::ui {
namespace {

constexpr int keysColumnPx = 210;
constexpr int sidePx = 10;
constexpr int rowPx = 28;
constexpr int idRole = Qt::UserRole;
constexpr int keysRole = Qt::UserRole + 2;
constexpr int changedRole = Qt::UserRole + 3;

/// Headings of groups, and below them a line for each command with its keys in frames; those that
/// somebody changed are bold.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), rowPx};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect,
                color(option.state & QStyle::State_Active ? Token::selected
                                                          : Token::selectedInactive));
        painter->fillRect(QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1),
            color(Token::border));
        const QRect cell = option.rect.adjusted(sidePx, 0, -sidePx, -1);
        const bool heading = !index.parent().isValid();
        if (index.column() == 0) {
            painter->setFont(fontFor(heading ? TextStyle::chip : TextStyle::body));
            painter->setPen(color(heading ? Token::text3 : Token::text));
            painter->drawText(cell, Qt::AlignVCenter | Qt::TextSingleLine,
                painter->fontMetrics().elidedText(
                    index.data().toString(), Qt::ElideRight, cell.width()));
        } else {
            paintKeys(*painter, cell, index);
        }
        painter->restore();
    }

private:
    static void paintKeys(QPainter& painter, const QRect& cell, const QModelIndex& index)
    {
        const bool changed = index.data(changedRole).toBool();
        int left = cell.x();
        for (const QString& keys : index.data(keysRole).toStringList()) {
            const int width = keysWidth(keys, changed);
            drawKeys(painter, {left, cell.center().y() - 8, width, 18}, keys, changed);
            left += width + 4;
        }
    }
};

QStringList wordsFor(const QList<QKeySequence>& keys)
{
    QStringList words;
    for (const QKeySequence& each : keys)
        words << each.toString(QKeySequence::NativeText);
    return words;
}

QString nameOf(const QString& id)
{
    const ActionInfo* info = findActionInfo(id);
    return info ? info->name() : QString();
}

} // namespace

KeyField::KeyField(QWidget* parent)
    : QKeySequenceEdit(parent)
{
}

void KeyField::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plain && (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter))
        return event->ignore(); // The dialog's.
    event->accept();
    if (key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt
        || key == Qt::Key_Meta || key == Qt::Key_AltGr || key == Qt::Key_unknown || key == 0)
        return;
    Q_EMIT pressed(keysIn(*event));
}

void KeyField::keyReleaseEvent(QKeyEvent* event)
{
    event->accept(); // Qt's would start its clock.
}

KeyboardPage::KeyboardPage(KeyMap* keys, QWidget* parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_name(new TextLabel(TextStyle::body, Token::text, this))
    , m_field(new KeyField(this))
    , m_slots(new QWidget(this))
    , m_more(makeIconButton("addKey", QStringLiteral("plus"), this))
    , m_remove(makeButton("removeKey", ButtonKind::normal, this))
    , m_reset(makeButton("resetKey", ButtonKind::normal, this))
    , m_note(new Note(Role::looking, this))
    , m_take(makeButton("takeKey", ButtonKind::normal, this))
    , m_ignored(new TextLabel(TextStyle::label, Token::text2, this))
    , m_resetAll(makeButton("resetAllKeys", ButtonKind::normal, this))
{
    makeList();
    makeEditor();
    auto* column = makeColumn(this, 8);
    QHBoxLayout* top = makeRow(nullptr, 8);
    top->addWidget(m_filter, 1);
    top->addWidget(m_resetAll);
    column->addLayout(top);
    auto* card = new QFrame(this);
    card->setProperty("card", true);
    auto* inside = makeColumn(card, 0);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_list);
    column->addWidget(card, 1);
    QHBoxLayout* chosen = makeRow(nullptr, 4);
    chosen->addWidget(m_name, 1);
    chosen->addWidget(m_slots);
    chosen->addWidget(m_more);
    column->addLayout(chosen);
    QHBoxLayout* row = makeRow(nullptr, 8);
    row->addWidget(m_field, 1);
    row->addWidget(m_remove);
    row->addWidget(m_reset);
    column->addLayout(row);
    QHBoxLayout* told = makeRow(nullptr, 8);
    told->addWidget(m_note, 1);
    told->addWidget(m_take);
    column->addLayout(told);
    column->addWidget(m_ignored);
    connect(m_keys, &KeyMap::changed, this, &KeyboardPage::showKeys);
    fill();
    retranslate();
}

void KeyboardPage::makeList()
{
    m_filter->setObjectName(QStringLiteral("filterKeys"));
    m_filter->setClearButtonEnabled(true);
    setLeadingIcon(m_filter, QStringLiteral("search"));
    m_list->setObjectName(QStringLiteral("keyList"));
    m_list->setColumnCount(2);
    m_list->setUniformRowHeights(true);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(0);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->resizeSection(1, keysColumnPx);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_filter, &QLineEdit::textChanged, this, &KeyboardPage::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeyboardPage::showChosen);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] {
        if (m_field->isEnabled())
            m_field->setFocus(Qt::ShortcutFocusReason);
    });
}

void KeyboardPage::makeEditor()
{
    m_name->setObjectName(QStringLiteral("keyAction"));
    m_field->setObjectName(QStringLiteral("keyField"));
    makeRow(m_slots, 4)->setAlignment(Qt::AlignRight);
    m_slots->setObjectName(QStringLiteral("keySlots"));
    m_name->setOverflow(TextLabel::Overflow::elideRight);
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_ignored->setObjectName(QStringLiteral("keysIgnored"));
    m_ignored->setOverflow(TextLabel::Overflow::wrap);
    for (QPushButton* button : {m_remove, m_reset, m_take, m_resetAll})
        button->setAutoDefault(false);
    connect(m_field, &KeyField::pressed, this, &KeyboardPage::tryKeys);
    connect(m_more, &QToolButton::clicked, this, [this] { editSlot({}); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_field->setFocus(Qt::OtherFocusReason); // This button may be greyed.
        changeSlot({});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_keys->reset(chosen()); });
    connect(m_resetAll, &QPushButton::clicked, m_keys, &KeyMap::resetAll);
    connect(m_take, &QPushButton::clicked, this, [this] {
        m_field->setFocus(Qt::OtherFocusReason); // This button goes.
        changeSlot(m_wanted);
    });
}

void KeyboardPage::fill()
{
    std::map<ActionGroup, QTreeWidgetItem*> groups;
    for (const ActionInfo& info : actionCatalogue()) {
        QTreeWidgetItem*& heading = groups[info.group];
        if (!heading) {
            heading = new QTreeWidgetItem(m_list);
            heading->setData(0, idRole + 1, int(info.group));
            heading->setFlags(Qt::ItemIsEnabled);
            heading->setFirstColumnSpanned(true);
            heading->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(heading);
        item->setData(0, idRole, QLatin1String(info.id));
    }
}

void KeyboardPage::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter: a command or a key"));
    m_filter->setAccessibleName(tr("Filter commands"));
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setHeaderLabels({tr("Command"), tr("Key")});
    m_field->setAccessibleName(tr("New key of the command"));
    m_field->setToolTip(tr("Press the new key"));
    setVerb(m_more, tr("Add another key"));
    m_slots->setAccessibleName(tr("Keys of the command"));
    m_remove->setText(tr("Remove key"));
    m_reset->setText(tr("Reset"));
    m_reset->setToolTip(tr("The command's own keys again"));
    m_take->setText(tr("Take it over"));
    m_resetAll->setText(tr("Reset all keys"));
    for (int at = 0; at < m_list->topLevelItemCount(); ++at) {
        QTreeWidgetItem* heading = m_list->topLevelItem(at);
        heading->setText(0, actionGroupName(ActionGroup(heading->data(0, idRole + 1).toInt())));
    }
    showKeys();
}

void KeyboardPage::showKeys()
{
    for (int at = 0; at < m_list->topLevelItemCount(); ++at) {
        QTreeWidgetItem* heading = m_list->topLevelItem(at);
        for (int line = 0; line < heading->childCount(); ++line) {
            QTreeWidgetItem* item = heading->child(line);
            const QString id = item->data(0, idRole).toString();
            item->setText(0, nameOf(id));
            const QStringList keys = wordsFor(m_keys->table().at(id));
            item->setText(1, keys.join(QStringLiteral(", ")));
            item->setData(1, keysRole, keys);
            item->setData(1, changedRole, m_keys->isChanged(id));
        }
    }
    const QStringList& ignored = m_keys->ignored();
    m_ignored->setVisible(!ignored.isEmpty());
    m_ignored->setText(tr("Entries of the settings that are not used: %1")
                           .arg(ignored.join(QStringLiteral("; "))));
    m_resetAll->setEnabled(m_keys->isAnyChanged());
    filter();
    showChosen();
}

void KeyboardPage::filter()
{
    const QString wanted = m_filter->text().trimmed();
    for (int at = 0; at < m_list->topLevelItemCount(); ++at) {
        QTreeWidgetItem* heading = m_list->topLevelItem(at);
        bool any = false;
        for (int line = 0; line < heading->childCount(); ++line) {
            QTreeWidgetItem* item = heading->child(line);
            const bool matches = item->text(0).contains(wanted, Qt::CaseInsensitive)
                || item->text(1).contains(wanted, Qt::CaseInsensitive);
            item->setHidden(!matches);
            any = any || matches;
        }
        heading->setHidden(!any);
    }
}

QString KeyboardPage::chosen() const
{
    const QTreeWidgetItem* item = m_list->currentItem();
    return item ? item->data(0, idRole).toString() : QString();
}

void KeyboardPage::showChosen()
{
    const QString id = chosen();
    const QList<QKeySequence> keys = keysOf(id);
    m_wanted = {};
    tell({});
    m_name->setText(id.isEmpty() ? tr("Choose a command to change its keys.") : nameOf(id));
    if (!keys.contains(m_slot))
        m_slot = keys.isEmpty() ? QKeySequence() : keys.front();
    qDeleteAll(m_slots->findChildren<QPushButton*>());
    for (const QKeySequence& each : keys) {
        const QString name = each.toString(QKeySequence::NativeText);
        QPushButton* button = makeButton("keySlot", ButtonKind::normal, m_slots);
        button->setText(name);
        button->setAccessibleName(tr("Change the key %1").arg(name));
        button->setProperty("inRow", true);
        button->setCheckable(true);
        button->setAutoDefault(false);
        m_slots->layout()->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, each] { editSlot(each); });
    }
    m_field->setEnabled(!id.isEmpty());
    m_more->setVisible(!id.isEmpty());
    m_more->setEnabled(!keys.isEmpty() && keys.size() < KeyMap::mostKeys);
    const ActionInfo* info = findActionInfo(id);
    m_reset->setEnabled(info && (m_keys->isChanged(id) || keys != info->ownKeys()));
    showSlot();
}

/// Which of the keys the field is about.
void KeyboardPage::showSlot()
{
    const QString name = m_slot.toString(QKeySequence::NativeText);
    for (QPushButton* button : m_slots->findChildren<QPushButton*>())
        button->setChecked(!m_slot.isEmpty() && button->text() == name);
    m_field->setKeySequence(m_slot);
    m_remove->setEnabled(!m_slot.isEmpty());
}

void KeyboardPage::editSlot(const QKeySequence& slot)
{
    m_slot = slot;
    m_wanted = {};
    tell({});
    showSlot();
    m_field->setFocus(Qt::OtherFocusReason);
}

void KeyboardPage::changeSlot(const QKeySequence& wanted)
{
    const QKeySequence old = std::exchange(m_slot, wanted);
    m_keys->change(chosen(), old, wanted);
}

void KeyboardPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

void KeyboardPage::tryKeys(const QKeySequence& keys)
{
    const ActionInfo* info = findActionInfo(chosen());
    if (!info)
        return;
    m_wanted = {};
    m_field->setKeySequence(keys);
    const QString reason = whyNotKey(*info, keys);
    if (!reason.isEmpty())
        return tell(reason);
    const QString owner = ownerOf(keys, m_keys->table());
    if (owner.isEmpty())
        return changeSlot(keys);
    if (owner == chosen())
        return editSlot(keys); // It has it already.
    m_wanted = keys;
    tell(tr("%1 is the key of: %2").arg(keys.toString(QKeySequence::NativeText), nameOf(owner)));
}

void KeyboardPage::tell(const QString& words)
{
    m_note->setVisible(!words.isEmpty());
    m_note->setText(words);
    m_take->setVisible(!m_wanted.isEmpty());
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/keyboard_page.h"

#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/key_map.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTreeWidget>

#include <map>

namespace zs::ui {
namespace {

constexpr int keysColumnPx = 170;
constexpr int fieldPx = 150;
constexpr int idRole = Qt::UserRole;

QString wordsFor(const QList<QKeySequence>& keys)
{
    QStringList words;
    for (const QKeySequence& each : keys)
        words << each.toString(QKeySequence::NativeText);
    return words.join(QStringLiteral(", "));
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
    , m_none(makeButton("noKey", ButtonKind::normal, this))
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
    column->addWidget(m_list, 1);
    QHBoxLayout* row = makeRow(nullptr, 8);
    row->addWidget(m_name, 1);
    row->addWidget(m_field);
    row->addWidget(m_none);
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
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(16);
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
    m_field->setFixedWidth(fieldPx);
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_ignored->setObjectName(QStringLiteral("keysIgnored"));
    m_ignored->setOverflow(TextLabel::Overflow::wrap);
    for (QPushButton* button : {m_none, m_reset, m_take, m_resetAll})
        button->setAutoDefault(false);
    connect(m_field, &KeyField::pressed, this, &KeyboardPage::tryKeys);
    connect(m_none, &QPushButton::clicked, this, [this] { m_keys->choose(chosen(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_keys->reset(chosen()); });
    connect(m_resetAll, &QPushButton::clicked, m_keys, &KeyMap::resetAll);
    connect(m_take, &QPushButton::clicked, this, [this] {
        m_field->setFocus(Qt::OtherFocusReason); // This button goes.
        m_keys->choose(chosen(), m_wanted);
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
    m_none->setText(tr("No key"));
    m_reset->setText(tr("Reset"));
    m_reset->setToolTip(tr("The command's own key again"));
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
            item->setText(1, wordsFor(m_keys->table().at(id)));
            QFont font = m_list->font();
            font.setBold(m_keys->isChanged(id));
            item->setFont(1, font);
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
    m_name->setText(id.isEmpty() ? tr("Choose a command to change its key.") : nameOf(id));
    m_field->setKeySequence(keys.isEmpty() ? QKeySequence() : keys.front());
    m_field->setEnabled(!id.isEmpty());
    m_none->setEnabled(!keys.isEmpty());
    const ActionInfo* info = findActionInfo(id);
    m_reset->setEnabled(info && (m_keys->isChanged(id) || keys != info->ownKeys()));
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
        return m_keys->choose(chosen(), keys);
    if (owner == chosen())
        return tell({});
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

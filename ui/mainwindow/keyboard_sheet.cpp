// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/keyboard_sheet.h"

#include "ui/common/chip.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/action_registry.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace zs::ui {
namespace {

constexpr int widthPx = 760;
constexpr int areaPx = 470;
constexpr int rowPx = 26;

/// An action's line: its name, and its keys at the right.
QWidget* makeLine(const Action& action, QWidget* parent)
{
    auto* line = new QWidget(parent);
    line->setObjectName(QStringLiteral("keys:") + action.id);
    line->setFixedHeight(rowPx);
    QHBoxLayout* row = makeRow(line, 6);
    auto* name = new TextLabel(TextStyle::body, Token::text, line);
    name->setText(action.name());
    row->addWidget(name, 1);
    QStringList spoken;
    for (const QKeySequence& keys : action.keys) {
        spoken << keys.toString(QKeySequence::NativeText);
        row->addWidget(new KeyLabel(spoken.back(), line));
    }
    line->setAccessibleName(
        QStringLiteral("%1: %2").arg(action.name(), spoken.join(QStringLiteral(", "))));
    return line;
}

} // namespace

KeyboardSheet::KeyboardSheet(QList<QPointer<ActionRegistry>> actions, QWidget* parent)
    : DialogFrame({}, widthPx, parent)
    , m_actions(std::move(actions))
    , m_area(new QScrollArea(this))
    , m_change(makeButton("changeKeys", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("keyboardSheet"));
    m_area->setObjectName(QStringLiteral("keyboardSheetArea"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFixedHeight(areaPx);
    body()->addWidget(m_area);
    m_change->setAutoDefault(false);
    footerLeft()->addWidget(m_change);
    footerLeft()->addStretch(1);
    connect(m_change, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT changeRequested();
    });
    cancelButton()->setAutoDefault(true);
    cancelButton()->setDefault(true);
    retranslate();
    fitHeight();
}

void KeyboardSheet::retranslate()
{
    setHead(tr("Keyboard"), tr("Every command is in the command palette too."));
    cancelButton()->setText(tr("Close"));
    m_change->setText(tr("Change keys…"));
    m_area->setAccessibleName(tr("Keys"));
    fill();
}

void KeyboardSheet::fill()
{
    std::map<ActionGroup, std::vector<const Action*>> groups;
    std::size_t lines = 0;
    for (const auto& registry : m_actions) {
        if (!registry)
            continue;
        for (const Action& action : registry->actions()) {
            if (action.keys.isEmpty())
                continue;
            groups[action.group].push_back(&action);
            ++lines;
        }
    }
    auto* content = new QWidget;
    content->setProperty("surface", "canvas");
    content->setAttribute(Qt::WA_StyledBackground);
    QHBoxLayout* columns = makeRow(content, 40);
    columns->setContentsMargins(0, 0, 12, 0);
    QVBoxLayout* column = nullptr;
    const std::size_t half = (lines + 2 * groups.size() + 1) / 2; // A heading is two lines high.
    std::size_t filled = 0;
    int made = 0;
    for (const auto& [group, actions] : groups) {
        if (made == 0 || (made == 1 && filled + actions.size() / 2 >= half)) {
            column = makeColumn(nullptr, 0);
            columns->addLayout(column, 1);
            ++made;
        } else {
            column->addSpacing(12);
        }
        auto* heading = new TextLabel(TextStyle::panelTitle, Token::text2, content);
        heading->setText(actionGroupName(group));
        column->addWidget(heading);
        column->addSpacing(4);
        for (const Action* action : actions)
            column->addWidget(makeLine(*action, content));
        filled += actions.size() + 2;
    }
    for (int at = 0; at < columns->count(); ++at)
        static_cast<QVBoxLayout*>(columns->itemAt(at)->layout())->addStretch(1);
    m_area->setWidget(content); // The old content goes.
}

} // namespace zs::ui

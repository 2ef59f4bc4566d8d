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

constexpr int widthPx = 1080;
constexpr int columnCount = 3;
constexpr int rowPx = 26;
constexpr int headingPx = 24;
constexpr int groupGapPx = 12;
constexpr int leastPx = 300;
constexpr int aroundPx = 160; // Head, foot and margins of the sheet.

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
    // All of it, where the window has the room; else it scrolls.
    const int roomPx = parentWidget() ? parentWidget()->window()->height() - aroundPx : 0;
    const int wholePx = m_area->widget()->sizeHint().height();
    m_area->setFixedHeight(std::clamp(wholePx, leastPx, std::max(leastPx, roomPx)));
}

void KeyboardSheet::fill()
{
    std::map<ActionGroup, std::vector<const Action*>> groups;
    int allPx = 0;
    for (const auto& registry : m_actions) {
        if (!registry)
            continue;
        for (const Action& action : registry->actions()) {
            if (!action.keys.isEmpty())
                groups[action.group].push_back(&action);
        }
    }
    const auto heightOf = [](const std::vector<const Action*>& actions) {
        return headingPx + rowPx * int(actions.size());
    };
    for (const auto& [group, actions] : groups)
        allPx += heightOf(actions) + groupGapPx;
    auto* content = new QWidget;
    content->setProperty("surface", "canvas");
    content->setAttribute(Qt::WA_StyledBackground);
    QHBoxLayout* columns = makeRow(content, 32);
    columns->setContentsMargins(0, 0, 12, 0);
    QVBoxLayout* column = nullptr;
    int filledPx = 0; // Of all columns.
    for (const auto& [group, actions] : groups) {
        // A column is full where most of the next group would stand beyond its share.
        const int sharePx = allPx * columns->count() / columnCount;
        if (!column || (columns->count() < columnCount
                && filledPx + heightOf(actions) / 2 >= sharePx)) {
            column = makeColumn(nullptr, 0);
            columns->addLayout(column, 1);
        } else {
            column->addSpacing(groupGapPx);
        }
        auto* heading = new TextLabel(TextStyle::panelTitle, Token::text2, content);
        heading->setText(actionGroupName(group));
        column->addWidget(heading);
        column->addSpacing(headingPx - heading->sizeHint().height());
        for (const Action* action : actions)
            column->addWidget(makeLine(*action, content));
        filledPx += heightOf(actions) + groupGapPx;
    }
    for (int at = 0; at < columns->count(); ++at)
        static_cast<QVBoxLayout*>(columns->itemAt(at)->layout())->addStretch(1);
    m_area->setWidget(content); // The old content goes.
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/merge_result_view.h"

#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int buttonPx = 24;
constexpr int extraRowPx = 2; // Of rows that hold buttons, and so of all.
constexpr int edgePx = 12;
constexpr qsizetype longestWords = 24;

QString shortened(const std::string& words)
{
    const QString text = visibleText(std::string_view(words)).simplified();
    return text.size() > longestWords ? text.left(longestWords - 1) + QChar(0x2026) : text;
}

} // namespace

MergeResultView::MergeResultView(QWidget* parent)
    : DiffView(parent)
{
    setExtraRowPx(extraRowPx);
    connect(this, &DiffView::moved, this, &MergeResultView::placeButtons);
}

void MergeResultView::setParts(std::vector<MergePart> parts)
{
    m_parts = std::move(parts);
    const auto conflicts = std::count_if(m_parts.begin(), m_parts.end(),
        [](const MergePart& part) { return part.kind == MergePart::Kind::conflict; });
    m_choices.assign(static_cast<std::size_t>(conflicts), MergeChoice::open);
    m_current = -1;
    makeButtons();
    refresh();
}

int MergeResultView::openConflicts() const
{
    return static_cast<int>(std::count(m_choices.begin(), m_choices.end(), MergeChoice::open));
}

int MergeResultView::mergedChanges() const
{
    using Kind = MergePart::Kind;
    const auto isMerged = [](const MergePart& part) {
        return part.kind != Kind::same && part.kind != Kind::conflict;
    };
    return static_cast<int>(std::count_if(m_parts.begin(), m_parts.end(), isMerged));
}

void MergeResultView::makeButtons()
{
    for (const Buttons& buttons : m_buttons)
        delete buttons.box;
    m_buttons.clear();
    if (conflicts() > maxConflicts)
        return;
    for (int conflict = 0; conflict < conflicts(); ++conflict) {
        Buttons buttons;
        buttons.box = new QWidget(viewport());
        QHBoxLayout* row = makeRow(buttons.box, 4);
        const auto add = [&](const char* name, MergeChoice choice) {
            auto* button = makeButton(name, ButtonKind::normal, buttons.box);
            button->setObjectName(QLatin1String(name) + QString::number(conflict));
            button->setProperty("inRow", true);
            button->setCheckable(true);
            button->setAutoDefault(false);
            button->setFixedHeight(buttonPx);
            row->addWidget(button);
            connect(button, &QAbstractButton::clicked, this,
                [this, conflict, choice] { choose(conflict, choice); });
            return button;
        };
        buttons.server = add("conflictServer", MergeChoice::server);
        buttons.mine = add("conflictMine", MergeChoice::mine);
        buttons.both = add("conflictBoth", MergeChoice::serverThenMine);
        m_buttons.push_back(buttons);
    }
    retranslate();
}

void MergeResultView::retranslate()
{
    std::size_t conflict = 0;
    for (const MergePart& part : m_parts) {
        if (part.kind != MergePart::Kind::conflict || conflict >= m_buttons.size())
            continue;
        const Buttons& buttons = m_buttons[conflict++];
        const ConflictWords words = conflictWords(part);
        const auto label = [](const QString& side, const std::string& own, std::size_t lines) {
            if (lines == 0)
                return tr("%1: nothing", "side of a conflict").arg(side);
            if (!own.empty())
                return tr("%1 %2", "side of a conflict, its words").arg(side, shortened(own));
            return lines == 1
                ? side
                : tr("%1, %n line(s)", "side of a conflict", static_cast<int>(lines)).arg(side);
        };
        buttons.server->setText(label(tr("Server"), words.server, part.server.size()));
        buttons.mine->setText(label(tr("Yours"), words.mine, part.mine.size()));
        buttons.both->setText(tr("Both"));
        buttons.both->setToolTip(tr("The server's lines, then yours"));
        buttons.both->setVisible(!part.server.empty() && !part.mine.empty());
    }
    placeButtons();
}

void MergeResultView::choose(int conflict, MergeChoice choice)
{
    m_choices[static_cast<std::size_t>(conflict)] = choice;
    m_current = conflict;
    refresh();
    Q_EMIT choiceChanged();
}

void MergeResultView::refresh()
{
    setRows(resultRows(m_parts, m_choices));
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i].server->setChecked(m_choices[i] == MergeChoice::server);
        m_buttons[i].mine->setChecked(m_choices[i] == MergeChoice::mine);
        m_buttons[i].both->setChecked(m_choices[i] == MergeChoice::serverThenMine);
    }
}

void MergeResultView::goToConflict(bool next)
{
    if (conflicts() == 0)
        return;
    m_current = std::clamp(m_current + (next ? 1 : -1), 0, conflicts() - 1);
    const DiffRows& all = rows();
    const auto row = std::find_if(all.begin(), all.end(),
        [this](const DiffRow& candidate) { return candidate.conflict == m_current; });
    showRow(static_cast<int>(row - all.begin()));
    if (!m_buttons.empty())
        m_buttons[static_cast<std::size_t>(m_current)].server->setFocus(Qt::TabFocusReason);
}

void MergeResultView::placeButtons()
{
    if (m_buttons.empty())
        return;
    const DiffRows& all = rows();
    for (std::size_t row = 0; row < all.size(); ++row) {
        const auto conflict = static_cast<std::size_t>(all[row].conflict);
        if (all[row].conflict < 0 || conflict >= m_buttons.size())
            continue;
        const auto position = SendScintilla(SCI_POSITIONFROMLINE, row);
        const auto y = static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, position));
        const auto height = static_cast<int>(SendScintilla(SCI_TEXTHEIGHT, row));
        QWidget* box = m_buttons[conflict].box;
        box->adjustSize();
        // Nothing can be scrolled to above the first line.
        const int lift = row == 0 ? 0 : (height - buttonPx) / 2;
        box->move(viewport()->width() - box->width() - edgePx, y + lift);
        // Out of sight they stay in the focus chain: Tab then scrolls to them.
        box->show();
    }
}

} // namespace zs::ui

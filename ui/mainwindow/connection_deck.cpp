// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/connection_deck.h"

#include "clientlib/base/expect.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/workspace_page.h"
#include "ui/tree/znode_tree_view.h"

#include <QApplication>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace zs::ui {

ConnectionDeck::ConnectionDeck(QWidget* parent)
    : QWidget(parent)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("connectionDeck"));
    m_splitter->setObjectName(QStringLiteral("connectionSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    makeColumn(this, 0)->addWidget(m_splitter);
    connect(qApp, &QApplication::focusChanged, this,
        [this](QWidget*, QWidget* now) { followFocus(now); });
}

ConnectionDeck::~ConnectionDeck()
{
    // Before the base classes do it: what a dying page tells must not be heard here any more.
    disconnect(qApp, nullptr, this, nullptr);
    m_active = nullptr;
    m_beside = nullptr;
    qDeleteAll(std::exchange(m_pages, {}));
}

WorkspacePage* ConnectionDeck::find(const QString& profileId) const
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(),
        [&](const WorkspacePage* page) { return page->profile().id == profileId; });
    return found == m_pages.end() ? nullptr : *found;
}

QWidget* ConnectionDeck::room() const
{
    return m_splitter;
}

void ConnectionDeck::add(WorkspacePage* page)
{
    ZS_EXPECT(page && !m_pages.contains(page));
    m_pages.append(page);
    m_splitter->addWidget(page);
    activate(page);
}

void ConnectionDeck::activate(WorkspacePage* page)
{
    ZS_EXPECT(m_pages.contains(page));
    if (page == m_active)
        return focusIn(page);
    layout()->activate();
    WorkspacePage* left = m_active;
    m_active = page; // First: the focus moves below, and must not move back.
    if (page == m_beside) {
        m_beside = left;
    } else if (left) {
        const int place = m_splitter->indexOf(left);
        const QList<int> sizes = m_splitter->sizes();
        const int room = sizes.value(place);
        m_splitter->insertWidget(place, page);
        page->show();
        left->hide();
        QList<int> after = m_splitter->sizes();
        if (m_beside) { // The halves stay as wide as they were.
            after[m_splitter->indexOf(page)] = room;
            after[m_splitter->indexOf(m_beside)] = m_beside->width();
            m_splitter->setSizes(after);
        }
    } else {
        page->show();
    }
    focusIn(page);
    Q_EMIT changed();
}

void ConnectionDeck::step(bool forward)
{
    if (m_pages.size() < 2)
        return;
    const qsizetype here = m_pages.indexOf(m_active);
    const qsizetype count = m_pages.size();
    activate(m_pages[(here + (forward ? 1 : count - 1)) % count]);
}

void ConnectionDeck::setBeside(WorkspacePage* page)
{
    ZS_EXPECT(!page || (m_pages.contains(page) && page != m_active));
    if (page == m_beside)
        return;
    WorkspacePage* before = std::exchange(m_beside, page);
    if (page) {
        m_splitter->insertWidget(m_splitter->indexOf(m_active) + 1, page);
        page->show();
    }
    if (before)
        before->hide();
    QList<int> sizes;
    for (int place = 0; place < m_splitter->count(); ++place)
        sizes << (m_splitter->widget(place)->isHidden() ? 0 : std::max(1, width() / 2));
    m_splitter->setSizes(sizes);
    Q_EMIT changed();
}

void ConnectionDeck::remove(WorkspacePage* page)
{
    const qsizetype place = m_pages.indexOf(page);
    ZS_EXPECT(place >= 0);
    m_pages.removeAt(place);
    if (page == m_beside)
        m_beside = nullptr;
    if (page == m_active) {
        m_active = nullptr;
        if (WorkspacePage* heir = m_beside ? std::exchange(m_beside, nullptr) : heirOf(place)) {
            m_active = heir;
            heir->show();
            focusIn(heir);
        }
    }
    delete page;
    Q_EMIT changed();
}

/// Who follows a page that was at `place`: the one right of it, else the last.
WorkspacePage* ConnectionDeck::heirOf(qsizetype place) const
{
    if (m_pages.isEmpty())
        return nullptr;
    return m_pages[std::min(place, m_pages.size() - 1)];
}

/// Where it had the focus before, else in its tree.
void ConnectionDeck::focusIn(WorkspacePage* page)
{
    if (!page->isVisible())
        return;
    const QWidget* focus = QApplication::focusWidget();
    if (focus && page->isAncestorOf(focus))
        return;
    QWidget* before = page->focusWidget();
    if (before && before->isVisible() && before->isEnabled())
        before->setFocus(Qt::OtherFocusReason);
    else
        page->treeView()->focusTree();
}

void ConnectionDeck::followFocus(QWidget* now)
{
    if (now && m_beside && m_beside->isAncestorOf(now)) {
        std::swap(m_active, m_beside);
        Q_EMIT changed();
    }
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

class QSplitter;

namespace zs::ui {

class WorkspacePage;

/// The open connections of a window. Each has its WorkspacePage, which owns its session, tree,
/// tabs and status; this only says which of them are seen: one, or two side by side. The active
/// one is the one of the two that had the focus last: the window's title, menus and palette are
/// about it. Threads: GUI thread. Lifetime: owns the pages.
class ConnectionDeck : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionDeck(QWidget* parent = nullptr);
    /// Ends all sessions.
    ~ConnectionDeck() override;

    /// In the order in which they were opened.
    [[nodiscard]] const QList<WorkspacePage*>& pages() const { return m_pages; }
    /// The page of a saved connection; nullptr: it is not open.
    [[nodiscard]] WorkspacePage* find(const QString& profileId) const;
    /// nullptr: none is open.
    [[nodiscard]] WorkspacePage* active() const { return m_active; }
    /// The other one of two that are seen; nullptr: the active one has all the room.
    [[nodiscard]] WorkspacePage* beside() const { return m_beside; }

    /// The parent for a page that will be added: with another one all that is in it would be
    /// styled twice, which takes longer than to make it.
    [[nodiscard]] QWidget* room() const;
    /// Takes the page over and shows it in place of the active one.
    void add(WorkspacePage* page);
    /// Gives it the focus; where it is not seen, it takes the place of the active one.
    void activate(WorkspacePage* page);
    /// Activates the next or previous page.
    void step(bool forward);
    /// Shows `page` right of the active one; nullptr: the active one alone.
    void setBeside(WorkspacePage* page);
    /// Ends it, at once: its session is closed when this returns.
    void remove(WorkspacePage* page);

Q_SIGNALS:
    /// A page came or went, or others are seen or active.
    void changed();

private:
    void focusIn(WorkspacePage* page);
    void followFocus(QWidget* now);
    [[nodiscard]] WorkspacePage* heirOf(qsizetype place) const;

    QSplitter* m_splitter;
    QList<WorkspacePage*> m_pages;
    WorkspacePage* m_active = nullptr;
    WorkspacePage* m_beside = nullptr;
};

} // namespace zs::ui

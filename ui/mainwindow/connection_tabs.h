// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QFrame>
#include <QList>
#include <QTabBar>

#include <optional>

class QToolButton;

namespace zs::ui {

/// What a tab tells of an open connection.
struct ConnectionTab {
    QString id;              ///< That of its profile.
    QString name;            ///< Visible text.
    std::optional<Role> environment; ///< The line at its top; nullopt: none.
    Role state = Role::down; ///< The dot.
    QString stateWord;       ///< What the dot means.
    bool unsaved = false;    ///< It has edits that are not saved.
    bool shown = false;      ///< Its workspace is seen, alone or beside the active one.

    bool operator==(const ConnectionTab&) const = default;
};

/// The tabs themselves: dot, name, mark of unsaved edits, and a button that closes.
class ConnectionTabBar : public QTabBar {
    Q_OBJECT
public:
    explicit ConnectionTabBar(QWidget* parent = nullptr);

    void setConnections(const QList<ConnectionTab>& tabs);
    [[nodiscard]] const QList<ConnectionTab>& connections() const { return m_tabs; }
    /// While the start page is shown no tab looks chosen.
    void setChosen(const QString& id);

Q_SIGNALS:
    void chosen(const QString& id);
    void closeRequested(const QString& id);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addCloseButton(int index);
    void describe(int index);
    void paintTab(QPainter& painter, int index) const;

    QList<ConnectionTab> m_tabs;
    QString m_chosen;
};

/// The strip of 32 px above the workspaces: the open connections, a button for one more, and the
/// one that shows two side by side. It shows nothing but what it is told.
class ConnectionTabs : public QFrame {
    Q_OBJECT
public:
    explicit ConnectionTabs(QWidget* parent = nullptr);

    [[nodiscard]] ConnectionTabBar* bar() const { return m_bar; }
    void setSideBySide(bool on, bool possible);

Q_SIGNALS:
    void newRequested();
    void sideBySideRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    ConnectionTabBar* m_bar;
    QToolButton* m_new;
    QToolButton* m_sideBySide;
};

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_profile.h"

#include <QAbstractButton>

namespace zs::ui {

/// The present connection in the top bar: a dot with the session's state, the name, the
/// environment's chip and an arrow. A click asks for the menu.
class ConnectionSwitcher : public QAbstractButton {
    Q_OBJECT
public:
    explicit ConnectionSwitcher(QWidget* parent = nullptr);

    void setConnection(const ConnectionProfile& profile);
    void setStateRole(Role role, const QString& word);
    /// How much of the name is seen, in px; a longer one is elided. At first widestNamePx.
    void setNameRoom(int px);
    /// What the name takes in px where it has room, and the width with so much room for it.
    [[nodiscard]] int nameWidth() const;
    [[nodiscard]] int widthWith(int nameRoomPx) const;
    [[nodiscard]] QSize sizeHint() const override;

    static constexpr int widestNamePx = 220;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int chipWidth() const;
    void describe();

    ConnectionProfile m_profile;
    QString m_name; ///< In the language of the program.
    QString m_stateWord;
    Role m_role = Role::down;
    int m_nameRoom = widestNamePx;
};

} // namespace zs::ui

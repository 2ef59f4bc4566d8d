// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

namespace zs::ui {

class PermButton;

/// The five permissions C D R W A as toggles of 28 × 24.
class PermToggles : public QWidget {
    Q_OBJECT
public:
    explicit PermToggles(QWidget* parent = nullptr);

    [[nodiscard]] std::int32_t perms() const;
    /// Bits beyond the five are kept and not shown.
    void setPerms(std::int32_t perms);
    /// Bits that are drawn as a warning while they are on.
    void setAlarming(std::int32_t bits);
    /// Whose permissions they are, for screen readers.
    void setOwner(const QString& owner);
    void retranslate();

Q_SIGNALS:
    /// By the user.
    void edited(int perms);

private:
    std::array<PermButton*, 5> m_buttons{};
    std::int32_t m_others = 0;
    QString m_owner;
};

} // namespace zs::ui

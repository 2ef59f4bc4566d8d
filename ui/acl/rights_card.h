// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acl/acl_rules.h"

#include <QFrame>

namespace zs::ui {

class TextLabel;

/// "What you can do here": the five rights of this session on a node, each with the entry that
/// grants it.
class RightsCard : public QFrame {
    Q_OBJECT
public:
    explicit RightsCard(QWidget* parent = nullptr);

    void setRights(const std::vector<Acl>& entries, const SessionIdentities& me);
    /// Of the parent: whether this node itself may be deleted. nullopt: not known.
    void setParentDelete(const QString& parentPath, std::optional<Granted> granted);
    void retranslate();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString sourceOf(const Right& right) const;

    std::array<Right, 5> m_rights{};
    QString m_who;
    QString m_parent;
    std::optional<Granted> m_parentDelete;
    SessionIdentities m_me;
};

} // namespace zs::ui

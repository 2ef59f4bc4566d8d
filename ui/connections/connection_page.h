// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_profile.h"

#include <QWidget>

class QVBoxLayout;

namespace zs::ui {

class TextLabel;

/// One page of the connection dialog: shows its part of a profile, and writes it back.
class ConnectionPage : public QWidget {
    Q_OBJECT
public:
    explicit ConnectionPage(QWidget* parent = nullptr);

    virtual void load(const ConnectionProfile& profile) = 0;
    virtual void store(ConnectionProfile& profile) const = 0;
    /// What keeps the dialog from being accepted, in a sentence; empty: nothing.
    [[nodiscard]] virtual QString problem() const { return {}; }
    virtual void retranslate() = 0;

Q_SIGNALS:
    void edited();

protected:
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    /// A label over a field, as a column of their own.
    [[nodiscard]] QVBoxLayout* field(TextLabel*& label, QWidget* widget);

private:
    QVBoxLayout* m_column;
};

} // namespace zs::ui

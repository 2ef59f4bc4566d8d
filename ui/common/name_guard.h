// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace zs::ui {

class TextLabel;

/// The guard of production before what cannot be taken back: a name has to be typed, so that nobody
/// does it by a habit of pressing Enter. Hidden where nothing is asked, and satisfied then.
class NameGuard : public QWidget {
    Q_OBJECT
public:
    /// Whose name: a node's, or the connection's where there are several nodes.
    enum class Of { node, connection };

    /// `fieldName` is the object name of the field. Asks where `production` is true.
    NameGuard(Of of, const char* fieldName, bool production, QWidget* parent);

    /// The words for it, in the language of now. `name` as it is shown: see visibleText().
    void retranslate(const QString& name);
    /// Whether there is something to confirm at all.
    void setNeeded(bool needed);
    void setFieldEnabled(bool enabled);
    [[nodiscard]] bool isSatisfied() const;

Q_SIGNALS:
    /// What is typed changed.
    void changed();

private:
    const Of m_of;
    const bool m_production;
    bool m_needed = true;
    QString m_name;
    TextLabel* m_ask;
    QLineEdit* m_field;
};

} // namespace zs::ui

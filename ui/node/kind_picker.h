// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/node_records.h"
#include "ui/theme/tokens.h"

#include <QWidget>

#include <chrono>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QRadioButton;
class QSpinBox;

namespace zs::ui {

class TextLabel;

/// Chooses what kind of node is created: four cards, the time to live, and whether the server
/// appends a number.
class KindPicker : public QWidget {
    Q_OBJECT
public:
    explicit KindPicker(QWidget* parent = nullptr);

    [[nodiscard]] CreateMode mode() const;
    /// Zero unless the mode has one.
    [[nodiscard]] std::chrono::milliseconds ttl() const;
    [[nodiscard]] bool isEphemeral() const;
    /// Whether the mode needs extendedTypesEnabled or a server from 3.5.3 on.
    [[nodiscard]] bool isExtended() const;
    /// What is wrong with the choice, as a sentence; empty when nothing is.
    [[nodiscard]] QString problem() const;
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    struct Kind {
        QRadioButton* button = nullptr;
        TextLabel* word = nullptr;
        TextLabel* meaning = nullptr;
        QHBoxLayout* row = nullptr;
    };
    QWidget* makeCard(
        Kind& kind, const char* objectName, const QString& iconName, Token iconToken);
    void addTtl();
    void update();
    static void setText(const Kind& kind, const QString& word, const QString& meaning);

    Kind m_persistent;
    Kind m_ephemeral;
    Kind m_container;
    Kind m_ttl;
    QSpinBox* m_amount = nullptr;
    QComboBox* m_unit = nullptr;
    QCheckBox* m_sequential = nullptr;
    TextLabel* m_sequentialMeaning = nullptr;
};

} // namespace zs::ui

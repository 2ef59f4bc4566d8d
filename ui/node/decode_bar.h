// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/data_projection.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace zs::ui {

class TextLabel;

/// A strip over the editor, shown only where bytes are not simply text: the layers that they went
/// through as chips ("gzip > JSON"), why they are read-only, and the way to the stored bytes.
class DecodeBar : public QFrame {
    Q_OBJECT
public:
    explicit DecodeBar(QWidget* parent = nullptr);

    /// `kind` is what the content is shown as, e.g. "JSON". `storedShown`: somebody asked for the
    /// bytes as they are stored, though they could be opened.
    void present(const DataProjection& view, const QString& kind, bool storedShown);
    /// For tests and for screen readers: "gzip > JSON".
    [[nodiscard]] QString chainText() const { return m_chainText; }
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    /// The stored bytes themselves, or what is in them.
    void storedWanted(bool stored);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addChip(const QString& word, const QString& toolTip, bool isContent);
    void retranslate();

    QHBoxLayout* m_chips;
    TextLabel* m_note;
    QPushButton* m_stored;
    QString m_chainText;
};

} // namespace zs::ui

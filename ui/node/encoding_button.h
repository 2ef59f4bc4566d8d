// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/data_projection.h"

#include <QPushButton>

class QMenu;

namespace zs::ui {

/// The encoding in the footer, with a menu: read the bytes as another one, convert the text to
/// another one, open them by a codec that leaves no mark. It only asks.
class EncodingButton : public QPushButton {
    Q_OBJECT
public:
    explicit EncodingButton(QWidget* parent = nullptr);

    /// `chosen`: not found out from the bytes. `convertible`: text that may be edited now.
    void present(const DataProjection& view, const ViewChoice& chosen, bool convertible);

Q_SIGNALS:
    /// nullopt: as the bytes look.
    void readAs(std::optional<zs::ui::TextEncoding> encoding);
    void convertTo(zs::ui::TextEncoding encoding);
    /// nullopt: as the bytes look.
    void openBy(std::optional<zs::ui::Codec> codec);

private:
    void fill();
    void popUp();

    QMenu* m_menu;
    std::optional<TextEncoding> m_encoding;
    ViewChoice m_chosen;
    bool m_convertible = false;
};

} // namespace zs::ui

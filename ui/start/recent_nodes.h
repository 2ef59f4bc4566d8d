// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/path.h"
#include "ui/theme/tokens.h"

#include <QWidget>

#include <vector>

class QFrame;
class QVBoxLayout;

namespace zs::ui {

class CardRow;
class TextLabel;

/// The nodes that were looked at last, of all connections: the way back to where one was. Hidden
/// while there are none. Which kind a node is is not known before a server was asked, so all have
/// the same icon.
class RecentNodes : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t mostShown = 5;

    struct Entry {
        QString connection; ///< Its id.
        QString name;       ///< As people know it.
        Token dot;          ///< The colour of its environment.
        Path path;
    };

    explicit RecentNodes(QWidget* parent = nullptr);

    /// The first ones are shown.
    void setEntries(std::vector<Entry> entries);

Q_SIGNALS:
    void chosen(const QString& connection, const zs::Path& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    TextLabel* m_title;
    QFrame* m_card;
    QVBoxLayout* m_list;
    std::vector<CardRow*> m_rows;
};

} // namespace zs::ui

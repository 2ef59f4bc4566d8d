// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/client.h"

#include <QTimer>
#include <QWidget>

#include <array>

class QPushButton;
class QScrollArea;
class QToolButton;

namespace zs::ui {

class NodeController;
class StatRow;
class TextLabel;

/// The dock "Stat": the eleven fields of the selected node in five groups, its path's length and
/// how much of the usual size limit its data takes.
class StatView : public QWidget {
    Q_OBJECT
public:
    static constexpr int fieldCount = 11;

    explicit StatView(NodeController* controller, QWidget* parent = nullptr);

    /// All fields as "name = value" lines, in zkCli's order and words.
    [[nodiscard]] QString asText() const;
    /// What is known of the shown node's quota; the panel itself does not ask.
    /// Without `any` there is none, and no line for it.
    void setQuota(const QString& brief, const QString& explanation, bool any);

Q_SIGNALS:
    void closeRequested();
    /// The owner of the ephemeral node that is shown.
    void sessionRequested(zs::SessionId session);
    /// The size of the shown node and all below it.
    void subtreeRequested(const zs::Path& path);
    void quotaRequested(const zs::Path& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Field {
        czxid, ctime, mzxid, mtime, pzxid, numChildren, version, cversion, aversion,
        ephemeralOwner, dataLength,
    };
    QWidget* makeHeader();
    QWidget* makeGroups();
    QWidget* makeFooter();
    void refresh();
    void fillZxids();
    void fillTimes();
    void fillNumbers();
    void fillOwner();

    NodeController* m_controller;
    TextLabel* m_title = nullptr;
    QToolButton* m_copy = nullptr;
    QToolButton* m_close = nullptr;
    QScrollArea* m_scroll = nullptr;
    QWidget* m_groups = nullptr;
    QWidget* m_footer = nullptr;
    std::array<TextLabel*, 5> m_groupTitles{};
    std::array<StatRow*, fieldCount> m_rows{};
    TextLabel* m_pathLabel = nullptr;
    TextLabel* m_pathLength = nullptr;
    TextLabel* m_shareLabel = nullptr;
    TextLabel* m_share = nullptr;
    TextLabel* m_quotaLabel = nullptr;
    TextLabel* m_quotaState = nullptr;
    QToolButton* m_subtree = nullptr;
    QToolButton* m_quota = nullptr;
    QTimer m_ageTimer;
};

} // namespace zs::ui

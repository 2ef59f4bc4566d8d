// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>

#include "localcluster/timeline/timeline.h"

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStringListModel;

namespace zs::ui {

class ClusterControl;
class TextLabel;

/// When a log line was written, from its first words "2026-11-22 10:35:01,123": ns since 1970 in
/// local time; none for a line that goes on from the one before.
[[nodiscard]] std::optional<std::int64_t> timeOfLogLine(const QString& line);

/// A server's log, searchable. The line of the present time is marked; a line that is chosen moves
/// the timeline to its time. Lifetime: the control and the timeline may go first.
class ServerLogDialog : public QDialog {
    Q_OBJECT
public:
    ServerLogDialog(ClusterControl* control, ServerId id, const timeline::Timeline* timeline,
        QWidget* parent);

    void setTime(Instant time);
    [[nodiscard]] int lineCount() const;

Q_SIGNALS:
    void timeChosen(zs::Instant time);

protected:
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void addLine(const QString& line);
    void retranslate();
    [[nodiscard]] std::optional<Instant> instantOf(std::int64_t wallNs) const;

    ServerId m_id;
    const timeline::Timeline* m_timeline;
    QStringListModel* m_lines;
    QSortFilterProxyModel* m_shown;
    std::vector<std::int64_t> m_times; ///< Of each line, that of the line before where it has none.
    TextLabel* m_title;
    QLineEdit* m_search;
    QListView* m_list;
};

} // namespace zs::ui

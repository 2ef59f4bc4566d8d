// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>

class QLineEdit;
class QTableView;
class QToolButton;

namespace zs::ui {

class PanelTab;

/// A page of the bottom dock: a table with a filter, pause, clear and export. Its tab and its tools
/// stand in the strip that the dock's pages share (BottomPanel).
class PanelPage : public QWidget {
    Q_OBJECT
public:
    /// `name` is part of the object names: "pauseEvents", "clearEvents", "filterEvents", …
    PanelPage(const QString& name, const QString& iconName, QAbstractItemModel* model,
        QWidget* parent = nullptr);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] PanelTab* tab() const { return m_tab; }
    [[nodiscard]] QWidget* tools() const { return m_tools; }
    /// In px; the tools' others have one width alone.
    void setFilterWidth(int px);
    [[nodiscard]] int filterWidth() const;
    [[nodiscard]] QTableView* table() const { return m_table; }
    /// The rows that the filter leaves, as CSV (RFC 4180) with the headers in the first line.
    [[nodiscard]] QByteArray csv() const;
    /// Writes them, with what waits to be shown, into a file; says so, or why not.
    void exportTo(const QString& fileName);

    static constexpr int widestFilterPx = 180;

Q_SIGNALS:
    /// Enter or a double click on a row; of the model without the filter.
    void rowActivated(const QModelIndex& index);
    void pauseToggled(bool paused);
    void clearRequested();
    /// For a toast.
    void message(bool good, const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    virtual void retranslate();
    /// Before an export: rows that are shown in groups, and wait, are shown now.
    virtual void showWaiting() {}
    /// What Ctrl+C copies of a row of the model; the row's cells unless it is overridden.
    [[nodiscard]] virtual QString copyText(const QModelIndex& row) const;
    /// Left of the filter.
    void addTool(QWidget* tool);
    void hidePause();
    [[nodiscard]] QSortFilterProxyModel* rows() const { return m_rows; }

private:
    void makeTools();
    void makeTable();
    void updateCount();
    void chooseFile();

    QString m_name;
    PanelTab* m_tab;
    QWidget* m_tools;
    QLineEdit* m_filter = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_clear = nullptr;
    QToolButton* m_export = nullptr;
    QSortFilterProxyModel* m_rows;
    QTableView* m_table;
};

} // namespace zs::ui

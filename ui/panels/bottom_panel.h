// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QStackedWidget;
class QToolButton;

namespace zs::ui {

class PanelPage;

/// The bottom dock: one strip with the tabs of its pages and the tools of the shown one. In a
/// narrow window the filter gets narrower, then the tabs fold to their icons.
class BottomPanel : public QWidget {
    Q_OBJECT
public:
    explicit BottomPanel(QWidget* parent = nullptr);

    /// Takes the page over; the first one is shown.
    void addPage(PanelPage* page);
    void showPage(PanelPage* page);
    /// Of another name: stays as it is.
    void showPage(const QString& name);

Q_SIGNALS:
    /// Somebody chose its tab.
    void pageChosen(const QString& name);
    void hideRequested();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void fit();

    QWidget* m_strip;
    QStackedWidget* m_pages;
    QHBoxLayout* m_tabs;
    QHBoxLayout* m_tools;
    QToolButton* m_hide;
};

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/bottom_panel.h"

#include "ui/common/action_keys.h"
#include "ui/common/panel_tab.h"
#include "ui/common/widgets.h"
#include "ui/panels/panel_page.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QStackedWidget>

namespace zs::ui {

namespace {

constexpr int stripPx = 32;
constexpr int sidePx = 12;
constexpr int tabGapPx = 4;
constexpr int gapPx = 2;
constexpr int filterPx = 110; ///< The tabs' titles fold before the filter has less.
constexpr int leastFilterPx = 48;

/// Its tabs and tools fold, so what they show now is not what it needs.
class Strip : public QFrame {
public:
    explicit Strip(QWidget* parent) : QFrame(parent)
    {
        setObjectName(QStringLiteral("panelStrip"));
        setProperty("surface", "panel");
        setProperty("line", "bottom");
        setFixedHeight(stripPx + 1);
    }
    QSize minimumSizeHint() const override { return {0, stripPx + 1}; }
};

} // namespace

BottomPanel::BottomPanel(QWidget* parent)
    : QWidget(parent)
    , m_strip(new Strip(this))
    , m_pages(new QStackedWidget(this))
    , m_tabs(makeRow(nullptr, tabGapPx))
    , m_tools(makeRow(nullptr, gapPx))
    , m_hide(makeIconButton("hideBottom", QStringLiteral("chevron-down"), this))
{
    setObjectName(QStringLiteral("bottomPanel"));
    auto* row = makeRow(m_strip, gapPx);
    row->setContentsMargins(sidePx, 0, sidePx, 0);
    row->addLayout(m_tabs);
    row->addStretch();
    row->addLayout(m_tools);
    m_hide->setProperty("compact", true);
    row->addWidget(m_hide);
    auto* column = makeColumn(this, 0);
    column->addWidget(m_strip);
    column->addWidget(m_pages, 1);
    connect(m_hide, &QToolButton::clicked, this, &BottomPanel::hideRequested);
    m_strip->installEventFilter(this);
    retranslate();
}

bool BottomPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_strip
        && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)) {
        fit();
        m_strip->layout()->activate();
    }
    return QWidget::eventFilter(watched, event);
}

/// Depends on the widths alone, not on what is folded now: so it comes to rest at once.
void BottomPanel::fit()
{
    auto* shown = qobject_cast<PanelPage*>(m_pages->currentWidget());
    if (!shown)
        return;
    int room = m_strip->width() - 2 * sidePx - m_hide->sizeHint().width() - 3 * gapPx
        - (shown->tools()->sizeHint().width() - shown->filterWidth());
    std::vector<PanelTab*> tabs;
    int titles = 0;
    int icons = 0;
    for (int index = 0; index < m_pages->count(); ++index) {
        tabs.push_back(qobject_cast<PanelPage*>(m_pages->widget(index))->tab());
        titles += tabs.back()->widthWith(true) + tabGapPx;
        icons += tabs.back()->widthWith(false) + tabGapPx;
    }
    const bool hasTitles = room - titles >= filterPx;
    room -= hasTitles ? titles : icons;
    for (PanelTab* tab : tabs)
        tab->setTitleShown(hasTitles);
    shown->setFilterWidth(std::clamp(room, leastFilterPx, PanelPage::widestFilterPx));
}

void BottomPanel::addPage(PanelPage* page)
{
    m_pages->addWidget(page);
    m_tabs->addWidget(page->tab());
    m_tools->addWidget(page->tools());
    page->tab()->show();
    connect(page->tab(), &QAbstractButton::clicked, this, [this, page] {
        showPage(page);
        Q_EMIT pageChosen(page->name());
    });
    showPage(qobject_cast<PanelPage*>(m_pages->currentWidget()));
}

void BottomPanel::showPage(PanelPage* page)
{
    m_pages->setCurrentWidget(page);
    for (int index = 0; index < m_pages->count(); ++index) {
        auto* each = qobject_cast<PanelPage*>(m_pages->widget(index));
        each->tab()->setChecked(each == page);
        each->tools()->setVisible(each == page);
    }
    fit();
}

void BottomPanel::showPage(const QString& name)
{
    for (int index = 0; index < m_pages->count(); ++index) {
        auto* page = qobject_cast<PanelPage*>(m_pages->widget(index));
        if (page->name() == name)
            return showPage(page);
    }
}

void BottomPanel::retranslate()
{
    setVerb(m_hide, tr("Hide panel"), keyOf("view.bottom"));
}

void BottomPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui

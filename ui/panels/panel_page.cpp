// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel_page.h"

#include "ui/common/panel_tab.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSaveFile>
#include <QTableView>

namespace zs::ui {

namespace {

constexpr int rowPx = 28;

QString quotedCell(QString text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n'))
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

PanelPage::PanelPage(
    const QString& name, const QString& iconName, QAbstractItemModel* model, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_tab(new PanelTab(iconName, this))
    , m_tools(new QWidget(this))
    , m_rows(new QSortFilterProxyModel(this))
    , m_table(new QTableView(this))
{
    m_rows->setSourceModel(model);
    m_rows->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_rows->setFilterKeyColumn(-1);
    m_tab->setObjectName(QStringLiteral("tab") + name);
    m_tab->setCheckable(true);
    makeTools();
    makeTable();
    makeColumn(this, 0)->addWidget(m_table);
    m_tools->hide();
    m_tab->hide();
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &PanelPage::updateCount);
    connect(model, &QAbstractItemModel::modelReset, this, &PanelPage::updateCount);
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex& index) { Q_EMIT rowActivated(m_rows->mapToSource(index)); });
    updateCount();
}

void PanelPage::makeTools()
{
    QHBoxLayout* row = makeRow(m_tools, 2);
    const auto named = [this](const char* verb) { return (verb + m_name).toLatin1(); };
    m_filter = new QLineEdit(m_tools);
    m_filter->setObjectName(QStringLiteral("filter") + m_name);
    m_filter->setProperty("compact", true);
    m_filter->setFixedWidth(widestFilterPx);
    m_filter->setClearButtonEnabled(true);
    m_pause = makeIconButton(named("pause").constData(), QStringLiteral("pause"), m_tools);
    m_pause->setCheckable(true);
    m_clear = makeIconButton(named("clear").constData(), QStringLiteral("eraser"), m_tools);
    m_tools->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_export = makeIconButton(named("export").constData(), QStringLiteral("download"), m_tools);
    row->addWidget(m_filter);
    for (QToolButton* button : {m_pause, m_clear, m_export}) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    connect(m_filter, &QLineEdit::textChanged, m_rows,
        &QSortFilterProxyModel::setFilterFixedString);
    connect(m_pause, &QToolButton::toggled, this, &PanelPage::pauseToggled);
    connect(m_pause, &QToolButton::toggled, this, [this] { retranslate(); });
    connect(m_clear, &QToolButton::clicked, this, &PanelPage::clearRequested);
    connect(m_export, &QToolButton::clicked, this, &PanelPage::chooseFile);
}

void PanelPage::makeTable()
{
    m_table->setModel(m_rows);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    m_table->installEventFilter(this);
}

void PanelPage::addTool(QWidget* tool)
{
    static_cast<QHBoxLayout*>(m_tools->layout())->insertWidget(0, tool);
}

void PanelPage::setFilterWidth(int px)
{
    m_filter->setFixedWidth(px);
}

int PanelPage::filterWidth() const
{
    return m_filter->width();
}

void PanelPage::hidePause()
{
    m_pause->hide();
}

void PanelPage::updateCount()
{
    m_tab->setCount(m_rows->sourceModel()->rowCount());
}

QString PanelPage::copyText(const QModelIndex& row) const
{
    QStringList cells;
    for (int column = 0; column < m_rows->columnCount(); ++column)
        cells << row.siblingAtColumn(column).data().toString();
    return cells.join(u'\t');
}

bool PanelPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        const QModelIndex index = m_table->currentIndex();
        if (index.isValid())
            QApplication::clipboard()->setText(copyText(m_rows->mapToSource(index)));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QByteArray PanelPage::csv() const
{
    QString text;
    const int columns = m_rows->columnCount();
    for (int row = -1; row < m_rows->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < columns; ++column) {
            const QVariant cell = row < 0
                ? m_rows->headerData(column, Qt::Horizontal, Qt::DisplayRole)
                : m_rows->index(row, column).data();
            cells << quotedCell(cell.toString());
        }
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

void PanelPage::chooseFile()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Export as CSV"), m_name.toLower() + QStringLiteral(".csv"));
    if (!name.isEmpty())
        exportTo(name);
}

void PanelPage::exportTo(const QString& fileName)
{
    showWaiting();
    QSaveFile file(fileName);
    const bool open = file.open(QIODevice::WriteOnly);
    if (open) {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.write(csv());
    }
    if (open && file.flush() && file.commit())
        Q_EMIT message(
            true, tr("%n row(s) written to %1", nullptr, m_rows->rowCount())
                      .arg(visibleText(fileName)));
    else
        Q_EMIT message(false, tr("The file was not written. %1").arg(file.errorString()));
}

void PanelPage::retranslate()
{
    m_tab->updateGeometry();
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter rows"));
    setVerb(m_pause, m_pause->isChecked() ? tr("Show new rows") : tr("Hold new rows back"));
    setVerb(m_clear, tr("Clear rows"));
    setVerb(m_export, tr("Export as CSV"));
}

void PanelPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace zs::ui

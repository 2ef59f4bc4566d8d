// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/subtree_dialog.h"

#include "ui/common/banner.h"
#include "ui/common/error_words.h"
#include "ui/common/sentences.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/stat/subtree_measure.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr int widthPx = 560;
constexpr int rowPx = 26;
constexpr int mostRows = 8;
constexpr int sizePx = 96;
constexpr std::uint32_t rates[] = {400, 2'000, 0}; ///< Requests a second; 0: no limit.
constexpr int pathRole = Qt::UserRole + 1;
using State = SubtreeMeasure::State;

} // namespace

SubtreeDialog::SubtreeDialog(
    SubtreeMeasure* measure, const DialogPlace& place, QWidget* parent) :
    DialogFrame(place, widthPx, parent), m_measure(measure)
{
    setObjectName(QStringLiteral("subtreeDialog"));
    m_measure->setParent(this);
    m_told = new TextLabel(TextStyle::body, Token::text2, this);
    m_told->setObjectName(QStringLiteral("toldCount"));
    body()->addWidget(m_told);
    body()->addWidget(makeFigures());
    m_note = new Note(Role::looking, this);
    m_note->setObjectName(QStringLiteral("subtreeNote"));
    body()->addWidget(m_note);
    makeLargest();
    body()->addWidget(makeRates());
    makeFooter();
    connect(m_measure, &SubtreeMeasure::changed, this, &SubtreeDialog::refresh);
    m_measure->askCount();
    SubtreeDialog::retranslate();
}

QWidget* SubtreeDialog::makeFigures()
{
    static constexpr const char* names[figures]
        = {"measuredNodes", "measuredBytes", "measuredEphemerals", "measuredDepth"};
    auto* box = new QWidget(this);
    QHBoxLayout* row = makeRow(box, 24);
    for (std::size_t figure = 0; figure < figures; ++figure) {
        QVBoxLayout* column = makeColumn(nullptr, 0);
        m_numbers[figure] = new TextLabel(TextStyle::pageTitle, Token::text, box);
        m_numbers[figure]->setObjectName(QLatin1String(names[figure]));
        m_words[figure] = new TextLabel(TextStyle::label, Token::text3, box);
        column->addWidget(m_numbers[figure]);
        column->addWidget(m_words[figure]);
        row->addLayout(column);
    }
    row->addStretch();
    return box;
}

QWidget* SubtreeDialog::makeRates()
{
    auto* box = new QWidget(this);
    QHBoxLayout* row = makeRow(box, 8);
    m_rateWord = new TextLabel(TextStyle::label, Token::text2, box);
    m_rate = new QComboBox(box);
    m_rate->setObjectName(QStringLiteral("measureRate"));
    for (const std::uint32_t rate : rates)
        m_rate->addItem(QString(), rate);
    row->addWidget(m_rateWord);
    row->addWidget(m_rate);
    row->addStretch();
    return box;
}

void SubtreeDialog::makeLargest()
{
    m_largestTitle = new TextLabel(TextStyle::labelStrong, Token::text2, this);
    m_largest = new QTableWidget(0, 2, this);
    m_largest->setObjectName(QStringLiteral("largestNodes"));
    m_largest->setFont(fontFor(TextStyle::mono));
    m_largest->setShowGrid(false);
    m_largest->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_largest->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_largest->setSelectionMode(QAbstractItemView::SingleSelection);
    m_largest->setTextElideMode(Qt::ElideMiddle);
    m_largest->setTabKeyNavigation(false);
    m_largest->verticalHeader()->hide();
    m_largest->verticalHeader()->setDefaultSectionSize(rowPx);
    m_largest->horizontalHeader()->hide();
    m_largest->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_largest->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_largest->setColumnWidth(1, sizePx);
    m_largest->setProperty("lines", true);
    m_largestCard = makeCard(m_largest, this);
    auto* both = makeColumn(nullptr, 6);
    both->addWidget(m_largestTitle);
    both->addWidget(m_largestCard);
    body()->addLayout(both);
    connect(m_largest, &QTableWidget::itemActivated, this, &SubtreeDialog::openNode);
    connect(m_largest, &QTableWidget::itemSelectionChanged, this, &SubtreeDialog::refresh);
}

void SubtreeDialog::makeFooter()
{
    m_progress = new TextLabel(TextStyle::label, Token::text3, this);
    m_progress->setObjectName(QStringLiteral("measureProgress"));
    footerLeft()->addWidget(m_progress, 1);
    m_open = makeButton("openLargest", ButtonKind::normal, this);
    m_open->setAutoDefault(false);
    m_start = makeButton("measure", ButtonKind::primary, this);
    addButton(m_open);
    addButton(m_start);
    connect(m_open, &QPushButton::clicked, this, &SubtreeDialog::openNode);
    connect(m_start, &QPushButton::clicked, this, &SubtreeDialog::startOrStop);
}

void SubtreeDialog::retranslate()
{
    const QString words[figures]
        = {tr("nodes"), tr("of data"), tr("ephemeral"), tr("levels below it")};
    for (std::size_t figure = 0; figure < figures; ++figure)
        m_words[figure]->setText(words[figure]);
    m_rateWord->setText(tr("Reads a second"));
    m_rate->setAccessibleName(tr("Reads a second"));
    for (int row = 0; row < m_rate->count(); ++row) {
        const auto rate = m_rate->itemData(row).toUInt();
        m_rate->setItemText(row, rate > 0 ? formatCount(rate) : tr("No limit"));
    }
    m_largestTitle->setText(tr("Largest nodes"));
    m_largest->setAccessibleName(tr("Largest nodes"));
    m_open->setText(tr("Open node"));
    cancelButton()->setText(tr("Close"));
    setHead(tr("Size of %1", "a path")
                .arg(visibleText(std::string_view(m_measure->root().text()))),
        place().connection);
    refresh();
}

void SubtreeDialog::refresh()
{
    showTold();
    showFigures();
    showLargest();
    showNote();
    showProgress();
    const bool running = m_measure->state() == State::running;
    m_start->setText(running ? tr("Stop") : tr("Measure"));
    m_start->setToolTip(running ? QString()
                                : tr("Read the Stat of every node below, one request each"));
    m_rate->setEnabled(!running);
    m_open->setEnabled(!m_largest->selectedItems().isEmpty());
    fitHeight();
}

void SubtreeDialog::showTold()
{
    const auto& told = m_measure->told();
    if (!told)
        m_told->setText(tr("Asking the server for the number of nodes…"));
    else if (*told)
        m_told->setText(tr("The server counts %n node(s) below it, readable or not.", nullptr,
            static_cast<int>(**told)));
    else if (told->error().code == Errc::unimplemented)
        m_told->setText(
            tr("This server cannot count a subtree by itself (ZooKeeper 3.6 and later can)."));
    else
        m_told->setText(tr("The server did not count the nodes. %1", "an error")
                            .arg(sentenceFor(told->error())));
}

void SubtreeDialog::showFigures()
{
    const State state = m_measure->state();
    const TreeCount& count = m_measure->result();
    if (state == State::idle || state == State::running) {
        for (TextLabel* number : m_numbers)
            number->setText(QStringLiteral("–"));
        if (state == State::running)
            m_numbers[nodes]->setText(
                formatCount(static_cast<qint64>(m_measure->progress().done)));
        return;
    }
    m_numbers[nodes]->setText(formatCount(static_cast<qint64>(count.nodes)));
    m_numbers[bytes]->setText(formatBytes(static_cast<qint64>(count.dataBytes)));
    m_numbers[ephemerals]->setText(formatCount(static_cast<qint64>(count.ephemerals)));
    m_numbers[depth]->setText(formatCount(count.maxDepth));
}

void SubtreeDialog::showLargest()
{
    const auto& largest = m_measure->result().largest;
    const int rows = static_cast<int>(largest.size());
    m_largestTitle->setVisible(rows > 0);
    m_largestCard->setVisible(rows > 0);
    const auto isShown = [&](int row) {
        const auto& sized = largest[static_cast<std::size_t>(row)];
        const QTableWidgetItem* item = m_largest->item(row, 0);
        return item && item->data(pathRole).value<Path>() == sized.path
            && m_largest->item(row, 1)->text() == formatBytes(sized.dataBytes);
    };
    bool same = m_largest->rowCount() == rows;
    for (int row = 0; same && row < rows; ++row)
        same = isShown(row);
    if (same)
        return; // The selection stays.
    m_largest->setRowCount(0);
    m_largest->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto& sized = largest[static_cast<std::size_t>(row)];
        auto* path = new QTableWidgetItem(visibleText(std::string_view(sized.path.text())));
        path->setData(pathRole, QVariant::fromValue(sized.path));
        path->setToolTip(plainToolTip(path->text()));
        auto* size = new QTableWidgetItem(formatBytes(sized.dataBytes));
        size->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_largest->setItem(row, 0, path);
        m_largest->setItem(row, 1, size);
    }
    m_largest->setFixedHeight(std::min(rows, mostRows) * rowPx + 2 * m_largest->frameWidth());
}

void SubtreeDialog::showNote()
{
    const TreeCount& count = m_measure->result();
    QStringList parts;
    if (m_measure->state() == State::stopped)
        parts << tr("Stopped: there is at least this much.");
    if (m_measure->state() == State::failed)
        parts << sentenceFor(*count.ended);
    if (count.unreadable > 0)
        parts << tr("%n node(s) may not be listed (no READ): what lies below them is not counted.",
            nullptr, static_cast<int>(count.unreadable));
    if (count.progress.failed > 0)
        parts << tr("%n node(s) could not be read and are not counted.", nullptr,
            static_cast<int>(count.progress.failed));
    m_note->setText(joinSentences(parts));
    m_note->setVisible(!parts.isEmpty());
}

void SubtreeDialog::showProgress()
{
    const Progress& progress = m_measure->progress();
    m_progress->setText(m_measure->state() == State::running
            ? tr("%1 of %2 found so far", "numbers of nodes")
                  .arg(formatCount(static_cast<qint64>(progress.done)),
                      formatCount(static_cast<qint64>(progress.found)))
            : QString());
}

void SubtreeDialog::startOrStop()
{
    if (m_measure->state() == State::running)
        m_measure->stop();
    else
        m_measure->start(m_rate->currentData().toUInt());
}

void SubtreeDialog::openNode()
{
    const QList<QTableWidgetItem*> chosen = m_largest->selectedItems();
    if (chosen.isEmpty())
        return;
    const Path path = m_largest->item(chosen.front()->row(), 0)->data(pathRole).value<Path>();
    accept();
    Q_EMIT pathChosen(path);
}

} // namespace zs::ui

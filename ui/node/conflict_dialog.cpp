// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/conflict_dialog.h"

#include "ui/common/chip.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/data_format.h"
#include "ui/node/decode_words.h"
#include "ui/node/merge_result_view.h"
#include "ui/node/node_controller.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace zs::ui {

namespace {

constexpr int widthPx = 920;
constexpr int heightPx = 588;
constexpr int headPx = 34;
constexpr int sidesShare = 227; // As many rows there as of the result, which are higher.
constexpr int resultShare = 239;

ByteView viewOfData(const std::optional<Bytes>& data)
{
    return data ? ByteView(*data) : ByteView();
}

QFrame* makeStrip(QWidget* parent, const char* line)
{
    QFrame* strip = makePanel("panel", line, parent);
    strip->setFixedHeight(headPx);
    QHBoxLayout* row = makeRow(strip, 8);
    row->setContentsMargins(12, 0, 12, 0);
    return strip;
}

/// Merging by lines can break what both sides hold to.
bool losesJson(std::string_view server, std::string_view mine, std::string_view merged)
{
    const auto isJson
        = [](std::string_view text) { return detectFormat(viewOf(text)) == DataFormat::json; };
    return isJson(server) && isJson(mine) && !isJson(merged);
}

} // namespace

ConflictDialog::ConflictDialog(
    NodeController* controller, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
{
    setObjectName(QStringLiteral("conflictDialog"));
    setFixedHeight(heightPx);
    body()->setContentsMargins(0, 12, 0, 0);
    body()->setSpacing(0);
    body()->addWidget(makeSides(), sidesShare);
    body()->addWidget(makeResult(), resultShare);
    makeFooter();
    wire();
    retranslate();
}

QWidget* ConflictDialog::makeSides()
{
    QFrame* sides = makePanel("canvas", "top", this);
    QHBoxLayout* row = makeRow(sides, 0);
    row->setContentsMargins(0, 1, 0, 0);
    row->addWidget(makeSide(m_server, "serverData", true), 1);
    row->addWidget(makeSide(m_baseSide, "baseData", true), 1);
    row->addWidget(makeSide(m_mine, "myData", false), 1);
    m_baseSide.frame->hide();
    scrollTogether(m_server.view, m_mine.view);
    scrollTogether(m_server.view, m_baseSide.view);
    return sides;
}

QWidget* ConflictDialog::makeSide(Side& side, const char* objectName, bool lineAtRight)
{
    side.frame = makePanel("canvas", lineAtRight ? "right" : "", this);
    QVBoxLayout* column = makeColumn(side.frame, 0);
    column->setContentsMargins(0, 0, lineAtRight ? 1 : 0, 0);
    QFrame* head = makeStrip(side.frame, "bottom");
    side.word = new TextLabel(TextStyle::panelTitle, Token::text, head);
    side.below = new TextLabel(TextStyle::label, Token::text3, head);
    head->layout()->addWidget(side.word);
    static_cast<QHBoxLayout*>(head->layout())->addWidget(side.below, 1);
    side.view = new DiffView(side.frame);
    side.view->setObjectName(QLatin1String(objectName));
    column->addWidget(head);
    column->addWidget(side.view, 1);
    return side.frame;
}

QWidget* ConflictDialog::makeResult()
{
    m_resultArea = new QWidget(this);
    QVBoxLayout* column = makeColumn(m_resultArea, 0);
    QFrame* top = makePanel("panel", "top", m_resultArea);
    makeColumn(top, 0)->setContentsMargins(0, 1, 0, 0);
    QFrame* head = makeStrip(top, "bottom");
    top->layout()->addWidget(head);
    auto* row = static_cast<QHBoxLayout*>(head->layout());
    m_resultWord = new TextLabel(TextStyle::panelTitle, Token::text, head);
    m_resultBelow = new TextLabel(TextStyle::label, Token::text3, head);
    m_resultBelow->setObjectName(QStringLiteral("mergeSummary"));
    m_showBase = makeButton("showBase", ButtonKind::ghost, head);
    m_showBase->setProperty("compact", true);
    m_showBase->setCheckable(true);
    m_showBase->setAutoDefault(false);
    m_conflicts = new Chip(head);
    m_conflicts->setObjectName(QStringLiteral("conflictCount"));
    m_previous = makeIconButton("previousConflict", QStringLiteral("arrow-up"), head);
    m_next = makeIconButton("nextConflict", QStringLiteral("arrow-down"), head);
    row->addWidget(m_resultWord);
    row->addWidget(m_resultBelow, 1);
    row->addWidget(m_showBase);
    row->addWidget(m_conflicts);
    for (QToolButton* button : {m_previous, m_next}) {
        button->setProperty("compact", true);
        row->addWidget(button);
    }
    m_result = new MergeResultView(m_resultArea);
    m_result->setObjectName(QStringLiteral("mergeResult"));
    column->addWidget(top);
    column->addWidget(m_result, 1);
    return m_resultArea;
}

void ConflictDialog::makeFooter()
{
    m_take = makeButton("takeServerVersion", ButtonKind::normal, this);
    m_overwrite = makeButton("overwriteVersion", ButtonKind::normal, this);
    m_save = makeButton("saveMerged", ButtonKind::primary, this);
    setIcon(m_save, QStringLiteral("save"), 16, {.normal = Token::onAccent});
    footerLeft()->addWidget(m_take);
    footerLeft()->addStretch();
    for (QPushButton* button : {m_take, m_overwrite, m_save})
        button->setAutoDefault(false);
    cancelButton()->setDefault(true);
    addButton(m_overwrite);
    addButton(m_save);
}

void ConflictDialog::wire()
{
    connect(m_take, &QPushButton::clicked, this, [this] {
        accept();
        m_controller->takeServer();
    });
    connect(m_overwrite, &QPushButton::clicked, this, [this] {
        accept(); // A further conflict opens the dialog anew, with what is there then.
        m_controller->overwrite();
    });
    connect(m_save, &QPushButton::clicked, this, &ConflictDialog::saveMerged);
    connect(m_showBase, &QPushButton::toggled, this, [this](bool shown) {
        m_baseSide.frame->setVisible(shown);
        showSides();
    });
    connect(m_previous, &QToolButton::clicked, m_result, [this] { m_result->goToConflict(false); });
    connect(m_next, &QToolButton::clicked, m_result, [this] { m_result->goToConflict(true); });
    connect(m_result, &MergeResultView::choiceChanged, this, &ConflictDialog::showResultState);
    connect(m_controller, &NodeController::stateChanged, this, &ConflictDialog::refresh);
    connect(m_controller, &NodeController::contentReplaced, this, &ConflictDialog::refresh);
}

void ConflictDialog::retranslate()
{
    m_server.word->setText(tr("Server"));
    m_server.view->setAccessibleName(tr("The server's data"));
    m_baseSide.word->setText(tr("Base"));
    m_baseSide.view->setAccessibleName(tr("The data that your edit is based on"));
    m_mine.word->setText(tr("Yours"));
    m_mine.view->setAccessibleName(tr("Your data"));
    m_mine.below->setText(tr("not saved"));
    m_resultWord->setText(tr("Result"));
    m_result->setAccessibleName(tr("The merged data"));
    m_result->retranslate();
    m_showBase->setText(tr("Show base"));
    m_showBase->setToolTip(tr("Show what both sides started from"));
    setVerb(m_previous, tr("Previous conflict"));
    setVerb(m_next, tr("Next conflict"));
    m_take->setText(tr("Take server version"));
    m_save->setText(tr("Save merged"));
    cancelButton()->setText(tr("Keep editing"));
    refresh();
}

void ConflictDialog::refresh()
{
    const auto& newer = m_controller->newer();
    if (!newer) {
        // Resolved elsewhere: by a save, or because another node was selected.
        if (isVisible())
            reject();
        return;
    }
    const Stat& theirs = newer->stat;
    const QString path = visibleText(m_controller->path().text());
    const int base = m_controller->base().stat.version;
    setHead(tr("This node changed"), place().connection.isEmpty()
            ? tr("%1. Your edit is based on version %2; the server now has version %3.")
                  .arg(path).arg(base).arg(theirs.version)
            : tr("%1 on %2. Your edit is based on version %3; the server now has version %4.")
                  .arg(path, place().connection).arg(base).arg(theirs.version));
    m_server.below->setText(tr("version %1, %2, zxid %3", "version, age, zxid")
                               .arg(theirs.version)
                               .arg(formatAge(theirs.mtimeMs, QDateTime::currentDateTime()),
                                   formatZxid(theirs.mzxid)));
    m_baseSide.below->setText(tr("version %1").arg(base));
    m_overwrite->setText(tr("Overwrite version %1").arg(theirs.version));
    m_overwrite->setEnabled(m_controller->isWritable());
    const bool shown = m_against && m_against->mzxid == theirs.mzxid
        && m_mineData == m_controller->data() && m_serverData == newer->data;
    if (!shown)
        readTexts();
    showResultState();
}

/// Takes over what the controller has now; choices that were made for other texts are void.
void ConflictDialog::readTexts()
{
    const NodeSnapshot& newer = *m_controller->newer();
    m_against = newer.stat;
    m_serverData = newer.data;
    m_mineData = m_controller->data();
    m_result->setParts({}); // Its parts point into the texts that change now.
    // A side in plain ASCII looks like UTF-8, whatever encoding the other one is in.
    m_mergeable = readAs(DataProjection(viewOfData(m_mineData)).choice())
        || readAs(DataProjection(viewOfData(m_serverData)).choice())
        || readAs({std::vector<Codec>(), TextEncoding::utf8});
    if (!m_mergeable)
        readBytes();
    m_parts = mergeThreeWay(m_baseText, m_serverText, m_mineText);
    if (m_mergeable)
        m_result->setParts(m_parts);
    m_result->setVisible(m_mergeable);
    body()->setStretchFactor(m_resultArea, m_mergeable ? resultShare : 0);
    m_save->setVisible(m_mergeable);
    showSides();
}

/// Takes all three as texts in this view; false: they are not, or could not be packed again.
bool ConflictDialog::readAs(const ViewChoice& choice)
{
    const DataProjection base(viewOfData(m_controller->base().data), choice);
    const DataProjection server(viewOfData(m_serverData), choice);
    DataProjection mine(viewOfData(m_mineData), choice);
    for (const DataProjection* side : std::initializer_list<const DataProjection*>{
             &base, &server, &mine}) {
        if (!side->isTextWritable() || side->firstBad() || side->choice() != mine.choice())
            return false;
    }
    m_baseText = base.text();
    m_serverText = server.text();
    m_mineText = mine.text();
    m_view = std::move(mine);
    return true;
}

/// What is inside, where all three are packed alike, else the bytes as they are stored.
void ConflictDialog::readBytes()
{
    const DataProjection mine(viewOfData(m_mineData));
    const ViewChoice choice{mine.chain().codecs(), std::nullopt};
    const DataProjection base(viewOfData(m_controller->base().data), choice);
    const DataProjection server(viewOfData(m_serverData), choice);
    const bool alike = base.chain().codecs() == choice.codecs
        && server.chain().codecs() == choice.codecs && server.content() != mine.content();
    const auto dump = [alike](const DataProjection& side, const std::optional<Bytes>& stored) {
        return hexDump(alike ? ByteView(side.content()) : viewOfData(stored));
    };
    m_baseText = dump(base, m_controller->base().data);
    m_serverText = dump(server, m_serverData);
    m_mineText = dump(mine, m_mineData);
}

void ConflictDialog::showSides()
{
    const bool withBase = m_showBase->isChecked();
    MergeRows rows = sideRows(m_parts, withBase);
    m_server.view->setRows(std::move(rows.server));
    m_mine.view->setRows(std::move(rows.mine));
    m_baseSide.view->setRows(std::move(rows.base));
}

void ConflictDialog::showResultState()
{
    const bool tooMany = m_result->conflicts() > MergeResultView::maxConflicts;
    const int open = m_result->openConflicts();
    m_conflicts->setVisible(m_mergeable);
    m_conflicts->setText(tr("%n conflict(s)", nullptr, open));
    m_conflicts->setRole(open > 0 ? Role::danger : Role::leading);
    m_previous->setVisible(m_mergeable && m_result->conflicts() > 0);
    m_next->setVisible(m_mergeable && m_result->conflicts() > 0);
    if (!m_mergeable) {
        m_resultBelow->setText(
            tr("These bytes are not text, so they cannot be merged by lines. Take one side."));
    } else if (tooMany) {
        m_resultBelow->setText(tr("There is too much to decide here. Take one side, or keep"
                                  " editing and save in smaller steps."));
    } else if (open > 0) {
        m_resultBelow->setText(
            tr("%1, %2 to decide", "\"2 changes merged\", number of conflicts")
                .arg(tr("%n change(s) merged", nullptr, m_result->mergedChanges()))
                .arg(open));
    } else if (losesJson(m_serverText, m_mineText, m_result->text())) {
        m_resultBelow->setText(tr("The merged lines are not valid JSON any more. Check them."));
    } else {
        m_resultBelow->setText(tr("%n change(s) merged", nullptr,
            m_result->mergedChanges() + m_result->conflicts()));
    }
    m_save->setEnabled(m_mergeable && open == 0 && m_controller->isWritable());
}

void ConflictDialog::saveMerged()
{
    const std::string text = m_result->text();
    const tl::expected<Bytes, Misfit> stored
        = m_view.isPlain() ? tl::expected<Bytes, Misfit>(toBytes(text)) : m_view.storedFor(text);
    if (!stored) {
        m_resultBelow->setText(misfitWords(stored.error(), *m_view.encoding()));
        return;
    }
    std::optional<Bytes> merged = *stored;
    // Nothing stays nothing, where one side has it as null.
    if (merged->empty() && !(m_controller->newer()->data && m_controller->data()))
        merged.reset();
    const Stat against = *m_against;
    accept(); // A further conflict opens the dialog anew, with what is there then.
    m_controller->saveMerged(merged, against);
}

} // namespace zs::ui

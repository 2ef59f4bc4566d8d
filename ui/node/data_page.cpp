// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_page.h"

#include "ui/common/action_keys.h"
#include "ui/common/banner.h"
#include "ui/common/error_report.h"
#include "ui/common/message_view.h"
#include "ui/common/overflow_bar.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/node/data_editor.h"
#include "ui/node/data_find.h"
#include "ui/node/decode_bar.h"
#include "ui/node/decode_words.h"
#include "ui/node/diff_view.h"
#include "ui/node/encoding_button.h"
#include "ui/node/explanation_pane.h"
#include "ui/node/find_bar.h"
#include "ui/node/hex_view.h"
#include "ui/node/image_view.h"
#include "ui/node/line_changes.h"
#include "ui/node/node_controller.h"
#include "ui/node/reading_view.h"
#include "ui/node/text_layout.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QStackedWidget>

namespace zs::ui {
namespace {

constexpr std::chrono::milliseconds skeletonAfter{150};
/// Counting changed lines of a long text takes a moment: not between keys.
constexpr std::chrono::milliseconds changesAfter{80};
/// So does packing: a megabyte takes gzip 20 to 40 ms.
constexpr std::chrono::milliseconds packAfter{80};

} // namespace

DataPage::DataPage(NodeController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_decodeBar(new DecodeBar(this))
    , m_findBar(new FindBar(this))
    , m_stack(new QStackedWidget(this))
    , m_blank(new QWidget(this))
    , m_reading(new ReadingView(this))
    , m_editor(new DataEditor(this))
    , m_hex(new HexView(this))
    , m_image(new ImageView(this))
    , m_diffView(new DiffView(this))
    , m_find(new DataFind(m_findBar, m_editor, m_hex, this))
    , m_explanation(new ExplanationPane(this))
{
    setObjectName(QStringLiteral("dataPage"));
    m_diffView->setObjectName(QStringLiteral("draftDiff"));
    setAcceptDrops(true);
    for (QWidget* view : {static_cast<QWidget*>(m_editor), static_cast<QWidget*>(m_hex)})
        view->installEventFilter(this);
    m_editor->viewport()->installEventFilter(this); // Else it would insert the name of a file.
    makeBanner();
    makeMessages();
    for (QWidget* page : {m_blank, static_cast<QWidget*>(m_reading),
             static_cast<QWidget*>(m_editor),
             static_cast<QWidget*>(m_hex), static_cast<QWidget*>(m_image),
             static_cast<QWidget*>(m_diffView),
             static_cast<QWidget*>(m_empty),
             static_cast<QWidget*>(m_error)})
        m_stack->addWidget(page);
    m_stack->setProperty("surface", "canvas");
    QVBoxLayout* column = makeColumn(this, 0);
    column->addWidget(m_banner);
    column->addWidget(makeToolBar());
    column->addWidget(m_decodeBar);
    column->addWidget(m_findBar);
    column->addWidget(m_stack, 1);
    column->addWidget(m_explanation);
    column->addWidget(makeFooter());
    m_skeletonTimer.setSingleShot(true);
    m_skeletonTimer.setInterval(skeletonAfter);
    m_changesTimer.setSingleShot(true);
    m_changesTimer.setInterval(changesAfter);
    m_packTimer.setSingleShot(true);
    m_packTimer.setInterval(packAfter);
    wire();
    retranslate();
    loadContent();
}

DataPage::~DataPage()
{
    delete m_find; // Before the views that it listens to.
}

ByteView DataPage::storedBytes() const
{
    return m_controller->data() ? ByteView(*m_controller->data()) : ByteView();
}

void DataPage::makeBanner()
{
    m_banner = new Banner(this);
    m_banner->setObjectName(QStringLiteral("nodeBanner"));
    m_check = makeButton("checkOutcome", ButtonKind::normal, m_banner);
    m_compare = makeButton("compareWithServer", ButtonKind::normal, m_banner);
    m_reload = makeButton("takeServer", ButtonKind::normal, m_banner);
    m_createAgain = makeButton("createAgain", ButtonKind::normal, m_banner);
    m_leave = makeButton("leaveDeleted", ButtonKind::ghost, m_banner);
    for (QPushButton* button : {m_check, m_compare, m_reload, m_createAgain, m_leave}) {
        button->setProperty("compact", true);
        m_banner->addButton(button);
    }
    m_banner->hide();
}

QWidget* DataPage::makeToolBar()
{
    auto* bar = new OverflowBar("canvas", "bottom", "moreDataTools", this);
    bar->setObjectName(QStringLiteral("dataTools"));
    bar->setFixedHeight(40);
    QHBoxLayout* row = bar->row();
    row->setSpacing(8);
    row->setContentsMargins(12, 0, 12, 0);
    m_formats = new SegmentedControl(bar);
    m_formats->setObjectName(QStringLiteral("formats"));
    m_detected = new TextLabel(TextStyle::label, Token::text3, bar);
    m_detected->setObjectName(QStringLiteral("formatHint"));
    m_layOut = makeButton("layOutText", ButtonKind::ghost, bar);
    setIcon(m_layOut, QStringLiteral("wand-sparkles"), 14);
    m_wrap = makeButton("wrapLines", ButtonKind::ghost, bar);
    m_wrap->setCheckable(true);
    setIcon(m_wrap, QStringLiteral("wrap-text"), 14);
    row->insertWidget(0, m_formats);
    row->insertWidget(1, m_detected, 1);
    m_diff = makeButton("showDiff", ButtonKind::ghost, bar);
    m_diff->setCheckable(true);
    setIcon(m_diff, QStringLiteral("diff"), 14);
    m_insertFile = makeButton("insertFile", ButtonKind::ghost, bar);
    setIcon(m_insertFile, QStringLiteral("file-up"), 14);
    m_saveAs = makeButton("saveAs", ButtonKind::ghost, bar);
    setIcon(m_saveAs, QStringLiteral("download"), 14);
    for (QPushButton* button : {m_layOut, m_wrap, m_diff, m_insertFile, m_saveAs}) {
        button->setProperty("compact", true);
        bar->addTool(button);
    }
    m_toolBar = bar;
    return bar;
}

QWidget* DataPage::makeFooter()
{
    m_footer = makePanel("panel", "top", this);
    m_footer->setFixedHeight(44);
    QHBoxLayout* row = makeRow(m_footer, 8);
    row->setContentsMargins(12, 0, 12, 0);
    m_encoding = new EncodingButton(m_footer);
    m_facts = new TextLabel(TextStyle::label, Token::text2, m_footer);
    m_facts->setObjectName(QStringLiteral("dataFacts"));
    m_changes = new TextLabel(TextStyle::label, Token::text3, m_footer);
    m_changes->setObjectName(QStringLiteral("dataChanges"));
    m_changes->setAlignment(Qt::AlignRight);
    m_revert = makeButton("revert", ButtonKind::normal, m_footer);
    m_save = makeButton("save", ButtonKind::primary, m_footer);
    setIcon(m_save, QStringLiteral("save"), 16, {.normal = Token::onAccent});
    row->setContentsMargins(4, 0, 12, 0);
    row->setSpacing(4);
    row->addWidget(m_encoding);
    row->addWidget(m_facts, 1);
    row->addWidget(m_changes);
    row->addSpacing(4);
    row->addWidget(m_revert);
    row->addSpacing(4);
    row->addWidget(m_save);
    return m_footer;
}

void DataPage::wire()
{
    connect(m_controller, &NodeController::contentReplaced, this, &DataPage::loadContent);
    connect(m_controller, &NodeController::stateChanged, this, &DataPage::updateState);
    connect(m_controller, &NodeController::saved, this, [this](const Path&, int version) {
        Q_EMIT message(Role::leading, tr("Saved as version %1").arg(version));
    });
    connect(m_controller, &NodeController::notApplied, this, [this] {
        Q_EMIT message(
            Role::looking, tr("The save was not applied. Your edit is kept; save again."));
    });
    connect(m_controller, &NodeController::aboutToSave, this, &DataPage::refuseSave);
    connect(m_controller, &NodeController::aboutToLeave, this, &DataPage::keepView);
    connect(m_editor, &DataEditor::edited, this, &DataPage::onEdited);
    connect(m_hex, &HexView::edited, this, &DataPage::onEdited);
    connect(&m_packTimer, &QTimer::timeout, this, &DataPage::packNow);
    connect(m_encoding, &EncodingButton::convertTo, this, &DataPage::convertTo);
    connect(m_encoding, &EncodingButton::readAs, this, [this](auto encoding) {
        chooseView({m_choice.codecs, encoding});
    });
    connect(m_encoding, &EncodingButton::openBy, this, [this](auto codec) {
        ViewChoice choice;
        if (codec)
            choice.codecs = std::vector{*codec};
        chooseView(choice);
    });
    connect(m_decodeBar, &DecodeBar::storedWanted, this, [this](bool stored) {
        ViewChoice choice;
        if (stored)
            choice.codecs = std::vector<Codec>();
        chooseView(choice);
    });
    connect(m_hex, &HexView::cursorMoved, this, &DataPage::updateFooter);
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this, &DataPage::updateFooter);
    connect(m_formats, &SegmentedControl::currentChanged, this, &DataPage::chooseFormat);
    connect(m_layOut, &QPushButton::clicked, this, &DataPage::layOutText);
    connect(m_wrap, &QPushButton::toggled, m_editor, &DataEditor::setWrapped);
    connect(m_save, &QPushButton::clicked, m_controller, &NodeController::save);
    connect(m_revert, &QPushButton::clicked, m_controller, &NodeController::revert);
    connect(m_reload, &QPushButton::clicked, m_controller, &NodeController::takeServer);
    connect(m_check, &QPushButton::clicked, m_controller, &NodeController::checkOutcome);
    connect(m_createAgain, &QPushButton::clicked, m_controller, &NodeController::createAgain);
    connect(m_compare, &QPushButton::clicked, this, &DataPage::compareRequested);
    connect(m_leave, &QPushButton::clicked, this, &DataPage::closeRequested);
    connect(m_tryAgain, &QPushButton::clicked, m_controller, &NodeController::reload);
    connect(m_addIdentity, &QPushButton::clicked, this, &DataPage::identityWanted);
    connect(m_paste, &QPushButton::clicked, this, &DataPage::pasteInto);
    connect(m_diff, &QPushButton::toggled, this, &DataPage::showDiff);
    connect(m_stack, &QStackedWidget::currentChanged, this, &DataPage::updateFind);
    connect(m_find, &DataFind::told, this, [this](bool done, const QString& text) {
        Q_EMIT message(done ? Role::leading : Role::looking, text);
    });
    connect(m_fromFile, &QPushButton::clicked, this, &DataPage::chooseFile);
    connect(m_insertFile, &QPushButton::clicked, this, &DataPage::chooseFile);
    connect(m_saveAs, &QPushButton::clicked, this, &DataPage::chooseTarget);
    connect(&m_changesTimer, &QTimer::timeout, this, [this] {
        updateChanges();
        checkText();
    });
    connect(&m_skeletonTimer, &QTimer::timeout, this, [this] {
        if (m_controller->phase() == NodePhase::loading)
            m_stack->setCurrentWidget(m_reading);
    });
    connect(m_reading, &ReadingView::stopRequested, m_controller, &NodeController::stopReading);
    m_saveKeys = new QShortcut(this);
    m_saveKeys->setKeys(keysOf(QStringLiteral("node.save")));
    m_saveKeys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(m_saveKeys, &QShortcut::activated, m_controller, &NodeController::save);
}

void DataPage::loadContent()
{
    m_formatChosen = false;
    m_changedLines = 0;
    m_diff->setChecked(false);
    const NodePhase phase = m_controller->phase();
    if (phase == NodePhase::ready || phase == NodePhase::deleted) {
        project();
        showBytes();
        if (const auto kept = m_keptViews.find(m_choicePath);
            kept != m_keptViews.end() && kept->second.text)
            restoreText(*kept->second.text);
    } else {
        showMessage();
    }
    updateState();
    updateView();
    updateChanges();
}

/// Puts what m_view shows into the editor of `m_format`; the other one is emptied.
void DataPage::showBytes()
{
    m_skeletonTimer.stop();
    m_reading->end();
    m_loading = true;
    m_editor->setFormat(m_format);
    m_editor->setData(isTextFormat() ? viewOf(m_view.text()) : ByteView());
    m_isSvg = m_format == DataFormat::xml && looksLikeSvg(m_view.text());
    m_hex->setData(m_format == DataFormat::hex ? m_view.content() : Bytes());
    m_image->setData(m_format == DataFormat::image ? ByteView(m_view.content()) : ByteView());
    showFormat();
    if (storedBytes().empty() && !m_controller->isDirty() && !m_formatChosen) {
        const bool isNull = !m_controller->data().has_value();
        m_empty->setMessage(Role::down, QStringLiteral("file"), tr("No data"),
            isNull ? tr("This node's data is null, which is valid. Type here to add data.")
                   : tr("This node holds 0 bytes, which is valid. Type here to add data."));
        m_stack->setCurrentWidget(m_empty);
    } else {
        m_stack->setCurrentWidget(contentWidget());
    }
    m_loading = false;
    m_find->contentChanged();
    checkText();
}

void DataPage::setRefusal(const QString& words)
{
    if (m_refusal == words)
        return;
    m_refusal = words;
    if (m_controller->phase() == NodePhase::failed)
        showMessage();
}

void DataPage::showMessage()
{
    m_reading->end();
    m_loading = true;
    m_editor->setData({});
    m_hex->setData({});
    m_image->setData({});
    m_loading = false;
    m_find->contentChanged();
    m_stack->setCurrentWidget(m_blank);
    if (m_controller->phase() == NodePhase::loading) {
        m_skeletonTimer.start();
        m_reading->begin(visibleText(m_controller->path().text()), m_controller->expectedBytes(),
            [this] {
                const Client* client = m_controller->client();
                return client ? client->arriving() : FrameProgress(); // Between two sessions.
            });
    } else if (m_controller->phase() == NodePhase::failed) {
        m_skeletonTimer.stop();
        const Error& error = *m_controller->error();
        m_addIdentity->setVisible(error.code == Errc::noAuth);
        if (error.code == Errc::noAuth) {
            const QString words = m_refusal.isEmpty()
                ? tr("NoAuth: your session has no R on %1. Ask for R, or add another identity.")
                      .arg(visibleText(m_controller->path().text()))
                : m_refusal;
            m_error->setMessage(Role::danger, QStringLiteral("lock"),
                tr("You may not read this node"), words);
        } else if (error.code == Errc::cancelled) {
            m_error->setMessage(Role::down, QStringLiteral("square"), tr("Reading was stopped"),
                tr("This node was not read. What the server had sent of it already still comes, "
                   "and is dropped."));
        } else {
            m_error->setError(error);
        }
        m_error->setReport(errorReport(error, m_controller->path(), m_controller->client()));
        m_stack->setCurrentWidget(m_error);
    }
}

void DataPage::updateState()
{
    const bool editable = m_controller->isEditable();
    m_editor->setReadOnly(!isViewWritable());
    m_hex->setReadOnly(!isViewWritable());
    m_paste->setEnabled(editable);
    m_fromFile->setEnabled(editable);
    const bool shown = m_controller->phase() == NodePhase::ready
        || m_controller->phase() == NodePhase::deleted;
    updateFind();
    m_toolBar->setVisible(shown);
    m_footer->setVisible(shown);
    const bool dirty = m_controller->isDirty() && editable;
    m_revert->setVisible(dirty);
    m_save->setEnabled(dirty && m_controller->isWritable() && !m_controller->isSaving());
    const QString keys = keyOf("node.save").toString(QKeySequence::NativeText);
    m_save->setToolTip(m_controller->isWritable()
            ? (keys.isEmpty() ? m_save->text() : tr("Save (%1)").arg(keys))
            : tr("Writes are held until the connection is back"));
    m_diff->setEnabled(dirty);
    if (!dirty)
        m_diff->setChecked(false);
    else if (m_diff->isChecked())
        updateDiff();
    updateFileButtons();
    m_detected->setText(hint());
    updateBanner();
    m_encoding->present(m_view, m_choice, isTextFormat() && isViewWritable());
    updateFooter();
}

/// What the bar says beside the formats.
QString DataPage::hint()
{
    if (m_problem && !m_diff->isChecked()) {
        return tr("Line %1, column %2: %3", "where text is not well-formed, and why")
            .arg(m_problem->line)
            .arg(m_problem->column)
            .arg(m_problem->what);
    }
    if (m_diff->isChecked()) {
        const NodeSnapshot& server
            = m_controller->newer() ? *m_controller->newer() : m_controller->base();
        return tr("your edit against version %1 on the server").arg(server.stat.version);
    }
    if (m_format == DataFormat::hex && !m_view.encoding()) {
        const std::string_view known = knownSignature(m_view.content());
        return known.empty() ? tr("binary")
                             : tr("binary, looks like %1").arg(QString::fromLatin1(
                                 known.data(), static_cast<qsizetype>(known.size())));
    }
    if (m_editor->hasSoftBreaks())
        return tr("long lines are broken in this view only");
    if (m_format == DataFormat::xml && m_isSvg)
        return tr("SVG, not drawn: drawing it could open files of this computer");
    return m_formatChosen ? QString() : tr("detected");
}

/// Beside the hexadecimal view there is room for words.
void DataPage::updateFileButtons()
{
    const bool hex = !isTextFormat();
    m_layOut->setEnabled(canLayOut(m_format) && isViewWritable());
    const bool bare = !hex;
    m_insertFile->setText(bare ? QString() : tr("Insert file…"));
    m_saveAs->setText(bare ? QString() : tr("Save as…"));
    for (QPushButton* button : {m_insertFile, m_saveAs})
        setStyleProperty(button, "iconOnly", bare);
    m_insertFile->setEnabled(m_controller->isEditable());
    m_toolBar->setToolWanted(m_wrap, !hex); // Last: the words above change what has room.
    m_toolBar->setToolWanted(m_layOut, !hex);
}

void DataPage::updateFooter()
{
    if (m_loading)
        return;
    QStringList facts{formatBytes(static_cast<qint64>(storedBytes().size()))};
    if (m_stack->currentWidget() == m_editor) {
        const auto [line, column] = m_editor->cursorPlace();
        facts << tr("Ln %1, Col %2", "line and column").arg(line).arg(column);
    } else if (m_stack->currentWidget() == m_hex && !m_hex->data().empty()) {
        facts << tr("byte 0x%1").arg(m_hex->cursor(), 0, 16);
    }
    m_facts->setText(QStringLiteral("·  ") + facts.join(QStringLiteral("  ·  ")));
    m_changes->setTone(m_misfit ? Token::dangerText : Token::text3);
    if (m_misfit && m_view.encoding())
        m_changes->setText(misfitWords(*m_misfit, *m_view.encoding()));
    else if (m_controller->isSaving())
        m_changes->setText(tr("Saving…"));
    else if (!m_controller->isDirty())
        m_changes->setText(QString());
    else if (!isTextFormat() || m_changedLines == 0) // They are counted when the typing pauses.
        m_changes->setText(
            tr("Changed, based on version %1").arg(m_controller->base().stat.version));
    else
        m_changes->setText(tr("%n line(s) changed, based on version %1", nullptr, m_changedLines)
                               .arg(m_controller->base().stat.version));
}

void DataPage::updateChanges()
{
    m_changedLines = 0;
    std::vector<int> marks;
    if (m_controller->isDirty() && isTextFormat()) {
        const std::optional<Bytes>& base = m_controller->base().data;
        const DataProjection before(base ? ByteView(*base) : ByteView(), m_view.choice());
        const Bytes now = m_editor->data();
        const LineChanges changes = compareLines(before.text(), zs::textOf(now));
        m_changedLines = changes.count();
        marks = changes.changedInAfter;
    }
    m_editor->setChangedLines(marks);
    updateFooter();
}

void DataPage::chooseFormat(int index)
{
    if (m_loading || index < 0)
        return;
    const DataFormat wanted = m_segments[static_cast<std::size_t>(index)];
    m_diff->setChecked(false);
    if (wanted == m_format)
        return;
    if (!packNow()) { // The hexadecimal view would show other bytes than the text has.
        showFormat();
        refuseSave();
        return;
    }
    m_view = DataProjection(storedBytes(), m_view.choice());
    const bool wantsText = wanted != DataFormat::hex && wanted != DataFormat::image;
    if (wantsText && !canShowText()) {
        showFormat();
        Q_EMIT message(Role::looking,
            tr("These bytes are not text; as text they could not be kept as they are."));
        return;
    }
    m_format = wanted;
    m_formatChosen = true;
    showBytes();
    updateState();
    updateView();
    updateChanges();
}

void DataPage::startTyping(const QString& text)
{
    if (!m_controller->isEditable())
        return;
    m_stack->setCurrentWidget(m_editor);
    m_editor->setFocus(Qt::OtherFocusReason);
    m_editor->insert(text);
    m_editor->SendScintilla(QsciScintilla::SCI_DOCUMENTEND);
}

void DataPage::pasteInto()
{
    startTyping(QApplication::clipboard()->text());
}

bool DataPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_editor->viewport())
        return takeFile(event);
    if (watched == m_editor || watched == m_hex)
        return closeFind(event);
    const bool asked = event->type() == QEvent::ShortcutOverride;
    if (watched != m_empty || (!asked && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (!asked && key->matches(QKeySequence::Paste)) {
        pasteInto();
        return true;
    }
    const QString text = key->text();
    if (!text.isEmpty() && text.at(0).isPrint() && !(key->modifiers() & Qt::ControlModifier)) {
        if (!asked)
            startTyping(text);
        else if (m_controller->isEditable())
            event->accept(); // It is typed here: not the key of a command, as `?` is one.
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void DataPage::focusContent()
{
    m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void DataPage::retranslate()
{
    m_check->setText(tr("Check"));
    m_compare->setText(tr("Compare"));
    m_reload->setText(tr("Take the server's"));
    m_createAgain->setText(tr("Create again"));
    m_leave->setText(tr("Close"));
    m_paste->setText(tr("Paste"));
    m_fromFile->setText(tr("From file…"));
    m_tryAgain->setText(tr("Try again"));
    m_layOut->setText(tr("Format", "verb: lay the text out anew"));
    m_layOut->setToolTip(tr("Break and indent the lines; nothing is saved by it"));
    m_addIdentity->setText(tr("Add identity…"));
    m_wrap->setText(tr("Wrap"));
    m_wrap->setToolTip(tr("Wrap long lines"));
    m_diff->setText(tr("Diff"));
    m_diff->setToolTip(tr("Show what a save would change"));
    m_diffView->setAccessibleName(tr("What a save would change"));
    setVerb(m_insertFile, tr("Take the data from a file"));
    setVerb(m_saveAs, tr("Save the data to a file"));
    m_formats->setAccessibleName(tr("Show the data as"));
    m_hex->setAccessibleName(HexView::tr("Bytes of the node"));
    m_revert->setText(tr("Revert"));
    m_save->setText(tr("Save"));
}

void DataPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) { // Keys that were changed come this way, too.
        m_saveKeys->setKeys(keysOf(QStringLiteral("node.save")));
        retranslate();
        if (m_stack->currentWidget() == m_empty)
            showBytes();
        else if (m_stack->currentWidget() == m_error)
            showMessage();
        updateSegments(m_found);
        showFormat();
        checkText(); // What is wrong with it is words too.
        updateState();
        updateView();
    }
    QWidget::changeEvent(event);
}

} // namespace zs::ui

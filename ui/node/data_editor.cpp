// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_editor.h"

#include "clientlib/base/expect.h"
#include "ui/node/data_lexers.h"
#include "ui/node/letters_by_number.h"
#include "ui/node/soft_breaks.h"
#include "ui/theme/data_font.h"
#include "ui/theme/theme.h"
#include "ui/theme/typography.h"

#include <Qsci/qscicommand.h>
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexercpp.h>

#include <QApplication>
#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace zs::ui {

namespace {

constexpr int numberMargin = 0;
constexpr int gapMargin = 1;
constexpr int changeMargin = 2;
constexpr int changeMarker = 8;
constexpr int problemIndicator = 9;
constexpr int hitIndicator = 10;
/// A view full of hits of one letter: more would take longer to paint than anybody sees.
constexpr std::size_t mostPaintedHits = 4'000;
constexpr int hitAlpha = 90;
constexpr int firstFoldMarker = 25; ///< SC_MARKNUM_FOLDEREND to SC_MARKNUM_FOLDEROPEN.
constexpr int lastFoldMarker = 31;
constexpr int numberMarginPx = 32; ///< With the gap 44.
constexpr int gapMarginPx = 12;
constexpr int changeMarginPx = 3;
constexpr int topPx = 6;
constexpr int besideTextPx = 8;

/// QScintilla knows sizes in points alone; the design's are in pixels.
QFont editorFont(const QWidget& widget, QFont font)
{
    font.setPointSizeF(font.pixelSize() * 72.0 / widget.logicalDpiY());
    return font;
}

void colourLexer(QsciLexer& lexer, const QFont& font, DataFormat format)
{
    lexer.setDefaultFont(font);
    lexer.setFont(font);
    lexer.setDefaultPaper(ui::color(Token::canvas));
    lexer.setPaper(ui::color(Token::canvas));
    for (int style = 0; style < 128; ++style) {
        if (!lexer.description(style).isEmpty())
            lexer.setColor(ui::color(lexerToken(format, style)), style);
    }
}

/// Scintilla binds Ctrl with most letters to commands that nobody expects (Ctrl+L cuts the line)
/// and takes them before the window's own shortcuts see them. Those of every text field stay.
void unbindLetters(QsciCommandSet& commands)
{
    static const QString kept = QStringLiteral("ACVXYZ");
    const auto isForeign = [](int key) {
        const int letter = key & ~int(Qt::KeyboardModifierMask);
        return (key & int(Qt::CTRL)) && letter >= Qt::Key_A && letter <= Qt::Key_Z
            && ((key & int(Qt::SHIFT | Qt::ALT)) || !kept.contains(QChar(letter)));
    };
    for (QsciCommand* command : commands.commands()) {
        if (isForeign(command->key()))
            command->setKey(0);
        if (isForeign(command->alternateKey()))
            command->setAlternateKey(0);
    }
}

} // namespace

DataEditor::DataEditor(QWidget* parent)
    : QsciScintilla(parent)
    , m_carrier(std::make_unique<QsciLexerCPP>())
{
    setObjectName(QStringLiteral("dataEditor"));
    unbindLetters(*standardCommands());
    setFrameShape(QFrame::NoFrame);
    setUtf8(true);
    showHiddenLetters(*this);
    setIndentationsUseTabs(false);
    setTabWidth(2);
    setAutoIndent(true);
    setMarginType(numberMargin, QsciScintilla::NumberMargin);
    setMarginWidth(numberMargin, numberMarginPx);
    setFoldable(false);
    setMarginType(changeMargin, QsciScintilla::SymbolMarginDefaultBackgroundColor);
    setMarginWidth(changeMargin, changeMarginPx);
    setMarginMarkerMask(changeMargin, 1 << changeMarker);
    setMarginMarkerMask(numberMargin, 0);
    markerDefine(QsciScintilla::FullRectangle, changeMarker);
    indicatorDefine(QsciScintilla::SquiggleIndicator, problemIndicator);
    indicatorDefine(QsciScintilla::StraightBoxIndicator, hitIndicator);
    setIndicatorDrawUnder(true, hitIndicator);
    setCaretLineVisible(true);
    SendScintilla(SCI_SETCARETLINEVISIBLEALWAYS, 1UL);
    setViewportMargins(0, topPx, 0, 0);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, long(besideTextPx));
    restyle();
    retranslate();
    connect(&Theme::instance(), &Theme::changed, this, &DataEditor::restyle);
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, &DataEditor::paintHits);
    connect(this, &QsciScintilla::cursorPositionChanged, viewport(),
        [this] { viewport()->update(0, 0, marginsPx() + besideTextPx, viewport()->height()); });
    connect(this, &QsciScintilla::textChanged, this, [this] {
        m_hits.clear(); // They were in another text.
        m_hitsPainted = {};
        if (!m_setting)
            Q_EMIT edited();
    });
}

DataEditor::~DataEditor()
{
    setLexer(nullptr); // The lexers go before the base class that points to one.
}

bool DataEditor::canShow(ByteView data)
{
    return isEditableText(data) && breakLongLines(zs::textOf(data)).possible;
}

void DataEditor::setData(ByteView data)
{
    const SoftBroken broken = breakLongLines(zs::textOf(data));
    ZS_EXPECT(broken.possible);
    showLettersWithoutFont(*this, broken.text);
    m_setting = true;
    const bool wasReadOnly = isReadOnly();
    setReadOnly(false);
    m_mark = broken.mark;
    m_hits.clear();
    m_hitsPainted = {};
    setFormat(m_format); // Before the text: with marks another lexer is needed.
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, broken.text.size(), broken.text.data());
    SendScintilla(SCI_SETUNDOCOLLECTION, 1UL);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    SendScintilla(SCI_GOTOPOS, 0UL);
    const int digitsPx = QFontMetrics(fontFor(TextStyle::mono))
                             .horizontalAdvance(QString::number(lines()));
    setMarginWidth(numberMargin, std::max(numberMarginPx, digitsPx + 8));
    const std::string_view text = zs::textOf(data);
    setEolMode(text.find("\r\n") != std::string_view::npos ? QsciScintilla::EolWindows
                                                           : QsciScintilla::EolUnix);
    setScrollWidth(1);
    setReadOnly(wasReadOnly);
    m_setting = false;
}

std::string_view DataEditor::raw() const
{
    const auto size = static_cast<std::size_t>(SendScintilla(SCI_GETLENGTH));
    const void* start = SendScintillaPtrResult(SCI_GETCHARACTERPOINTER);
    return {static_cast<const char*>(start), size};
}

Bytes DataEditor::data() const
{
    return withoutMarks(raw(), m_mark);
}

void DataEditor::setFormat(DataFormat format)
{
    m_format = format;
    if (!m_lexers.contains(format))
        m_lexers[format] = makeLexer(format);
    // Lines that the view alone breaks would fold where the text has no line.
    QsciLexer* lexer = m_mark.empty() ? m_lexers[format].get() : m_carrier.get();
    setFoldable(m_mark.empty() && lexer != nullptr);
    setLexer(lexer);
    SendScintilla(SCI_SETLINEENDTYPESALLOWED, m_mark.empty() ? 0UL : 1UL);
    restyle();
}

/// Arrows in the gap between number and text, where there is something to fold.
void DataEditor::setFoldable(bool foldable)
{
    setFolding(foldable ? PlainFoldStyle : NoFoldStyle, gapMargin);
    if (!foldable) {
        setMarginType(gapMargin, QsciScintilla::SymbolMarginDefaultBackgroundColor);
        setMarginMarkerMask(gapMargin, 0);
    }
    setMarginWidth(gapMargin, gapMarginPx);
    SendScintilla(SCI_SETFOLDFLAGS, 0UL); // Else a black line, whatever the theme.
    for (int marker = firstFoldMarker; marker <= lastFoldMarker; ++marker) {
        const bool isOpen = marker == SC_MARKNUM_FOLDEROPEN || marker == SC_MARKNUM_FOLDEROPENMID;
        const bool isClosed = marker == SC_MARKNUM_FOLDER || marker == SC_MARKNUM_FOLDEREND;
        SendScintilla(SCI_MARKERDEFINE, static_cast<unsigned long>(marker),
            long(isOpen ? SC_MARK_ARROWDOWN : isClosed ? SC_MARK_ARROW : SC_MARK_EMPTY));
    }
}

void DataEditor::replaceText(std::string_view utf8)
{
    if (isReadOnly())
        return;
    if (hasSoftBreaks() || breakLongLines(utf8).mark.size() > 0) {
        setData(viewOf(utf8)); // Marks belong to a text as it was set.
        Q_EMIT edited();
        return;
    }
    beginUndoAction();
    SendScintilla(SCI_SETTARGETSTART, 0UL);
    SendScintilla(SCI_SETTARGETEND, static_cast<unsigned long>(SendScintilla(SCI_GETLENGTH)));
    SendScintilla(SCI_REPLACETARGET, utf8.size(), utf8.data());
    endUndoAction();
}

void DataEditor::markProblem(int line, int column)
{
    clearIndicatorRange(0, 0, lines(), 0, problemIndicator);
    if (line < 1 || hasSoftBreaks() || line > lines())
        return;
    const auto last = std::max<qsizetype>(1, text(line - 1).size()) - 1;
    const int from = std::clamp(column - 1, 0, static_cast<int>(last));
    fillIndicatorRange(line - 1, from, line - 1, from + 1, problemIndicator);
}

ByteSpan DataEditor::selectedBytes() const
{
    const MarkMap map(raw(), m_mark);
    const auto place = [&](unsigned int message) {
        return map.inBytes(static_cast<std::size_t>(SendScintilla(message)));
    };
    const std::size_t from = place(SCI_GETSELECTIONSTART);
    return {from, place(SCI_GETSELECTIONEND) - from};
}

void DataEditor::selectBytes(ByteSpan part)
{
    const MarkMap map(raw(), m_mark);
    const std::size_t from = map.startInText(part.from);
    const std::size_t end = part.size == 0 ? from : map.endInText(part.end());
    for (const std::size_t place : {from, end})
        SendScintilla(SCI_ENSUREVISIBLE, SendScintilla(SCI_LINEFROMPOSITION, place));
    SendScintilla(SCI_SETSEL, from, static_cast<long>(end));
    SendScintilla(SCI_SCROLLRANGE, end, static_cast<long>(from));
}

void DataEditor::showHits(std::vector<ByteSpan> hits)
{
    m_hits = std::move(hits);
    m_hitsPainted = {};
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(hitIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
    paintHits();
}

/// Called for each scroll: what has its ground already stays as it is.
void DataEditor::paintHits()
{
    if (m_hits.empty())
        return;
    const long top = SendScintilla(SCI_GETFIRSTVISIBLELINE);
    const long below = top + SendScintilla(SCI_LINESONSCREEN) + 1;
    const auto lineAt = [this](long row) {
        return SendScintilla(SCI_DOCLINEFROMVISIBLE, static_cast<unsigned long>(row));
    };
    const auto startOf = [this](long line) {
        return static_cast<std::size_t>(
            SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(line)));
    };
    const long last = std::min<long>(lineAt(below) + 1, lines());
    const std::size_t from = startOf(lineAt(top));
    const std::size_t end = last >= lines() ? raw().size() : startOf(last);
    const ByteSpan seen{from, end - from};
    if (seen == m_hitsPainted)
        return;
    m_hitsPainted = seen; // First: painting tells of itself.
    const MarkMap map(raw(), m_mark);
    auto hit = std::lower_bound(m_hits.begin(), m_hits.end(), map.inBytes(from),
        [](const ByteSpan& each, std::size_t place) { return each.end() <= place; });
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(hitIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, SendScintilla(SCI_GETLENGTH));
    const std::size_t seenEnd = map.inBytes(end);
    for (std::size_t count = 0; hit != m_hits.end() && hit->from < seenEnd
         && count < mostPaintedHits;
         ++hit, ++count) {
        const std::size_t start = map.startInText(hit->from);
        SendScintilla(SCI_INDICATORFILLRANGE, start,
            static_cast<long>(map.endInText(hit->end()) - start));
    }
}

void DataEditor::replacePart(ByteSpan part, std::string_view utf8)
{
    if (isReadOnly())
        return;
    const MarkMap map(raw(), m_mark);
    SendScintilla(SCI_SETTARGETSTART, map.startInText(part.from));
    SendScintilla(SCI_SETTARGETEND, map.endInText(part.end()));
    SendScintilla(SCI_REPLACETARGET, utf8.size(), utf8.data());
}

void DataEditor::setWrapped(bool wrapped)
{
    setWrapMode(wrapped ? QsciScintilla::WrapWord : QsciScintilla::WrapNone);
}

void DataEditor::setChangedLines(const std::vector<int>& lines)
{
    markerDeleteAll(changeMarker);
    if (!m_mark.empty())
        return; // Lines of the view are not lines of the bytes.
    for (const int line : lines)
        markerAdd(line, changeMarker);
}

std::pair<int, int> DataEditor::cursorPlace() const
{
    const auto at = static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
    const std::string_view before = raw().substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0.
    const Bytes column = withoutMarks(before.substr(start), m_mark);
    const auto characters = std::count_if(
        column.begin(), column.end(), [](std::uint8_t byte) { return (byte & 0xc0) != 0x80; });
    return {static_cast<int>(line) + 1, static_cast<int>(characters) + 1};
}

QMimeData* DataEditor::toMimeData(const QByteArray& text, bool rectangular) const
{
    const Bytes clean = withoutMarks({text.data(), static_cast<std::size_t>(text.size())}, m_mark);
    const auto* start = reinterpret_cast<const char*>(clean.data());
    return QsciScintilla::toMimeData(
        QByteArray(start, static_cast<qsizetype>(clean.size())), rectangular);
}

QByteArray DataEditor::fromMimeData(const QMimeData* source, bool& rectangular) const
{
    QByteArray text = QsciScintilla::fromMimeData(source, rectangular);
    showLettersWithoutFont(*this, {text.constData(), static_cast<std::size_t>(text.size())});
    return text;
}

void DataEditor::restyle()
{
    const int flashTime = QApplication::cursorFlashTime();
    SendScintilla(SCI_SETCARETPERIOD, static_cast<unsigned long>(flashTime / 2));
    const int spare = dataLineHeight() - QFontMetrics(dataFont()).height();
    setExtraAscent(std::max(0, spare / 2));
    setExtraDescent(std::max(0, spare - spare / 2));
    const QFont font = editorFont(*this, dataFont());
    for (const auto& [format, used] : m_lexers) {
        if (used)
            colourLexer(*used, font, format);
    }
    colourLexer(*m_carrier, font, DataFormat::text);
    if (!lexer()) {
        setFont(font);
        setColor(ui::color(Token::text));
        setPaper(ui::color(Token::canvas));
        SendScintilla(SCI_STYLESETFORE, STYLE_DEFAULT, ui::color(Token::text));
        SendScintilla(SCI_STYLESETBACK, STYLE_DEFAULT, ui::color(Token::canvas));
    }
    setMarginsFont(editorFont(*this, fontFor(TextStyle::mono)));
    setMarginsBackgroundColor(ui::color(Token::canvas));
    setMarginsForegroundColor(ui::color(Token::text3));
    setMarkerBackgroundColor(ui::color(Token::looking), changeMarker);
    setMarkerForegroundColor(ui::color(Token::looking), changeMarker);
    setFoldMarginColors(ui::color(Token::canvas), ui::color(Token::canvas));
    for (int marker = firstFoldMarker; marker <= lastFoldMarker; ++marker) {
        // QScintilla colours only markers that it handed out.
        const auto number = static_cast<unsigned long>(marker);
        SendScintilla(SCI_MARKERSETFORE, number, ui::color(Token::text3));
        SendScintilla(SCI_MARKERSETBACK, number, ui::color(Token::text3));
    }
    setIndicatorForegroundColor(ui::color(Token::danger), problemIndicator);
    QColor ground = ui::color(Token::looking);
    ground.setAlpha(hitAlpha);
    setIndicatorForegroundColor(ground, hitIndicator);
    setIndicatorOutlineColor(ground, hitIndicator);
    setCaretForegroundColor(ui::color(Token::text));
    setCaretLineBackgroundColor(ui::color(Token::hover));
    setSelectionBackgroundColor(ui::color(Token::selected));
    setSelectionForegroundColor(ui::color(Token::text));
}

int DataEditor::marginsPx() const
{
    return marginWidth(numberMargin) + marginWidth(gapMargin) + marginWidth(changeMargin);
}

void DataEditor::retranslate()
{
    setAccessibleName(tr("Data of the node"));
    setAccessibleDescription(tr("Tab indents. Press Esc, then Tab, to go on to the next control."));
}

bool DataEditor::focusNextPrevChild(bool next)
{
    if (!m_tabLeaves)
        return QsciScintilla::focusNextPrevChild(next); // Leaves what cannot be edited.
    m_tabLeaves = false;
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void DataEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        m_tabLeaves = true;
    else if (event->key() != Qt::Key_Shift) // It comes before Shift+Tab.
        m_tabLeaves = false;
    QsciScintilla::keyPressEvent(event);
}

void DataEditor::focusOutEvent(QFocusEvent* event)
{
    m_tabLeaves = false;
    QsciScintilla::focusOutEvent(event);
}

void DataEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QsciScintilla::changeEvent(event);
}

void DataEditor::paintEvent(QPaintEvent* event)
{
    QsciScintilla::paintEvent(event);
    paintCaretLineMargin();
}

/// Scintilla gives the caret's line its ground from the text on; the design does from the window's
/// edge on, with a stronger number.
void DataEditor::paintCaretLineMargin()
{
    const auto position = static_cast<unsigned long>(SendScintilla(SCI_GETCURRENTPOS));
    const long line = SendScintilla(SCI_LINEFROMPOSITION, position);
    const auto lineArgument = static_cast<unsigned long>(line);
    const long start = SendScintilla(SCI_POSITIONFROMLINE, lineArgument);
    const int top = int(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, start));
    const int height = int(SendScintilla(SCI_TEXTHEIGHT, lineArgument));
    const int rows = int(SendScintilla(SCI_WRAPCOUNT, lineArgument));
    const int numberPx = marginWidth(numberMargin);
    QPainter painter(viewport());
    painter.fillRect(0, top, numberPx, rows * height, ui::color(Token::hover));
    // A fold mark was painted already; it differs from the ground more than the caret's line does.
    painter.setCompositionMode(Theme::instance().isDark() ? QPainter::CompositionMode_Lighten
                                                          : QPainter::CompositionMode_Darken);
    painter.fillRect(
        numberPx, top, marginWidth(gapMargin), rows * height, ui::color(Token::hover));
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    // So was the bar of a change, which is left to be seen.
    const bool changed = SendScintilla(SCI_MARKERGET, lineArgument) & (1 << changeMarker);
    const int from = marginsPx() - (changed ? 0 : marginWidth(changeMargin));
    painter.fillRect(from, top, marginsPx() + besideTextPx - from, rows * height,
        ui::color(Token::hover));
    QFont font = editorFont(*this, fontFor(TextStyle::monoStrong));
    font.setPointSizeF(font.pointSizeF() + double(SendScintilla(SCI_GETZOOM)));
    painter.setFont(font);
    painter.setPen(ui::color(Token::text));
    constexpr int besideNumberPx = 3; // As Scintilla leaves it.
    painter.drawText(QRect(0, top, numberPx - besideNumberPx, height),
        Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, QString::number(line + 1));
}

} // namespace zs::ui

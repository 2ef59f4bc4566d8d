// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/diff_view.h"

#include "ui/theme/data_font.h"
#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QScrollBar>

#include <algorithm>

namespace zs::ui {

namespace {

constexpr std::string_view afterSign = "  ";
constexpr int leftPx = 12;
constexpr int topPx = 6;
constexpr int markAlpha = 70;

/// A marker number is also that of the indicator for marks on this ground.
int markerOf(RowGround ground)
{
    return static_cast<int>(ground) + 1;
}

/// The same ground in the margin.
int marginMarkerOf(RowGround ground)
{
    return markerOf(ground) + 8;
}

Token softOfGround(RowGround ground)
{
    switch (ground) {
    case RowGround::added: return Token::leadingSoft;
    case RowGround::removed:
    case RowGround::conflict: return Token::dangerSoft;
    case RowGround::changed: return Token::lookingSoft;
    case RowGround::filler: return Token::panel;
    case RowGround::none: break;
    }
    return Token::canvas;
}

Token fillOfGround(RowGround ground)
{
    switch (ground) {
    case RowGround::added: return Token::leading;
    case RowGround::changed: return Token::looking;
    default: return Token::danger;
    }
}

constexpr RowGround grounds[] = {RowGround::added, RowGround::removed, RowGround::changed,
    RowGround::conflict, RowGround::filler};

} // namespace

DiffView::DiffView(QWidget* parent)
    : QsciScintilla(parent)
{
    setFrameShape(QFrame::NoFrame);
    setUtf8(true);
    setReadOnly(true);
    setCaretWidth(0);
    setCaretLineVisible(false);
    for (int margin = 0; margin < 3; ++margin)
        setMarginWidth(margin, margin == 0 ? leftPx : 0);
    setMarginType(0, QsciScintilla::SymbolMarginDefaultBackgroundColor);
    int marginMask = 0;
    setViewportMargins(0, topPx, 0, 0);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, 0L);
    SendScintilla(SCI_SETMARGINRIGHT, 0UL, 0L);
    SendScintilla(SCI_SETLINEENDTYPESALLOWED, 0UL);
    for (const RowGround ground : grounds) {
        markerDefine(QsciScintilla::Background, markerOf(ground));
        markerDefine(QsciScintilla::FullRectangle, marginMarkerOf(ground));
        marginMask |= 1 << marginMarkerOf(ground);
        indicatorDefine(QsciScintilla::StraightBoxIndicator, markerOf(ground));
        setIndicatorDrawUnder(true, markerOf(ground));
    }
    setMarginMarkerMask(0, marginMask);
    restyle();
    connect(&Theme::instance(), &Theme::changed, this, &DiffView::restyle);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &DiffView::moved);
}

void DiffView::setExtraRowPx(int px)
{
    m_extraRowPx = px;
    restyle();
}

void DiffView::restyle()
{
    const int spare = dataLineHeight() + m_extraRowPx - QFontMetrics(dataFont()).height();
    setExtraAscent(std::max(0, spare / 2));
    setExtraDescent(std::max(0, spare - spare / 2));
    QFont font = dataFont();
    font.setPointSizeF(font.pixelSize() * 72.0 / logicalDpiY()); // QScintilla knows points alone.
    setFont(font);
    setColor(ui::color(Token::text));
    setPaper(ui::color(Token::canvas));
    setSelectionBackgroundColor(ui::color(Token::selected));
    setSelectionForegroundColor(ui::color(Token::text));
    for (const RowGround ground : grounds) {
        for (const int marker : {markerOf(ground), marginMarkerOf(ground)})
            setMarkerBackgroundColor(ui::color(softOfGround(ground)), marker);
        setMarkerForegroundColor(ui::color(softOfGround(ground)), marginMarkerOf(ground));
        setIndicatorForegroundColor(ui::color(fillOfGround(ground)), markerOf(ground));
        SendScintilla(SCI_INDICSETALPHA, static_cast<unsigned long>(markerOf(ground)),
            static_cast<long>(markAlpha));
        SendScintilla(
            SCI_INDICSETOUTLINEALPHA, static_cast<unsigned long>(markerOf(ground)), 0L);
    }
}

void DiffView::setRows(DiffRows rows)
{
    const int place = verticalScrollBar()->value();
    m_rows = std::move(rows);
    const bool signs = std::any_of(
        m_rows.begin(), m_rows.end(), [](const DiffRow& row) { return row.sign != ' '; });
    m_signBytes = signs ? 1 + afterSign.size() : 0;
    std::string text;
    for (const DiffRow& row : m_rows) {
        if (signs)
            (text += row.sign) += afterSign;
        text += row.text;
        text += '\n';
    }
    if (!text.empty())
        text.pop_back(); // The last row is no line end followed by an empty one.
    setReadOnly(false);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_CLEARALL);
    markerDeleteAll();
    SendScintilla(SCI_ADDTEXT, text.size(), text.data());
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        paintRow(row);
    SendScintilla(SCI_GOTOPOS, 0UL);
    setReadOnly(true);
    verticalScrollBar()->setValue(place);
    Q_EMIT moved();
}

void DiffView::paintRow(int number)
{
    const DiffRow& row = m_rows[static_cast<std::size_t>(number)];
    if (row.ground == RowGround::none)
        return;
    const int marker = markerOf(row.ground);
    markerAdd(number, marker);
    markerAdd(number, marginMarkerOf(row.ground));
    if (row.marks.empty())
        return;
    const auto line = static_cast<std::size_t>(
        SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(number)));
    const std::size_t start = line + m_signBytes;
    SendScintilla(SCI_SETINDICATORCURRENT, static_cast<unsigned long>(marker));
    for (const ByteRange& mark : row.marks)
        SendScintilla(SCI_INDICATORFILLRANGE, start + mark.from,
            static_cast<long>(mark.to - mark.from));
}

void DiffView::showRow(int row)
{
    setFirstVisibleLine(std::max(0, row - 3));
}

void DiffView::resizeEvent(QResizeEvent* event)
{
    QsciScintilla::resizeEvent(event);
    Q_EMIT moved();
}

void scrollTogether(DiffView* one, DiffView* other)
{
    for (const auto& [from, to] : {std::pair(one, other), std::pair(other, one)}) {
        QObject::connect(from->verticalScrollBar(), &QScrollBar::valueChanged,
            to->verticalScrollBar(), &QScrollBar::setValue);
        QObject::connect(from->horizontalScrollBar(), &QScrollBar::valueChanged,
            to->horizontalScrollBar(), &QScrollBar::setValue);
    }
}

} // namespace zs::ui

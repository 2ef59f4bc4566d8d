// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/data_format.h"
#include "ui/node/text_search.h"

#include <Qsci/qsciscintilla.h>

#include <map>
#include <memory>
#include <string_view>
#include <vector>

class QsciLexer;

namespace zs::ui {

/// Edits the bytes of a node as UTF-8 text: what nobody touches comes out as it went in, line ends
/// and byte order mark included. Over-long lines are broken in the view alone.
class DataEditor : public QsciScintilla {
    Q_OBJECT
public:
    explicit DataEditor(QWidget* parent = nullptr);
    ~DataEditor() override;

    /// Whether setData would work: valid text, and its long lines can be broken.
    [[nodiscard]] static bool canShow(ByteView data);
    /// Replaces the text, without a way back by undo. `data` must satisfy canShow().
    void setData(ByteView data);
    [[nodiscard]] Bytes data() const;
    /// Highlighting; `hex` is shown as plain text.
    void setFormat(DataFormat format);
    void setWrapped(bool wrapped);
    /// As if the user had typed it; one step of undo where no line is over-long.
    void replaceText(std::string_view utf8);
    /// Underlines a place, from 1; line 0 takes the mark away. Not where lines are broken.
    void markProblem(int line, int column);
    /// Lines (from 0) that get a mark at their left.
    void setChangedLines(const std::vector<int>& lines);
    /// Line and column of the cursor, from 1, as they count in the bytes.
    [[nodiscard]] std::pair<int, int> cursorPlace() const;
    /// The selection as a part of data(); of nothing: where the cursor is.
    [[nodiscard]] ByteSpan selectedBytes() const;
    /// Selects that part of data(), and scrolls and unfolds until it is seen.
    void selectBytes(ByteSpan part);
    /// Paints a ground under these parts of data(), which are in order.
    void showHits(std::vector<ByteSpan> hits);
    /// As if the user had typed over that part of data().
    void replacePart(ByteSpan part, std::string_view utf8);
    /// True when the view breaks lines that the bytes do not.
    [[nodiscard]] bool hasSoftBreaks() const { return !m_mark.empty(); }

Q_SIGNALS:
    /// By the user; not by setData.
    void edited();

protected:
    void paintEvent(QPaintEvent* event) override;
    /// Tab indents; after Esc it leaves, so that nobody who uses keys alone is held here.
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    QMimeData* toMimeData(const QByteArray& text, bool rectangular) const override;
    QByteArray fromMimeData(const QMimeData* source, bool& rectangular) const override;

private:
    void restyle();
    void retranslate();
    void setFoldable(bool foldable);
    void paintHits();
    void paintCaretLineMargin();
    [[nodiscard]] int marginsPx() const;
    [[nodiscard]] std::string_view raw() const;

    std::map<DataFormat, std::unique_ptr<QsciLexer>> m_lexers; ///< Made when they are needed.
    std::unique_ptr<QsciLexer> m_carrier; ///< Its only merit: Scintilla then accepts the marks.
    DataFormat m_format = DataFormat::text;
    std::string_view m_mark;
    std::vector<ByteSpan> m_hits;
    ByteSpan m_hitsPainted; ///< Of the view's text; only what is seen gets a ground.
    bool m_setting = false;
    bool m_tabLeaves = false; ///< Esc was pressed, and nothing since.
};

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/node/decode/text_encoding.h"
#include "ui/node/text_search.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <memory>

namespace zs::ui {

class DataEditor;
class FindBar;
class HexView;

/// Finds and replaces in what the tab "Data" shows, as text or as bytes. A megabyte is searched in
/// another thread, so that no expression holds the program up; a search that somebody changes
/// before it ends is dropped.
/// Threads: GUI thread.
class DataFind : public QObject {
    Q_OBJECT
public:
    /// What is searched.
    struct Place {
        enum class View { none, text, bytes };
        View view = View::none;
        bool writable = false;
        /// Text among bytes is looked for in this encoding.
        TextEncoding encoding = TextEncoding::utf8;
        bool operator==(const Place&) const = default;
    };

    /// All three live as long as this does.
    DataFind(FindBar* bar, DataEditor* editor, HexView* hex, QObject* parent);
    ~DataFind() override;

    void setPlace(const Place& place);
    /// The view holds other data: what was found in it is void, and looked for again.
    void contentChanged();
    /// Shows the bar; what is selected becomes what is looked for.
    void open();
    /// To the next hit after the selection (or the one before it), round the ends.
    void step(bool forward);
    /// The keys go back to who had them.
    void close();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    /// For a toast: what was replaced, or why not.
    void told(bool done, const QString& text);

private:
    enum class Then { nothing, show, next, previous };
    void restart();
    void search();
    void receive(int run, const Hits& hits);
    void showStatus();
    void showHits();
    void goTo(std::size_t index, bool wrapped);
    void take(Then then);
    void replaceHit();
    void replaceAllHits();
    void replaceAllBytes();
    void receiveReplaced(int content, const std::optional<ReplacedText>& after);
    /// What is looked for as bytes; nullopt: it is none, which the bar then says.
    std::optional<Bytes> asBytes(const QString& typed, bool inReplacement);
    [[nodiscard]] ByteSpan selection() const;
    [[nodiscard]] std::optional<std::size_t> hitAtSelection() const;

    FindBar* m_bar;
    DataEditor* m_editor;
    HexView* m_hex;
    Place m_place;
    QPointer<QWidget> m_before; ///< Who had the keys before somebody looked for something.
    QTimer m_delay; ///< Between keys and the search, while somebody edits.
    Hits m_hits;
    bool m_known = false;        ///< m_hits belong to what is shown and looked for.
    bool m_isPattern = true;     ///< What is looked for can be.
    bool m_wrapped = false;
    Then m_then = Then::nothing; ///< When the hits are known.
    std::size_t m_anchor = 0;    ///< Where somebody stood who began to type into the field.
    int m_run = 0;     ///< Counts what was looked for, and in what.
    int m_content = 0; ///< Counts what was looked in.
    std::shared_ptr<std::atomic<bool>> m_stop;
};

} // namespace zs::ui

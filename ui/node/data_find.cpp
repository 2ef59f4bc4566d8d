// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/data_find.h"

#include "clientlib/net/background.h"
#include "ui/common/text_format.h"
#include "ui/node/data_editor.h"
#include "ui/node/decode_words.h"
#include "ui/node/find_bar.h"
#include "ui/node/hex_view.h"

#include <QApplication>
#include <QDeadlineTimer>

#include <algorithm>

namespace zs::ui {

namespace {

/// As long as somebody types into the data, it is searched when they pause.
constexpr std::chrono::milliseconds searchAfter{80};
/// A search that takes longer shows what it has.
constexpr std::chrono::milliseconds searchFor{3'000};
/// A longer selection is hardly what somebody looks for.
constexpr std::size_t mostSelectedBytes = 200;

StopSearch stopFor(const std::shared_ptr<std::atomic<bool>>& flag)
{
    return [flag, deadline = QDeadlineTimer(searchFor)] {
        return *flag || deadline.hasExpired();
    };
}

} // namespace

DataFind::DataFind(FindBar* bar, DataEditor* editor, HexView* hex, QObject* parent)
    : QObject(parent)
    , m_bar(bar)
    , m_editor(editor)
    , m_hex(hex)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(searchAfter);
    connect(&m_delay, &QTimer::timeout, this, &DataFind::search);
    connect(bar, &FindBar::queryChanged, this, [this] {
        restart();
        m_then = Then::show;
        search();
    });
    connect(bar, &FindBar::nextWanted, this, [this] { step(true); });
    connect(bar, &FindBar::previousWanted, this, [this] { step(false); });
    connect(bar, &FindBar::replaceWanted, this, &DataFind::replaceHit);
    connect(bar, &FindBar::replaceAllWanted, this, &DataFind::replaceAllHits);
    connect(bar, &FindBar::closed, this, &DataFind::close);
    connect(editor, &QsciScintilla::selectionChanged, this, &DataFind::showStatus);
    connect(hex, &HexView::cursorMoved, this, &DataFind::showStatus);
}

DataFind::~DataFind()
{
    if (m_stop)
        *m_stop = true;
}

bool DataFind::isOpen() const { return !m_bar->isHidden(); }

void DataFind::setPlace(const Place& place)
{
    if (place == m_place)
        return;
    const bool isOther = place.view != m_place.view || place.encoding != m_place.encoding;
    m_place = place;
    m_bar->setBytesMode(place.view == Place::View::bytes);
    m_bar->setReplaceable(place.writable);
    if (isOther)
        contentChanged();
}

/// Nothing that was found holds any more.
void DataFind::restart()
{
    ++m_run;
    if (m_stop)
        *m_stop = true;
    m_known = false;
    m_wrapped = false;
    m_then = Then::nothing;
    m_hits = {};
}

void DataFind::contentChanged()
{
    const Then then = m_then; // A step that waits is still to be made.
    restart();
    ++m_content;
    m_then = then;
    if (isOpen())
        m_delay.start();
}

ByteSpan DataFind::selection() const
{
    return m_place.view == Place::View::bytes ? m_hex->selectedBytes() : m_editor->selectedBytes();
}

void DataFind::open()
{
    QString text;
    const ByteSpan selected = selection();
    m_anchor = selected.from;
    if (m_place.view == Place::View::text && selected.size > 0
        && selected.size <= mostSelectedBytes) {
        const Bytes data = m_editor->data();
        const std::string_view part = zs::textOf(data).substr(selected.from, selected.size);
        if (part.find_first_of("\r\n") == std::string_view::npos && !m_bar->query().isRegex)
            text = QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size()));
    }
    const bool wasOpen = isOpen();
    QWidget* focus = QApplication::focusWidget();
    if (focus && !m_bar->isAncestorOf(focus))
        m_before = focus;
    m_bar->enter(text);
    if (!wasOpen || !m_known) {
        restart();
        search();
    }
}

void DataFind::close()
{
    const QWidget* focus = QApplication::focusWidget();
    const bool isElsewhere = focus && !m_bar->isAncestorOf(focus);
    restart();
    m_delay.stop();
    m_bar->hide();
    m_bar->setProblem(std::nullopt);
    showHits();
    if (isElsewhere)
        return;
    if (m_before && m_before->isVisible() && m_before->isEnabled()
        && m_before->window() == m_bar->window())
        m_before->setFocus(Qt::OtherFocusReason);
    else if (m_place.view == Place::View::bytes)
        m_hex->setFocus(Qt::OtherFocusReason);
    else if (m_place.view == Place::View::text)
        m_editor->setFocus(Qt::OtherFocusReason);
}

std::optional<Bytes> DataFind::asBytes(const QString& typed, bool inReplacement)
{
    std::optional<PatternProblem> problem;
    std::optional<Bytes> bytes;
    if (m_bar->isHex()) {
        tl::expected<Bytes, PatternProblem> parsed = parseHexBytes(typed);
        if (parsed)
            bytes = std::move(*parsed);
        else
            problem = std::move(parsed.error());
    } else {
        const auto written = writeText(typed.toStdString(), m_place.encoding, false);
        if (written)
            bytes = *written;
        else
            problem = PatternProblem{static_cast<qsizetype>(written.error().column) - 1,
                misfitWords(written.error(), m_place.encoding)};
    }
    m_bar->setProblem(problem, inReplacement);
    return bytes;
}

void DataFind::search()
{
    m_delay.stop();
    const FindQuery query = m_bar->query();
    const int run = m_run;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    if (m_place.view == Place::View::bytes) {
        const std::optional<Bytes> wanted = asBytes(query.text, false);
        m_isPattern = wanted.has_value();
        if (!wanted) {
            receive(run, {});
            return;
        }
        net::inBackground(
            this,
            [bytes = m_hex->data(), wanted = *wanted, fold = !m_bar->isHex() && !query.matchCase] {
                return findBytes(bytes, wanted, fold);
            },
            [this, run](const Hits& hits) { receive(run, hits); });
        return;
    }
    const std::optional<PatternProblem> problem = patternProblem(query);
    m_bar->setProblem(problem);
    m_isPattern = !problem;
    if (problem || query.text.isEmpty() || m_place.view == Place::View::none) {
        receive(run, {});
        return;
    }
    net::inBackground(
        this,
        [text = m_editor->data(), query, stop = stopFor(m_stop)] {
            return findAll(zs::textOf(text), query, stop);
        },
        [this, run](const Hits& hits) { receive(run, hits); });
}

void DataFind::receive(int run, const Hits& hits)
{
    if (run != m_run)
        return; // Somebody looks for another thing by now.
    m_hits = hits;
    m_known = true;
    showHits();
    take(std::exchange(m_then, Then::nothing));
    showStatus();
}

void DataFind::take(Then then)
{
    const auto& spans = m_hits.spans;
    if (then == Then::nothing || spans.empty())
        return;
    const ByteSpan selected = selection();
    if (then == Then::previous) {
        const auto after = std::lower_bound(spans.begin(), spans.end(), selected.from,
            [](const ByteSpan& hit, std::size_t place) { return hit.end() <= place; });
        const bool wraps = after == spans.begin();
        goTo(static_cast<std::size_t>((wraps ? spans.end() : after) - spans.begin()) - 1, wraps);
        m_anchor = selection().from;
        return;
    }
    // Among bytes one is selected always: a hit that begins there was not gone to yet.
    const bool stands = then == Then::next && hitAtSelection();
    const std::size_t from
        = then == Then::show ? m_anchor : stands ? selected.end() : selected.from;
    const auto hit = std::lower_bound(spans.begin(), spans.end(), from,
        [](const ByteSpan& each, std::size_t place) { return each.from < place; });
    const bool wraps = hit == spans.end();
    goTo(wraps ? 0 : static_cast<std::size_t>(hit - spans.begin()), wraps);
    if (then == Then::next)
        m_anchor = selection().from;
}

void DataFind::goTo(std::size_t index, bool wrapped)
{
    const ByteSpan hit = m_hits.spans[index];
    m_wrapped = wrapped;
    if (m_place.view == Place::View::bytes)
        m_hex->selectBytes(hit);
    else
        m_editor->selectBytes(hit);
    showStatus();
}

void DataFind::step(bool forward)
{
    if (m_place.view == Place::View::none)
        return;
    if (!isOpen()) {
        if (m_bar->query().text.isEmpty()) {
            open();
            return;
        }
        m_bar->show();
        restart();
    }
    m_then = forward ? Then::next : Then::previous;
    if (m_known) {
        take(std::exchange(m_then, Then::nothing));
    } else {
        search();
    }
}

std::optional<std::size_t> DataFind::hitAtSelection() const
{
    const ByteSpan selected = selection();
    const auto hit = std::lower_bound(m_hits.spans.begin(), m_hits.spans.end(), selected.from,
        [](const ByteSpan& each, std::size_t place) { return each.from < place; });
    if (hit == m_hits.spans.end() || *hit != selected)
        return std::nullopt;
    return static_cast<std::size_t>(hit - m_hits.spans.begin());
}

void DataFind::showHits()
{
    m_editor->showHits(m_place.view == Place::View::text ? m_hits.spans : std::vector<ByteSpan>());
    m_hex->showHits(m_place.view == Place::View::bytes ? m_hits.spans : std::vector<ByteSpan>());
}

void DataFind::showStatus()
{
    if (!isOpen() || !m_known)
        return;
    if (!m_isPattern || m_bar->query().text.isEmpty()) {
        m_bar->setStatus(QString(), false);
        return;
    }
    if (m_hits.spans.empty()) {
        m_bar->setStatus(
            m_hits.end == Hits::End::stopped ? tr("Given up: too many steps") : tr("Not found"),
            true);
        return;
    }
    QString count = formatCount(static_cast<qint64>(m_hits.spans.size()));
    if (m_hits.end != Hits::End::complete)
        count += u'+';
    const std::optional<std::size_t> at = hitAtSelection();
    if (!at) {
        m_bar->setStatus(tr("%1 found", "hits").arg(count), false);
        return;
    }
    const QString number = formatCount(static_cast<qint64>(*at) + 1);
    m_bar->setStatus(m_wrapped
            ? tr("%1 of %2, wrapped", "number of the hit, hits: the search began again at the end")
                  .arg(number, count)
            : tr("%1 of %2", "number of the hit, hits").arg(number, count),
        false);
}

void DataFind::replaceHit()
{
    if (!m_place.writable)
        return;
    const std::optional<std::size_t> at = m_known ? hitAtSelection() : std::nullopt;
    if (!at) { // First somebody sees what would be replaced.
        step(true);
        return;
    }
    const ByteSpan hit = m_hits.spans[*at];
    std::size_t behind = hit.from;
    if (m_place.view == Place::View::bytes) {
        const std::optional<Bytes> bytes = asBytes(m_bar->replacement(), true);
        if (!bytes)
            return;
        behind += bytes->size();
        m_hex->replaceAll(replaceBytes(m_hex->data(), {hit}, *bytes));
        m_hex->selectBytes({behind, 0});
    } else {
        const Bytes data = m_editor->data();
        const auto text
            = replacementAt(zs::textOf(data), m_bar->query(), hit, m_bar->replacement());
        if (!text)
            return;
        behind += text->size();
        m_editor->replacePart(hit, *text);
        m_editor->selectBytes({behind, 0});
    }
    m_anchor = behind;
    m_then = Then::show;
    search();
}

void DataFind::replaceAllHits()
{
    if (!m_place.writable)
        return;
    if (m_place.view == Place::View::bytes) {
        replaceAllBytes();
        return;
    }
    const FindQuery query = m_bar->query();
    if (query.text.isEmpty() || patternProblem(query))
        return;
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    net::inBackground(
        this,
        [text = m_editor->data(), query, replacement = m_bar->replacement(),
            stop = stopFor(flag)] {
            return replaceAll(zs::textOf(text), query, replacement, stop);
        },
        [this, content = m_content](const std::optional<ReplacedText>& after) {
            receiveReplaced(content, after);
        });
}

void DataFind::replaceAllBytes()
{
    const std::optional<Bytes> wanted = asBytes(m_bar->query().text, false);
    const std::optional<Bytes> bytes = wanted ? asBytes(m_bar->replacement(), true) : wanted;
    if (!bytes)
        return;
    const bool fold = !m_bar->isHex() && !m_bar->query().matchCase;
    const Hits hits = findBytes(m_hex->data(), *wanted, fold);
    if (hits.end == Hits::End::tooMany) {
        Q_EMIT told(false, tr("Nothing was replaced: there are more than %1 hits.")
                               .arg(formatCount(static_cast<qint64>(mostHits))));
        return;
    }
    if (!hits.spans.empty())
        m_hex->replaceAll(replaceBytes(m_hex->data(), hits.spans, *bytes));
    Q_EMIT told(true, tr("%n hit(s) replaced", nullptr, static_cast<int>(hits.spans.size())));
}

/// What was replaced is the text of a moment ago.
void DataFind::receiveReplaced(int content, const std::optional<ReplacedText>& after)
{
    if (!m_place.writable || content != m_content) {
        Q_EMIT told(false, tr("Nothing was replaced: the text changed meanwhile."));
        return;
    }
    if (!after) {
        Q_EMIT told(false, tr("Nothing was replaced: the expression takes too many steps."));
        return;
    }
    if (after->count > 0)
        m_editor->replaceText(after->utf8);
    Q_EMIT told(true, tr("%n hit(s) replaced", nullptr, static_cast<int>(after->count)));
}

} // namespace zs::ui

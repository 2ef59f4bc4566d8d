// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/text_search.h"

#include "ui/common/library_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace zs::ui {

namespace {

struct Search {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Search)
};

/// Steps for one hit: 20 to 50 ms of them.
constexpr auto limits = "(*ANYCRLF)(*LIMIT_MATCH=1000000)";

QRegularExpression compiled(const FindQuery& query, bool limited)
{
    QString pattern
        = query.isRegex ? query.text : QRegularExpression::escape(query.text);
    if (query.wholeWord)
        pattern = QStringLiteral("(?<!\\w)(?:%1)(?!\\w)").arg(pattern);
    QRegularExpression::PatternOptions options
        = QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!query.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(limited ? QLatin1String(limits) + pattern : pattern, options);
}

/// Where a place in UTF-16 is in UTF-8, for places that only grow.
class Utf8Place {
public:
    explicit Utf8Place(const QString& text)
        : m_text(text)
    {
    }
    std::size_t at(qsizetype place)
    {
        for (; m_place < place; ++m_place) {
            const char16_t unit = m_text[m_place].unicode();
            const bool isSurrogate = QChar::isSurrogate(unit);
            // Each half of a pair stands for two of its four bytes.
            m_bytes += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3;
        }
        return m_bytes;
    }

private:
    const QString& m_text;
    qsizetype m_place = 0;
    std::size_t m_bytes = 0;
};

QString asText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString expanded(const QString& replacement, const QRegularExpressionMatch& match)
{
    QString out;
    for (qsizetype at = 0; at < replacement.size(); ++at) {
        const QChar c = replacement[at];
        if (c != u'\\' || at + 1 == replacement.size()) {
            out += c;
            continue;
        }
        const QChar next = replacement[++at];
        if (next >= u'0' && next <= u'9')
            out += match.capturedView(next.unicode() - u'0');
        else
            out += next == u'n' ? QChar(u'\n') : next == u't' ? QChar(u'\t') : next;
    }
    return out;
}

/// Calls `use` for each hit until it says false. Yields why it ended.
template <class Use>
Hits::End eachHit(
    const QString& text, const FindQuery& query, const StopSearch& stop, const Use& use)
{
    const QRegularExpression expression = compiled(query, true);
    if (query.text.isEmpty() || !expression.isValid())
        return Hits::End::complete;
    // Not globalMatch(): it tells a search that was given up from one without a hit no more.
    qsizetype from = 0;
    auto options = QRegularExpression::MatchOptions(QRegularExpression::NoMatchOption);
    while (from <= text.size()) {
        if (stop && stop())
            return Hits::End::stopped;
        const QRegularExpressionMatch match
            = expression.match(text, from, QRegularExpression::NormalMatch, options);
        options = QRegularExpression::DontCheckSubjectStringMatchOption; // It has been.
        if (!match.isValid())
            return Hits::End::stopped;
        if (!match.hasMatch())
            return Hits::End::complete;
        if (match.capturedLength() > 0 && !use(match))
            return Hits::End::tooMany;
        from = match.capturedEnd();
        if (match.capturedLength() == 0) {
            const bool isPair = from < text.size() && text[from].isHighSurrogate();
            from += isPair ? 2 : 1;
        }
    }
    return Hits::End::complete;
}

int hexDigit(QChar c)
{
    const char16_t unit = c.toLower().unicode();
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    return unit >= u'a' && unit <= u'f' ? unit - u'a' + 10 : -1;
}

std::uint8_t lowered(std::uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<std::uint8_t>(byte + 32) : byte;
}

} // namespace

std::optional<PatternProblem> patternProblem(const FindQuery& query)
{
    if (!query.isRegex || query.text.isEmpty())
        return std::nullopt;
    FindQuery asTyped = query; // What stands around it would shift the places.
    asTyped.wholeWord = false;
    for (const QRegularExpression& expression : {compiled(asTyped, false), compiled(query, true)}) {
        if (!expression.isValid())
            return PatternProblem{std::clamp<qsizetype>(
                                      expression.patternErrorOffset(), 0, query.text.size()),
                patternErrorWords(expression.errorString())};
    }
    return std::nullopt;
}

Hits findAll(std::string_view utf8, const FindQuery& query, const StopSearch& stop)
{
    const QString text = asText(utf8);
    Utf8Place place(text);
    Hits hits;
    hits.end = eachHit(text, query, stop, [&](const QRegularExpressionMatch& match) {
        if (hits.spans.size() == mostHits)
            return false;
        const std::size_t from = place.at(match.capturedStart());
        hits.spans.push_back({from, place.at(match.capturedEnd()) - from});
        return true;
    });
    return hits;
}

std::optional<std::string> replacementAt(
    std::string_view utf8, const FindQuery& query, ByteSpan hit, const QString& replacement)
{
    if (hit.end() > utf8.size())
        return std::nullopt;
    if (!query.isRegex)
        return replacement.toStdString();
    const QString text = asText(utf8);
    const qsizetype from = asText(utf8.substr(0, hit.from)).size();
    const QRegularExpressionMatch match = compiled(query, true).match(text, from,
        QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return std::nullopt;
    return expanded(replacement, match).toStdString();
}

std::optional<ReplacedText> replaceAll(std::string_view utf8, const FindQuery& query,
    const QString& replacement, const StopSearch& stop)
{
    const QString text = asText(utf8);
    QString out;
    qsizetype kept = 0;
    std::size_t count = 0;
    const auto end = eachHit(text, query, stop, [&](const QRegularExpressionMatch& match) {
        out += QStringView(text).sliced(kept, match.capturedStart() - kept);
        out += query.isRegex ? expanded(replacement, match) : replacement;
        kept = match.capturedEnd();
        ++count;
        return true;
    });
    if (end != Hits::End::complete)
        return std::nullopt;
    out += QStringView(text).sliced(kept);
    return ReplacedText{out.toStdString(), count};
}

tl::expected<Bytes, PatternProblem> parseHexBytes(const QString& text)
{
    Bytes bytes;
    for (qsizetype at = 0; at < text.size();) {
        const QChar c = text[at];
        if (c.isSpace() || c == u',' || c == u':') {
            ++at;
            continue;
        }
        if (c == u'0' && at + 1 < text.size() && text[at + 1].toLower() == u'x') {
            at += 2;
            continue;
        }
        const int high = hexDigit(c);
        if (high < 0)
            return tl::unexpected(
                PatternProblem{at, Search::tr("only the digits 0 to 9 and a to f make bytes")});
        const int low = at + 1 < text.size() ? hexDigit(text[at + 1]) : -1;
        if (low < 0)
            return tl::unexpected(
                PatternProblem{at, Search::tr("a byte takes two digits, as in 0a")});
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
        at += 2;
    }
    return bytes;
}

Hits findBytes(ByteView bytes, ByteView wanted, bool foldCase)
{
    Hits hits;
    if (wanted.empty())
        return hits;
    const auto same = [foldCase](std::uint8_t a, std::uint8_t b) {
        return foldCase ? lowered(a) == lowered(b) : a == b;
    };
    auto from = bytes.begin();
    while (true) {
        const auto hit = std::search(from, bytes.end(), wanted.begin(), wanted.end(), same);
        if (hit == bytes.end())
            return hits;
        if (hits.spans.size() == mostHits) {
            hits.end = Hits::End::tooMany;
            return hits;
        }
        hits.spans.push_back({static_cast<std::size_t>(hit - bytes.begin()), wanted.size()});
        from = hit + static_cast<std::ptrdiff_t>(wanted.size());
    }
}

Bytes replaceBytes(ByteView bytes, const std::vector<ByteSpan>& hits, ByteView replacement)
{
    Bytes out;
    out.reserve(bytes.size());
    std::size_t kept = 0;
    const auto copy = [&](ByteView part) { out.insert(out.end(), part.begin(), part.end()); };
    for (const ByteSpan& hit : hits) {
        copy(bytes.subspan(kept, hit.from - kept));
        copy(replacement);
        kept = hit.end();
    }
    copy(bytes.subspan(kept));
    return out;
}

} // namespace zs::ui

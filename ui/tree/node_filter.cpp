// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/node_filter.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace zs::ui {

namespace {

/// PCRE reads this at the start of a pattern. With its own limit (10,000,000) one name takes
/// up to 30 ms, and a million of them hours; with this one 0.1 ms. What people mean takes less than
/// a hundred steps.
constexpr auto stepLimit = QLatin1String("(*LIMIT_MATCH=20000)");

constexpr const char* context = "zs::ui::NodeFilter";
/// PCRE's words for the slips of people; others are shown in English.
constexpr auto knownProblems = std::to_array<const char*>({
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "missing terminating ] for character class"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "missing closing parenthesis"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "unmatched closing parenthesis"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "quantifier does not follow a repeatable item"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "numbers out of order in {} quantifier"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "number too big in {} quantifier"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "range out of order in character class"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "invalid range in character class"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "\\ at end of pattern"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "unrecognized character follows \\"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "regular expression is too large"),
    QT_TRANSLATE_NOOP("zs::ui::NodeFilter", "reference to non-existent subpattern"),
});

} // namespace

NodeFilter::NodeFilter(const QString& text)
{
    const QChar slash(u'/');
    m_isRegex = text.size() > 2 && text.startsWith(slash) && text.endsWith(slash);
    if (!m_isRegex) {
        m_pattern = NamePattern(text.toStdString());
        return;
    }
    const QString expression = text.mid(1, text.size() - 2);
    m_regexForPaths = expression.contains(slash);
    m_regex.setPattern(stepLimit + expression);
    m_regex.setPatternOptions(
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DontCaptureOption);
}

QString NodeFilter::problem() const
{
    if (!m_isRegex || m_regex.isValid())
        return {};
    const std::string words = m_regex.errorString().toStdString();
    const auto known = std::find(knownProblems.begin(), knownProblems.end(), words);
    const QString translated = known == knownProblems.end()
        ? QString::fromStdString(words)
        : QCoreApplication::translate(context, *known);
    const auto column = m_regex.patternErrorOffset() - stepLimit.size();
    //: What is wrong with a regular expression, and behind how many of its characters.
    return QCoreApplication::translate(context, "Not a regular expression: %1, at character %2.")
        .arg(translated)
        .arg(std::max<qsizetype>(column, 0));
}

bool NodeFilter::isForPaths() const
{
    return m_isRegex ? m_regexForPaths : m_pattern.isForPaths();
}

NodeFilter::Fit NodeFilter::fits(std::string_view text) const
{
    if (!m_isRegex)
        return m_pattern.fits(text) ? Fit::yes : Fit::no;
    if (text.size() > longestForRegex || !m_regex.isValid())
        return Fit::no;
    const QRegularExpressionMatch match
        = m_regex.match(QString::fromUtf8(text.data(), qsizetype(text.size())));
    if (!match.isValid())
        return Fit::tooCostly;
    return match.hasMatch() ? Fit::yes : Fit::no;
}

} // namespace zs::ui

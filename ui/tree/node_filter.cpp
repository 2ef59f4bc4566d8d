// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/node_filter.h"

#include "ui/common/library_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace zs::ui {

namespace {

/// PCRE reads this at the start of a pattern. With its own limit (10,000,000) one name takes
/// up to 30 ms, and a million of them hours; with this one 0.1 ms. What people mean takes less than
/// a hundred steps.
constexpr auto stepLimit = QLatin1String("(*LIMIT_MATCH=20000)");

struct Filter {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::NodeFilter)
};

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
    const auto column = m_regex.patternErrorOffset() - stepLimit.size();
    //: What is wrong with a regular expression, and behind how many of its characters.
    return Filter::tr("Not a regular expression: %1, at character %2.")
        .arg(patternErrorWords(m_regex.errorString()),
            QString::number(std::max<qsizetype>(column, 0)));
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

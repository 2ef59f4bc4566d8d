// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/preferences.h"

#include "clientlib/base/expect.h"
#include "ui/common/settings.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/motion.h"

#include <algorithm>
#include <iterator>

namespace zs::ui {
namespace {

constexpr auto scaleKey = "preferences/scalePercent";
constexpr auto fontFamilyKey = "preferences/dataFont";
constexpr auto fontSizeKey = "preferences/dataFontPx";
constexpr auto timeKey = "preferences/time";
constexpr auto watchesKey = "preferences/treeWatches";
constexpr auto eventsKey = "preferences/events";
constexpr auto requestsKey = "preferences/requests";
constexpr auto reopenKey = "preferences/reopen";
constexpr auto journalKey = "preferences/keepJournal";
constexpr auto contrastKey = "preferences/highContrast";
constexpr auto motionKey = "preferences/reducedMotion";

/// In the order of TimeStyle.
constexpr const char* timeNames[] = {"local", "utc", "milliseconds"};

} // namespace

Preferences::Preferences(Settings* settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
{
    ZS_EXPECT(settings);
}

int Preferences::number(const char* key, const Range& range) const
{
    bool ok = false;
    const int stored = m_settings->value(QLatin1String(key)).toInt(&ok);
    return ok ? std::clamp(stored, range.least, range.most) : range.standard;
}

void Preferences::store(const char* key, const QVariant& value)
{
    if (m_settings->value(QLatin1String(key)) == value)
        return;
    m_settings->setValue(QLatin1String(key), value);
    Q_EMIT changed();
}

int Preferences::scalePercent() const
{
    return number(scaleKey, scaleRange);
}

void Preferences::setScalePercent(int percent)
{
    store(scaleKey, std::clamp(percent, scaleRange.least, scaleRange.most));
}

DataFont Preferences::dataFont() const
{
    return {m_settings->value(QLatin1String(fontFamilyKey)).toString(),
        number(fontSizeKey, dataFontRange)};
}

void Preferences::setDataFont(const DataFont& font)
{
    store(fontFamilyKey, font.family);
    store(fontSizeKey, std::clamp(font.sizePx, dataFontRange.least, dataFontRange.most));
}

TimeStyle Preferences::timeStyle() const
{
    const QString stored = m_settings->value(QLatin1String(timeKey)).toString();
    const auto found = std::find(std::begin(timeNames), std::end(timeNames), stored);
    return found == std::end(timeNames)
        ? TimeStyle::local
        : static_cast<TimeStyle>(found - std::begin(timeNames));
}

void Preferences::setTimeStyle(TimeStyle style)
{
    store(timeKey, QLatin1String(timeNames[static_cast<std::size_t>(style)]));
}

int Preferences::treeWatches() const
{
    return number(watchesKey, treeWatchesRange);
}

void Preferences::setTreeWatches(int count)
{
    store(watchesKey, std::clamp(count, treeWatchesRange.least, treeWatchesRange.most));
}

int Preferences::events() const
{
    return number(eventsKey, eventsRange);
}

void Preferences::setEvents(int count)
{
    store(eventsKey, std::clamp(count, eventsRange.least, eventsRange.most));
}

int Preferences::requests() const
{
    return number(requestsKey, requestsRange);
}

void Preferences::setRequests(int count)
{
    store(requestsKey, std::clamp(count, requestsRange.least, requestsRange.most));
}

bool Preferences::reopensConnections() const
{
    return m_settings->value(QLatin1String(reopenKey)).toString() != QStringLiteral("false");
}

void Preferences::setReopensConnections(bool reopens)
{
    store(reopenKey, reopens);
}

bool Preferences::keepsJournal() const
{
    return m_settings->value(QLatin1String(journalKey)).toString() != QStringLiteral("false");
}

void Preferences::setKeepsJournal(bool keeps)
{
    store(journalKey, keeps);
}

bool Preferences::highContrast() const
{
    return m_settings->value(QLatin1String(contrastKey)).toString() == QStringLiteral("true");
}

void Preferences::setHighContrast(bool high)
{
    store(contrastKey, high);
}

bool Preferences::reducedMotion() const
{
    return m_settings->value(QLatin1String(motionKey)).toString() == QStringLiteral("true");
}

void Preferences::setReducedMotion(bool reduced)
{
    store(motionKey, reduced);
}

void Preferences::restoreDefaults()
{
    m_settings->remove(QStringLiteral("preferences"));
    Q_EMIT changed();
}

void Preferences::applyToProgram() const
{
    ui::setDataFont(dataFont());
    ui::setTimeStyle(timeStyle());
    ui::setHighContrast(highContrast());
    ui::setMotionReduced(reducedMotion());
}

} // namespace zs::ui

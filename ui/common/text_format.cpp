// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/text_format.h"

#include "ui/common/time_style.h"

#include <QCoreApplication>
#include <QLocale>

namespace zs::ui {
namespace {

struct Format {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Format)
};

QString withUnit(double value, const QString& unit)
{
    // Three significant digits say all that a person compares.
    const int decimals = value < 9.995 ? 1 : 0;
    return QStringLiteral("%1 %2").arg(QLocale().toString(value, 'f', decimals), unit);
}

TimeStyle& chosenStyle()
{
    static TimeStyle style = TimeStyle::local;
    return style;
}

} // namespace

void setTimeStyle(TimeStyle style)
{
    chosenStyle() = style;
}

TimeStyle timeStyle()
{
    return chosenStyle();
}

QString formatZxid(Zxid zxid)
{
    return QStringLiteral("0x%1|0x%2").arg(zxid.epoch(), 0, 16).arg(zxid.counter(), 0, 16);
}

QString formatFullZxid(Zxid zxid)
{
    return QStringLiteral("0x%1").arg(quint64(zxid.value), 16, 16, QLatin1Char('0'));
}

QString formatSessionId(SessionId id)
{
    return QString::fromStdString(toText(id));
}

QString formatBytes(qint64 sizeBytes)
{
    constexpr double kibi = 1024.0;
    if (sizeBytes < 1024)
        return QStringLiteral("%1 B").arg(sizeBytes);
    if (double(sizeBytes) < kibi * kibi)
        return withUnit(double(sizeBytes) / kibi, QStringLiteral("KiB"));
    return withUnit(double(sizeBytes) / (kibi * kibi), QStringLiteral("MiB"));
}

QString formatCount(qint64 count)
{
    return QLocale().toString(count);
}

QString formatTime(qint64 msSinceEpoch)
{
    if (msSinceEpoch == 0)
        return Format::tr("not recorded", "a time that the server never set");
    const QString pattern = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    switch (chosenStyle()) {
    case TimeStyle::utc:
        return QDateTime::fromMSecsSinceEpoch(msSinceEpoch, Qt::UTC).toString(pattern) + u'Z';
    case TimeStyle::milliseconds: return QString::number(msSinceEpoch);
    case TimeStyle::local: break;
    }
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch).toString(pattern);
}

QString formatAge(qint64 msSinceEpoch, const QDateTime& now)
{
    if (msSinceEpoch == 0)
        return Format::tr("not recorded", "a time that the server never set");
    const qint64 seconds = (now.toMSecsSinceEpoch() - msSinceEpoch) / 1000;
    if (seconds < -5)
        return Format::tr("in the future", "a server's clock is ahead of ours");
    if (seconds < 5)
        return Format::tr("just now");
    if (seconds < 60)
        return Format::tr("%n seconds ago", nullptr, int(seconds));
    if (seconds < 3600)
        return Format::tr("%n minutes ago", nullptr, int(seconds / 60));
    if (seconds < 86'400)
        return Format::tr("%n hours ago", nullptr, int(seconds / 3600));
    if (seconds < 86'400LL * 60)
        return Format::tr("%n days ago", nullptr, int(seconds / 86'400));
    if (seconds < 86'400LL * 730)
        return Format::tr("%n months ago", nullptr, int(seconds / (86'400 * 30)));
    return Format::tr("%n years ago", nullptr, int(seconds / (86'400LL * 365)));
}

QString formatDay(const QDateTime& when, const QDateTime& now)
{
    const qint64 days = when.date().daysTo(now.date());
    if (days == 0)
        return Format::tr("Today %1", "%1 is a time like 14:02").arg(
            when.time().toString(QStringLiteral("HH:mm")));
    if (days == 1)
        return Format::tr("Yesterday");
    if (days > 1 && days < 7)
        return Format::tr("%n days ago", nullptr, int(days));
    if (when.date().year() == now.date().year())
        return QLocale().toString(
            when.date(), Format::tr("d MMM", "date format of Qt: day and month"));
    return when.date().toString(Qt::ISODate);
}

QString keyCaps(QString keys)
{
    for (qsizetype at = 1; at + 1 < keys.size(); ++at) { // Not the "+" that is a key itself.
        if (keys[at] == u'+')
            keys[at++] = u' ';
    }
    return keys;
}

QString formatLatency(std::chrono::microseconds latency)
{
    const double ms = double(latency.count()) / 1000.0;
    if (ms < 1000)
        return withUnit(ms, QStringLiteral("ms"));
    return withUnit(ms / 1000, QStringLiteral("s"));
}

} // namespace zs::ui

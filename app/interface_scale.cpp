// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interface_scale.h"

#include "ui/common/preferences.h"
#include "ui/common/settings.h"

#include <QByteArray>
#include <QProcess>

namespace zs::app {
namespace {

constexpr auto variable = "QT_SCALE_FACTOR";

} // namespace

InterfaceScale applyInterfaceScale(ui::Settings& settings)
{
    if (!qEnvironmentVariableIsEmpty(variable)) {
        const double factor = qEnvironmentVariable(variable).toDouble();
        return {factor > 0 ? qRound(factor * 100) : 100, true};
    }
    const int percent = ui::Preferences(&settings).scalePercent();
    if (percent != 100)
        qputenv(variable, QByteArray::number(percent / 100.0));
    return {percent, false};
}

bool startAgain(
    const QString& program, const QStringList& arguments, const InterfaceScale& running)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!running.fromEnvironment)
        environment.remove(QLatin1String(variable)); // It is there for Qt in this process.
    process.setProcessEnvironment(environment);
    return process.startDetached();
}

} // namespace zs::app

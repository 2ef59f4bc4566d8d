// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/cluster_command/cluster_command.h"
#include "app/interface_scale.h"
#include "app/local_launch.h"
#include "app/tour/tour.h"
#include "ui/common/settings.h"
#include "ui/connections/keychain_secrets.h"
#include "ui/mainwindow/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>

namespace {

using namespace zs;

void print(std::FILE* stream, const QString& text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fputc('\n', stream);
}

ui::ThemeMode themeFrom(const QString& name)
{
    if (name == QStringLiteral("light"))
        return ui::ThemeMode::light;
    return name == QStringLiteral("dark") ? ui::ThemeMode::dark : ui::ThemeMode::system;
}

int runConsole(const app::Arguments& arguments, ui::Languages& languages,
    const app::InterfaceScale& scale)
{
    ui::Settings settings;
    const QString theme = arguments.theme.isEmpty()
        ? settings.value(QStringLiteral("theme")).toString()
        : arguments.theme;
    ui::Theme::install(themeFrom(theme));
    app::LocalLaunch launch;
    ui::KeychainSecrets keychain;
    auto window = std::make_unique<ui::MainWindow>(
        ui::MainWindow::Parts{&Client::connectTo, &launch, &languages, &settings, &keychain,
            scale.percent, scale.fromEnvironment,
            QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
                + QStringLiteral("/journal"),
            &ui::askRoleBySrvr});
    window->fitToScreen();
    window->show();
    // From the event loop: what is deleted later before it runs, stays until it ends.
    QTimer::singleShot(0, window.get(), [&window, &arguments] {
        if (!arguments.connect.isEmpty())
            window->openConnection({.servers = arguments.connect});
        else if (arguments.launch)
            window->launchLocalServer();
        else
            window->reopenConnections();
    });
    const int code = QApplication::exec();
    const bool again = window->startsAgain();
    window.reset(); // Its sessions end before their servers do.
    launch.shutDown();
    settings.sync();
    if (again
        && !app::startAgain(QCoreApplication::applicationFilePath(),
            QCoreApplication::arguments().mid(1), scale)) {
        print(stderr, QStringLiteral("zooscope: it could not be started again; start it by hand."));
        return 1;
    }
    return code;
}

/// The language is needed before the arguments can be complained about.
QString rememberedLanguage()
{
    const QString stored = QSettings().value(QStringLiteral("language")).toString();
    return stored.isEmpty() ? ui::Languages::ofSystem() : stored;
}

/// Whether Qt will find a screen, or was told to do without. Else it would end the process with
/// words about plugins.
bool hasDisplay(const QStringList& arguments)
{
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return arguments.contains(QStringLiteral("-platform"));
}

/// What needs no screen works without one; the console itself is refused with a hint.
bool settleForNoDisplay(const QStringList& commandLine)
{
    if (hasDisplay(commandLine))
        return true;
    const auto arguments = app::parseArguments(commandLine);
    const bool needsScreen = arguments && !arguments->help && !arguments->version
        && arguments->tour.isEmpty();
    if (needsScreen)
        return false;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return true;
}

void introduce()
{
    QCoreApplication::setOrganizationName(QStringLiteral("zooscope"));
    QCoreApplication::setApplicationName(QStringLiteral("zooscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ZS_VERSION));
}

} // namespace

int main(int argc, char** argv)
{
    const QStringList commandLine(argv + 1, argv + argc);
    if (commandLine.value(0) == QStringLiteral("cluster")) {
        const QCoreApplication application(argc, argv);
        introduce();
        return app::runClusterCommand(commandLine.mid(1));
    }
    if (!settleForNoDisplay(commandLine)) {
        print(stderr,
            QStringLiteral("zooscope: there is no display (DISPLAY and WAYLAND_DISPLAY are empty). "
                           "Start it on a desktop, or walk offscreen with --tour DIR."));
        return 2;
    }
    introduce();
    // A tour's pictures do not depend on anybody's settings, but on what was asked for here.
    const bool isTour = commandLine.contains(QStringLiteral("--tour"));
    app::InterfaceScale scale;
    if (!isTour) {
        ui::Settings settings;
        scale = app::applyInterfaceScale(settings);
    }
    const QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.zooscope.Zooscope"));
    ui::Languages languages;
    languages.setCurrent(isTour ? QStringLiteral("en") : rememberedLanguage());

    const auto arguments = app::parseArguments(QCoreApplication::arguments().mid(1));
    if (!arguments) {
        print(stderr, QStringLiteral("zooscope: ")
                + QString::fromStdString(arguments.error().detail));
        return 2;
    }
    if (!arguments->language.isEmpty())
        languages.setCurrent(arguments->language);
    if (arguments->help || arguments->version) {
        print(stdout, arguments->help
                ? app::helpText()
                : QStringLiteral("zooscope %1").arg(QCoreApplication::applicationVersion()));
        return 0;
    }
    if (!arguments->tour.isEmpty()) {
        const bool dark = arguments->theme == QStringLiteral("dark");
        ui::Theme::install(dark ? ui::ThemeMode::dark : ui::ThemeMode::light);
        return app::runTour(arguments->tour, arguments->connect, languages);
    }
    return runConsole(*arguments, languages, scale);
}

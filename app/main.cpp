// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/local_launch.h"
#include "app/tour/tour.h"
#include "ui/mainwindow/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
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

int runConsole(const app::Arguments& arguments, ui::Languages& languages)
{
    QSettings settings;
    const QString theme = arguments.theme.isEmpty()
        ? settings.value(QStringLiteral("theme")).toString()
        : arguments.theme;
    ui::Theme::install(themeFrom(theme));
    app::LocalLaunch launch;
    ui::MainWindow window({&Client::connectTo, &launch, &languages, &settings});
    window.show();
    // From the event loop: what is deleted later before it runs, stays until it ends.
    QTimer::singleShot(0, &window, [&window, &arguments] {
        if (!arguments.connect.isEmpty())
            window.openConnection({.servers = arguments.connect});
        else if (arguments.launch)
            window.launchLocalServer();
    });
    return QApplication::exec();
}

/// The language is needed before the arguments can be complained about.
QString rememberedLanguage()
{
    const QString stored = QSettings().value(QStringLiteral("language")).toString();
    return stored.isEmpty() ? ui::Languages::ofSystem() : stored;
}

} // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("zooscope"));
    QCoreApplication::setApplicationName(QStringLiteral("zooscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ZS_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.zooscope.Zooscope"));
    ui::Languages languages;
    languages.setCurrent(rememberedLanguage());

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
    if (!arguments->tour.isEmpty())
        return app::runTour(arguments->tour, arguments->connect, languages);
    return runConsole(*arguments, languages);
}

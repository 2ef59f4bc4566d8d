// SPDX-License-Identifier: GPL-3.0-or-later
// What the window can do by itself, its command palette and its keyboard sheet.
#include "ui/common/time_style.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/keyboard_sheet.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/tree/node_marks.h"

#include <QApplication>
#include <QEvent>
#include <QSettings>

namespace zs::ui {
namespace {

constexpr auto recentActionsKey = "palette/recentActions";
constexpr int mostRecentActions = 10;

} // namespace

void MainWindow::addActions()
{
    const auto add = [this](const char* id, const char* icon, std::function<QString()> name,
                         QList<QKeySequence> keys, std::function<void()> run) {
        m_actions->add({.id = QLatin1String(id),
            .group = ActionGroup::window,
            .icon = QLatin1String(icon),
            .name = std::move(name),
            .keys = std::move(keys),
            .run = std::move(run)});
    };
    addConnectionActions();
    add(
        "window.palette", "search", [] { return Actions::tr("Command palette"); },
        {Qt::CTRL | Qt::Key_K}, [this] { openPalette(); });
    add(
        "window.keys", "info", [] { return Actions::tr("Keyboard"); },
        {Qt::Key_F1, Qt::Key_Question}, [this] { showKeys(); });
    add(
        "window.preferences", "settings", [] { return Actions::tr("Preferences…"); },
        {Qt::CTRL | Qt::Key_Comma}, [this] { showPreferences(); });
    add(
        "window.themeSystem", "sun", [] { return Actions::tr("System theme"); }, {},
        [this] { setThemeMode(ThemeMode::system); });
    add(
        "window.themeLight", "sun", [] { return Actions::tr("Light theme"); }, {},
        [this] { setThemeMode(ThemeMode::light); });
    add(
        "window.themeDark", "moon", [] { return Actions::tr("Dark theme"); }, {},
        [this] { setThemeMode(ThemeMode::dark); });
    add(
        "window.english", "languages", [] { return Actions::tr("Language: English"); }, {},
        [this] { setLanguage(QStringLiteral("en")); });
    add(
        "window.chinese", "languages", [] { return Actions::tr("Language: Simplified Chinese"); },
        {}, [this] { setLanguage(QStringLiteral("zh_CN")); });
    add(
        "window.quit", "log-out", [] { return Actions::tr("Quit"); }, {Qt::CTRL | Qt::Key_Q},
        [this] { close(); });
    connect(m_actions, &ActionRegistry::refused, this,
        [this](const QString& reason) { m_toast->showMessage(Role::looking, reason); });
    m_palette = new CommandPalette(this);
    connect(m_palette, &CommandPalette::nodeChosen, this, [this](const Path& path) {
        if (WorkspacePage* page = workspace())
            page->goTo(path);
    });
    connect(m_palette, &CommandPalette::actionChosen, this, &MainWindow::runFromPalette);
    connect(m_palette, &CommandPalette::connectionChosen, this, [this](const QString& id) {
        if (const auto profile = m_store.find(id))
            openConnection(*profile);
    });
}

QList<QPointer<ActionRegistry>> MainWindow::registries() const
{
    QList<QPointer<ActionRegistry>> all;
    if (const WorkspacePage* page = workspace())
        all << page->actions();
    all << m_actions;
    return all;
}

void MainWindow::openPalette()
{
    PaletteSources sources;
    sources.actions = registries();
    sources.connections = m_store.profiles();
    sources.recentActions = m_parts.settings->value(QLatin1String(recentActionsKey)).toStringList();
    if (const WorkspacePage* page = workspace()) {
        sources.tree = page->treeModel();
        sources.client = page->client();
        sources.recentNodes = page->marks()->recent();
    }
    m_palette->openWith(std::move(sources));
}

void MainWindow::runFromPalette(const QString& id)
{
    for (const auto& registry : registries()) {
        if (!registry->find(id))
            continue;
        QStringList recent
            = m_parts.settings->value(QLatin1String(recentActionsKey)).toStringList();
        recent.removeAll(id);
        recent.prepend(id);
        m_parts.settings->setValue(
            QLatin1String(recentActionsKey), QStringList(recent.mid(0, mostRecentActions)));
        registry->trigger(id);
        return;
    }
}

void MainWindow::showKeys()
{
    auto* sheet = new KeyboardSheet(registries(), this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void MainWindow::showPreferences()
{
    auto* dialog = new PreferencesDialog(&m_preferences, m_parts.languages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setRunningScale(m_parts.scalePercent, m_parts.scaleFromEnvironment);
    connect(dialog, &PreferencesDialog::themeChosen, this, &MainWindow::setThemeMode);
    connect(dialog, &PreferencesDialog::languageChosen, this, &MainWindow::setLanguage);
    dialog->open();
}

void MainWindow::applyPreferences()
{
    const TimeStyle before = timeStyle();
    m_preferences.applyToProgram();
    for (WorkspacePage* page : m_deck->pages())
        page->setPreferences(m_preferences);
    if (timeStyle() == before)
        return;
    // What holds formatted times makes its texts anew when the language changes.
    for (QWidget* top : QApplication::topLevelWidgets()) {
        QEvent retranslate(QEvent::LanguageChange);
        QCoreApplication::sendEvent(top, &retranslate);
    }
}

} // namespace zs::ui

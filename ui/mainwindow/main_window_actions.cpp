// SPDX-License-Identifier: GPL-3.0-or-later
// What the window can do by itself, its command palette and its keyboard sheet.
#include "ui/common/settings.h"
#include "ui/common/time_style.h"
#include "ui/common/toast.h"
#include "ui/mainwindow/action_registry.h"
#include "ui/mainwindow/command_palette.h"
#include "ui/mainwindow/connection_deck.h"
#include "ui/mainwindow/keyboard_sheet.h"
#include "ui/mainwindow/lessons_page.h"
#include "ui/mainwindow/main_window.h"
#include "ui/mainwindow/palette_model.h"
#include "ui/mainwindow/preferences_dialog.h"
#include "ui/panels/journal_writer.h"
#include "ui/tree/node_marks.h"

#include <QApplication>
#include <QEvent>

namespace zs::ui {
namespace {

constexpr auto recentActionsKey = "palette/recentActions";
constexpr int mostRecentActions = 10;

} // namespace

void MainWindow::addActions()
{
    addConnectionActions();
    m_actions->add("window.palette", [this] { openPalette(); });
    m_actions->add("window.keys", [this] { showKeys(); });
    m_actions->add("window.lessons", [this] { showLessonsPage()->openLessons(); });
    m_actions->add("window.recording", [this] { showLessonsPage()->openRecording(); });
    m_actions->add("window.preferences", [this] { showPreferences(); });
    m_actions->add("window.themeSystem", [this] { setThemeMode(ThemeMode::system); });
    m_actions->add("window.themeLight", [this] { setThemeMode(ThemeMode::light); });
    m_actions->add("window.themeDark", [this] { setThemeMode(ThemeMode::dark); });
    m_actions->add("window.english", [this] { setLanguage(QStringLiteral("en")); });
    m_actions->add("window.chinese", [this] { setLanguage(QStringLiteral("zh_CN")); });
    m_actions->add("window.quit", [this] { close(); });
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
    connect(sheet, &KeyboardSheet::changeRequested, this, &MainWindow::showKeyPreferences);
    sheet->open();
}

void MainWindow::showPreferences()
{
    makePreferences()->open();
}

void MainWindow::showKeyPreferences()
{
    PreferencesDialog* dialog = makePreferences();
    dialog->open();
    dialog->showKeyboard();
}

PreferencesDialog* MainWindow::makePreferences()
{
    auto* dialog = new PreferencesDialog(&m_preferences, &m_keys, m_parts.languages, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setRunningScale(m_parts.scalePercent, m_parts.scaleFromEnvironment);
    connect(dialog, &PreferencesDialog::themeChosen, this, &MainWindow::setThemeMode);
    connect(dialog, &PreferencesDialog::languageChosen, this, &MainWindow::setLanguage);
    connect(dialog, &PreferencesDialog::startAgainRequested, this, [this, dialog] {
        dialog->accept();
        startAgain();
    });
    connect(dialog, &PreferencesDialog::journalFolderRequested, this,
        &MainWindow::openJournalFolder);
    if (m_journal)
        dialog->setJournal(m_journal.get());
    return dialog;
}

void MainWindow::applyPreferences()
{
    const TimeStyle before = timeStyle();
    m_preferences.applyToProgram();
    if (m_journal)
        m_journal->setOn(m_preferences.keepsJournal());
    for (WorkspacePage* page : m_deck->pages())
        page->setPreferences(m_preferences);
    if (timeStyle() != before)
        retellAll();
}

void MainWindow::applyKeys()
{
    m_actions->takeKeys();
    for (WorkspacePage* page : m_deck->pages())
        page->actions()->takeKeys();
    retellAll();
}

void MainWindow::retellAll()
{
    // What holds formatted times or keys makes its texts anew when the language changes.
    for (QWidget* top : QApplication::topLevelWidgets()) {
        QEvent retranslate(QEvent::LanguageChange);
        QCoreApplication::sendEvent(top, &retranslate);
    }
}

} // namespace zs::ui

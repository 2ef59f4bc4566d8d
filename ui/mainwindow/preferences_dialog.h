// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/dialog_frame.h"
#include "ui/theme/theme.h"

class QComboBox;
class QGridLayout;
class QScrollArea;
class QSpinBox;
class QStackedWidget;

namespace zs::ui {

class JournalWriter;
class KeyboardPage;
class KeyMap;
class Languages;
class Preferences;
class SegmentedControl;
class SwitchButton;

/// The preferences. Each takes effect at once and is kept; what cannot, the scale, says so. Theme
/// and language belong to the window: it is asked by signals.
class PreferencesDialog : public DialogFrame {
    Q_OBJECT
public:
    PreferencesDialog(Preferences* preferences, KeyMap* keys, const Languages* languages,
        QWidget* parent = nullptr);

    /// The page of all keys in place of the first one.
    void showKeyboard();

    /// The scale that this run was started with: where it is another, the dialog says what to do.
    void setRunningScale(int percent, bool fromEnvironment);
    /// Adds where the journal of writes stands, and whether it is kept. It must outlive the dialog.
    void setJournal(const JournalWriter* journal);

Q_SIGNALS:
    void themeChosen(zs::ui::ThemeMode mode);
    void languageChosen(const QString& language);
    void journalFolderRequested();
    /// To close the program and start it anew, with what it cannot change while it runs.
    void startAgainRequested();

protected:
    void retranslate() override;

private:
    void makeLook();
    void makeData();
    void makeLimits();
    void makeStart();
    TextLabel* addRow(QWidget* control);
    TextLabel* addHeading();
    TextLabel* addNote(const char* objectName);
    QSpinBox* makeSpin(const char* objectName, int least, int most);
    void fillFonts();
    void showValues();
    void showNotes();
    void showJournal();
    void fit();

    Preferences* m_preferences;
    SegmentedControl* m_page;
    QStackedWidget* m_pages;
    QScrollArea* m_area; ///< Around the first page.
    KeyboardPage* m_keyboard;
    const Languages* m_languages;
    QGridLayout* m_grid;
    QList<TextLabel*> m_headings;
    QList<TextLabel*> m_labels; ///< In the order of the rows.
    SegmentedControl* m_theme = nullptr;
    SegmentedControl* m_language = nullptr;
    QComboBox* m_scale = nullptr;
    QPushButton* m_startAgain = nullptr; ///< Seen where another scale was chosen.
    TextLabel* m_scaleNote = nullptr;
    SwitchButton* m_contrast = nullptr;
    SwitchButton* m_motion = nullptr;
    TextLabel* m_motionNote = nullptr;
    QComboBox* m_font = nullptr;
    QSpinBox* m_fontSize = nullptr;
    SegmentedControl* m_time = nullptr;
    TextLabel* m_timeNote = nullptr;
    QSpinBox* m_watches = nullptr;
    QSpinBox* m_events = nullptr;
    QSpinBox* m_requests = nullptr;
    TextLabel* m_limitsNote = nullptr;
    SwitchButton* m_reopen = nullptr;
    TextLabel* m_reopenNote = nullptr;
    const JournalWriter* m_journal = nullptr;
    TextLabel* m_journalHeading = nullptr; ///< nullptr as the next: there is no journal.
    TextLabel* m_journalLabel = nullptr;
    SwitchButton* m_keepJournal = nullptr;
    QPushButton* m_openJournal = nullptr;
    TextLabel* m_journalNote = nullptr;
    QPushButton* m_restore;
    int m_runningScale = 100;
    bool m_scaleFromEnvironment = false;
    bool m_showing = false; ///< The controls are being set; nobody chose anything.
};

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/preferences_dialog.h"

#include "ui/common/preferences.h"
#include "ui/common/segmented_control.h"
#include "ui/common/switch_button.h"
#include "ui/common/text_format.h"
#include "ui/common/text_label.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/mainwindow/keyboard_page.h"
#include "ui/mainwindow/languages.h"
#include "ui/panels/journal_writer.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>

namespace zs::ui {
namespace {

constexpr int widthPx = 600;
constexpr int labelPx = 210;
constexpr int fieldPx = 220;
constexpr int spinPx = 110;
constexpr int bodyPx = 20;       ///< The frame's margin at either side.
constexpr int scrollBarPx = 16;
constexpr int aroundAreaPx = 190; ///< Head, pages and footer, and the window's own title.
constexpr int leastAreaPx = 240;

constexpr ThemeMode themeModes[] = {ThemeMode::system, ThemeMode::light, ThemeMode::dark};
constexpr int scales[] = {90, 100, 110, 125, 150, 175, 200};

} // namespace

PreferencesDialog::PreferencesDialog(
    Preferences* preferences, KeyMap* keys, const Languages* languages, QWidget* parent)
    : DialogFrame({}, widthPx, parent)
    , m_preferences(preferences)
    , m_page(new SegmentedControl(this))
    , m_pages(new QStackedWidget(this))
    , m_area(new QScrollArea(this))
    , m_keyboard(new KeyboardPage(keys, this))
    , m_languages(languages)
    , m_grid(new QGridLayout)
    , m_restore(makeButton("restoreDefaults", ButtonKind::normal, this))
{
    setObjectName(QStringLiteral("preferencesDialog"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnMinimumWidth(0, labelPx);
    m_grid->setColumnStretch(1, 1);
    m_page->setObjectName(QStringLiteral("preferPage"));
    auto* general = new QWidget(this);
    auto* column = makeColumn(general, 0);
    column->setContentsMargins(0, 0, scrollBarPx, 0);
    column->addLayout(m_grid);
    column->addStretch(1);
    m_area->setObjectName(QStringLiteral("preferArea"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus); // Its controls have the keys.
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(general);
    general->setAutoFillBackground(false); // The ground is that of the dialog.
    m_area->viewport()->setAutoFillBackground(false);
    m_pages->addWidget(m_area);
    m_pages->addWidget(m_keyboard);
    body()->addWidget(m_page, 0, Qt::AlignLeft);
    body()->addWidget(m_pages);
    makeLook();
    makeData();
    makeLimits();
    makeStart();
    m_restore->setAutoDefault(false);
    footerLeft()->addWidget(m_restore);
    footerLeft()->addStretch(1);
    connect(m_page, &SegmentedControl::currentChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        m_restore->setVisible(page == 0); // The keys have a button of their own.
    });
    connect(m_restore, &QPushButton::clicked, m_preferences, &Preferences::restoreDefaults);
    connect(m_preferences, &Preferences::changed, this, &PreferencesDialog::showValues);
    connect(&Theme::instance(), &Theme::changed, this, &PreferencesDialog::showValues);
    fillFonts();
    retranslate();
}

/// As high as the preferences are, but never higher than the window that they belong to: what has
/// no room is scrolled to.
void PreferencesDialog::fit()
{
    const QWidget* window = parentWidget() ? parentWidget()->window() : nullptr;
    const int most = window ? window->height() : screen()->availableGeometry().height();
    QLayout* content = m_area->widget()->layout();
    content->activate();
    const int needed = content->hasHeightForWidth()
        ? content->totalHeightForWidth(widthPx - 2 * bodyPx - 2 * scrollBarPx)
        : content->totalSizeHint().height();
    m_area->widget()->setMinimumHeight(needed); // Else wrapped notes would be squeezed.
    m_area->setFixedHeight(std::min(needed, std::max(most - aroundAreaPx, leastAreaPx)));
    fitHeight();
}

TextLabel* PreferencesDialog::addHeading()
{
    auto* heading = new TextLabel(TextStyle::panelTitle, Token::text2, this);
    const int row = m_grid->rowCount();
    m_grid->setRowMinimumHeight(row, m_headings.isEmpty() ? 20 : 36);
    m_grid->addWidget(heading, row, 0, 1, 2, Qt::AlignBottom);
    m_headings << heading;
    return heading;
}

TextLabel* PreferencesDialog::addRow(QWidget* control)
{
    auto* label = new TextLabel(TextStyle::body, Token::text, this);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(control, row, 1, Qt::AlignLeft | Qt::AlignVCenter);
    m_labels << label;
    return label;
}

TextLabel* PreferencesDialog::addNote(const char* objectName)
{
    auto* note = new TextLabel(TextStyle::label, Token::text3, this);
    note->setObjectName(QLatin1String(objectName));
    note->setOverflow(TextLabel::Overflow::wrap);
    m_grid->addWidget(note, m_grid->rowCount(), 1);
    return note;
}

QSpinBox* PreferencesDialog::makeSpin(const char* objectName, int least, int most)
{
    auto* spin = new QSpinBox(this);
    spin->setObjectName(QLatin1String(objectName));
    spin->setRange(least, most);
    spin->setButtonSymbols(QAbstractSpinBox::NoButtons); // As everywhere: the keys do it.
    spin->setGroupSeparatorShown(true);
    spin->setKeyboardTracking(false); // Not each digit is a wish.
    spin->setFixedWidth(spinPx);
    return spin;
}

void PreferencesDialog::makeLook()
{
    addHeading();
    m_theme = new SegmentedControl(this);
    m_theme->setObjectName(QStringLiteral("preferTheme"));
    m_language = new SegmentedControl(this);
    m_language->setObjectName(QStringLiteral("preferLanguage"));
    auto* scaleRow = new QWidget(this);
    QHBoxLayout* scaleLine = makeRow(scaleRow, 12);
    m_scale = new QComboBox(scaleRow);
    m_scale->setObjectName(QStringLiteral("preferScale"));
    m_scale->setFixedWidth(spinPx);
    m_startAgain = makeButton("startAgain", ButtonKind::normal, scaleRow);
    m_startAgain->setAutoDefault(false);
    scaleLine->addWidget(m_scale);
    scaleLine->addWidget(m_startAgain);
    scaleLine->addStretch(1);
    addRow(m_theme);
    addRow(m_language);
    addRow(scaleRow);
    m_scaleNote = addNote("scaleNote");
    m_contrast = new SwitchButton("preferContrast", this);
    m_motion = new SwitchButton("preferMotion", this);
    addRow(m_contrast);
    addRow(m_motion);
    m_motionNote = addNote("motionNote");
    connect(m_contrast, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_showing)
            m_preferences->setHighContrast(on);
    });
    connect(m_motion, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_showing)
            m_preferences->setReducedMotion(on);
    });
    QStringList names;
    for (const QString& language : Languages::available())
        names << Languages::nameOf(language);
    m_language->setSegments(names);
    for (const int percent : scales)
        m_scale->addItem(QString(), percent);
    connect(m_theme, &SegmentedControl::currentChanged, this, [this](int index) {
        if (!m_showing && index >= 0)
            Q_EMIT themeChosen(themeModes[index]);
    });
    connect(m_language, &SegmentedControl::currentChanged, this, [this](int index) {
        if (!m_showing && index >= 0)
            Q_EMIT languageChosen(Languages::available().at(index));
    });
    connect(m_scale, &QComboBox::activated, this,
        [this](int index) { m_preferences->setScalePercent(scales[index]); });
    connect(m_startAgain, &QPushButton::clicked, this, &PreferencesDialog::startAgainRequested);
}

void PreferencesDialog::makeData()
{
    addHeading();
    auto* fontRow = new QWidget(this);
    QHBoxLayout* row = makeRow(fontRow, 8);
    m_font = new QComboBox(fontRow);
    m_font->setObjectName(QStringLiteral("preferFont"));
    m_font->setFixedWidth(fieldPx);
    m_fontSize = makeSpin(
        "preferFontSize", Preferences::dataFontRange.least, Preferences::dataFontRange.most);
    m_fontSize->setFixedWidth(spinPx - 20);
    m_fontSize->setSuffix(QStringLiteral(" px"));
    row->addWidget(m_font);
    row->addWidget(m_fontSize);
    m_time = new SegmentedControl(this);
    m_time->setObjectName(QStringLiteral("preferTime"));
    addRow(fontRow);
    addRow(m_time);
    m_timeNote = addNote("timeNote");
    const auto chooseFont = [this] {
        m_preferences->setDataFont({m_font->currentData().toString(), m_fontSize->value()});
    };
    connect(m_font, &QComboBox::activated, this, chooseFont);
    connect(m_fontSize, &QSpinBox::valueChanged, this, [this, chooseFont] {
        if (!m_showing)
            chooseFont();
    });
    connect(m_time, &SegmentedControl::currentChanged, this, [this](int index) {
        if (!m_showing && index >= 0)
            m_preferences->setTimeStyle(static_cast<TimeStyle>(index));
    });
}

void PreferencesDialog::makeLimits()
{
    addHeading();
    const auto add = [this](const char* name, const Preferences::Range& range,
                         void (Preferences::*set)(int)) {
        QSpinBox* spin = makeSpin(name, range.least, range.most);
        addRow(spin);
        connect(spin, &QSpinBox::valueChanged, this, [this, set](int value) {
            if (!m_showing)
                (m_preferences->*set)(value);
        });
        return spin;
    };
    m_watches
        = add("preferWatches", Preferences::treeWatchesRange, &Preferences::setTreeWatches);
    m_limitsNote = addNote("limitsNote");
    m_events = add("preferEvents", Preferences::eventsRange, &Preferences::setEvents);
    m_requests = add("preferRequests", Preferences::requestsRange, &Preferences::setRequests);
}

void PreferencesDialog::makeStart()
{
    addHeading();
    m_reopen = new SwitchButton("preferReopen", this);
    addRow(m_reopen);
    m_reopenNote = addNote("reopenNote");
    connect(m_reopen, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_showing)
            m_preferences->setReopensConnections(on);
    });
}

void PreferencesDialog::setJournal(const JournalWriter* journal)
{
    m_journal = journal;
    m_journalHeading = addHeading();
    m_headings.removeLast(); // Those are numbered, and this one need not be there.
    auto* row = new QWidget(this);
    QHBoxLayout* line = makeRow(row, 12);
    m_keepJournal = new SwitchButton("preferJournal", row);
    m_openJournal = makeButton("openJournal", ButtonKind::ghost, row);
    m_openJournal->setAutoDefault(false);
    line->addWidget(m_keepJournal);
    line->addWidget(m_openJournal);
    m_journalLabel = addRow(row);
    m_labels.removeLast();
    m_journalNote = addNote("journalNote");
    connect(m_keepJournal, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_showing)
            m_preferences->setKeepsJournal(on);
    });
    connect(m_openJournal, &QPushButton::clicked, this,
        &PreferencesDialog::journalFolderRequested);
    connect(journal, &JournalWriter::problemChanged, this, &PreferencesDialog::showJournal);
    retranslate();
}

/// Where it is, and what it holds, or why it could not be written.
void PreferencesDialog::showJournal()
{
    if (!m_journal)
        return;
    m_keepJournal->setChecked(m_preferences->keepsJournal());
    if (const auto& problem = m_journal->problem())
        return m_journalNote->setText(
            tr("It cannot be written: %1").arg(visibleText(std::string_view(problem->detail))));
    m_journalNote->setText(tr("%1: one line for each write, with time, connection, identity, path "
                              "and result, but no data and no password.", "a file name")
                               .arg(visibleText(m_journal->file())));
}

void PreferencesDialog::fillFonts()
{
    m_font->addItem(QString(), QString());
    for (const QString& family : QFontDatabase::families()) {
        if (QFontDatabase::isFixedPitch(family) && !QFontDatabase::isPrivateFamily(family)
            && family != QStringLiteral("JetBrains Mono"))
            m_font->addItem(family, family);
    }
}

void PreferencesDialog::setRunningScale(int percent, bool fromEnvironment)
{
    m_runningScale = percent;
    m_scaleFromEnvironment = fromEnvironment;
    showValues();
    fit();
}

void PreferencesDialog::showKeyboard()
{
    m_page->setCurrentIndex(1);
    m_keyboard->focusFilter();
}

void PreferencesDialog::retranslate()
{
    m_page->setSegments({tr("General", "page of the preferences"), tr("Keyboard")});
    m_page->setAccessibleName(tr("Page of the preferences"));
    m_keyboard->retranslate();
    setHead(tr("Preferences"), tr("Changes take effect at once and are kept."));
    cancelButton()->setText(tr("Close"));
    m_restore->setText(tr("Restore defaults"));
    m_startAgain->setText(tr("Start again"));
    m_startAgain->setToolTip(tr("Closes Zooscope and starts it again with this scale. What was "
                                "open is opened again; the servers that it launched stop."));
    m_headings[0]->setText(tr("Look"));
    m_headings[1]->setText(tr("Data and times"));
    m_headings[2]->setText(tr("Limits"));
    m_headings[3]->setText(tr("At start", "heading of preferences"));
    const QString words[] = {tr("Theme"), tr("Language"), tr("Interface scale"),
        tr("High contrast"), tr("Reduced motion"),
        tr("Font for data"), tr("Times of nodes"), tr("Watches of the tree, at most"),
        tr("Events kept"), tr("Requests kept"), tr("Open again what was open")};
    QWidget* const controls[] = {
        m_theme, m_language, m_scale, m_contrast, m_motion, m_font, m_time, m_watches, m_events,
        m_requests, m_reopen};
    for (qsizetype row = 0; row < m_labels.size(); ++row) {
        m_labels[row]->setText(words[row]);
        controls[row]->setAccessibleName(words[row]);
    }
    if (m_journal) {
        m_journalHeading->setText(tr("Journal of writes"));
        m_journalLabel->setText(tr("Keep it in a file"));
        m_keepJournal->setAccessibleName(m_journalLabel->text());
        m_openJournal->setText(tr("Open its folder"));
    }
    m_fontSize->setAccessibleName(tr("Size of the font for data, in pixels"));
    m_showing = true;
    m_theme->setSegments({tr("System"), tr("Light"), tr("Dark")});
    m_time->setSegments({tr("Local"), tr("UTC"), tr("Milliseconds")});
    m_showing = false;
    m_font->setItemText(0, tr("JetBrains Mono (built in)"));
    for (int index = 0; index < m_scale->count(); ++index)
        m_scale->setItemText(index, QStringLiteral("%1 %").arg(scales[index]));
    showValues();
    fit();
}

void PreferencesDialog::showValues()
{
    m_showing = true;
    for (int index = 0; index < 3; ++index) {
        if (themeModes[index] == Theme::instance().mode())
            m_theme->setCurrentIndex(index);
    }
    m_language->setCurrentIndex(int(Languages::available().indexOf(m_languages->current())));
    int nearest = 0; // A file may hold any number in the range.
    for (int index = 0; index < int(std::size(scales)); ++index) {
        if (scales[index] <= m_preferences->scalePercent())
            nearest = index;
    }
    m_scale->setCurrentIndex(nearest);
    const DataFont font = m_preferences->dataFont();
    m_font->setCurrentIndex(std::max(0, m_font->findData(font.family)));
    m_fontSize->setValue(font.sizePx);
    m_time->setCurrentIndex(int(m_preferences->timeStyle()));
    m_watches->setValue(m_preferences->treeWatches());
    m_events->setValue(m_preferences->events());
    m_requests->setValue(m_preferences->requests());
    m_reopen->setChecked(m_preferences->reopensConnections());
    m_contrast->setChecked(m_preferences->highContrast());
    m_motion->setChecked(m_preferences->reducedMotion());
    showJournal();
    m_showing = false;
    showNotes();
}

void PreferencesDialog::showNotes()
{
    const bool isOther = m_preferences->scalePercent() != m_runningScale;
    m_startAgain->setVisible(isOther && !m_scaleFromEnvironment);
    if (m_scaleFromEnvironment)
        m_scaleNote->setText(
            tr("The environment variable QT_SCALE_FACTOR is set, and wins over this."));
    else if (isOther)
        m_scaleNote->setText(tr("Zooscope has to start again to show %1 %.")
                                 .arg(m_preferences->scalePercent()));
    else
        m_scaleNote->setText(tr("A change is seen when Zooscope is started again."));
    m_motionNote->setText(
        tr("Nothing moves or blinks; without it, as the desktop's own setting says."));
    m_timeNote->setText(
        tr("For example %1").arg(formatTime(QDateTime::currentMSecsSinceEpoch())));
    m_limitsNote->setText(tr("Rows beyond are read once and then only on refresh."));
    m_reopenNote->setText(tr("Connections whose password is nowhere kept are left out."));
}

} // namespace zs::ui

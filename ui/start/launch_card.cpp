// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/launch_card.h"

#include "ui/common/banner.h"
#include "ui/common/segmented_control.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/start/config_highlighter.h"
#include "ui/theme/high_contrast.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTextBlock>
#include <QVBoxLayout>

#include <array>

namespace zs::ui {
namespace {

constexpr int paddingPx = 20;
constexpr int portWidthPx = 96;
constexpr int leastConfigPx = 80;
constexpr int mostConfigPx = 277;
constexpr int configLinePx = 18;
constexpr int configMarginPx = 8;
constexpr int besideConfigPx = 4; ///< Its lines begin below the names of the files.
constexpr std::uint16_t usualPort = 2181;
constexpr std::array serverCounts{1, 3, 5, 7};
constexpr int usualCountIndex = 1;

/// The card's picture: an icon of 20 px on a soft square of 36.
class Emblem : public QWidget {
public:
    explicit Emblem(QWidget* parent) : QWidget(parent) { setFixedSize(36, 36); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintSoftGround(painter, rect(), 8, Token::accentSoft, Token::accentText);
        painter.drawPixmap(QPoint(8, 8),
            iconPixmap(QStringLiteral("orbit"), Token::accentText, 20, devicePixelRatioF()));
    }
};

/// The lines of the files stand further apart than the font asks for.
class FileLayout : public QPlainTextDocumentLayout {
public:
    using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

    QRectF blockBoundingRect(const QTextBlock& block) const override
    {
        QRectF box = QPlainTextDocumentLayout::blockBoundingRect(block);
        const auto* lines = block.layout();
        if (lines && block.isVisible())
            for (int line = 0; line < lines->lineCount(); ++line)
                box.setHeight(box.height() + configLinePx - lines->lineAt(line).height());
        return box;
    }
};

/// As high as its text, where the card has room for it.
class FileView : public QPlainTextEdit {
public:
    explicit FileView(QWidget* parent) : QPlainTextEdit(parent)
    {
        document()->setDocumentLayout(new FileLayout(document()));
        document()->setDocumentMargin(configMarginPx);
        setViewportMargins(besideConfigPx, 0, besideConfigPx, 0);
        setLineWrapMode(QPlainTextEdit::WidgetWidth);
        setWordWrapMode(QTextOption::WrapAnywhere);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setMinimumHeight(leastConfigPx);
        setMaximumHeight(mostConfigPx);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        connect(this, &QPlainTextEdit::textChanged, this, [this] { updateGeometry(); });
    }
    QSize sizeHint() const override
    {
        // The layout of plain text gives its height in lines.
        const int lines = int(document()->documentLayout()->documentSize().height());
        // Qt wants the margin below twice, or it scrolls.
        return {200, lines * configLinePx + 3 * configMarginPx + 1};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QPlainTextEdit::resizeEvent(event);
        updateGeometry(); // Other lines wrap now.
    }
};

QString withHome(const QString& path)
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

QString withoutTilde(const QString& path)
{
    return path.startsWith(QStringLiteral("~/")) ? QDir::homePath() + path.mid(1) : path;
}

QVBoxLayout* column(int spacingPx)
{
    auto* result = new QVBoxLayout;
    result->setSpacing(spacingPx);
    return result;
}

} // namespace

LaunchCard::LaunchCard(LaunchControl* control, QWidget* parent) :
    QFrame(parent), m_control(control),
    m_title(new TextLabel(TextStyle::dialogTitle, Token::text, this)),
    m_subtitle(new TextLabel(TextStyle::label, Token::text3, this)),
    m_serversLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_servers(new SegmentedControl(this, SegmentedControl::Size::control)),
    m_portLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_port(new QLineEdit(this)), m_observer(new QCheckBox(this)),
    m_portHint(new TextLabel(TextStyle::label, Token::lookingText, this)),
    m_engineLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_engine(new SegmentedControl(this, SegmentedControl::Size::control)),
    m_folderLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_folder(new QLineEdit(this)),
    m_choose(m_folder->addAction(
        icon(QStringLiteral("folder-open")), QLineEdit::TrailingPosition)),
    m_filesLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_tabs(new QTabBar(this)), m_config(new FileView(this)),
    m_problem(new Note(Role::danger, this)), m_trace(new QCheckBox(this)),
    m_stop(makeButton("stopServer", ButtonKind::normal, this)),
    m_launch(makeButton("launchServer", ButtonKind::primary, this))
{
    setProperty("card", true);
    setObjectName(QStringLiteral("launchCard"));
    makeColumn(this, 12)->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    buildHeader();
    buildChoices();
    buildFolder();
    buildFiles();
    buildFooter();
    retranslate();
    wishChanged();
    connectAll();
}

void LaunchCard::connectAll()
{
    for (const SegmentedControl* choice : {m_servers, m_engine})
        connect(choice, &SegmentedControl::currentChanged, this, &LaunchCard::wishChanged);
    for (const QCheckBox* box : {m_observer, m_trace})
        connect(box, &QCheckBox::toggled, this, &LaunchCard::wishChanged);
    connect(m_port, &QLineEdit::textChanged, this, &LaunchCard::plan);
    connect(m_folder, &QLineEdit::textChanged, this, &LaunchCard::plan);
    connect(m_choose, &QAction::triggered, this, &LaunchCard::chooseFolder);
    connect(m_tabs, &QTabBar::currentChanged, this, &LaunchCard::showFile);
    connect(m_config, &QPlainTextEdit::textChanged, this, &LaunchCard::takeEdit);
    connect(m_launch, &QPushButton::clicked, this, &LaunchCard::act);
    connect(m_stop, &QPushButton::clicked, m_control, &LaunchControl::stop);
    connect(m_control, &LaunchControl::stateChanged, this, &LaunchCard::updateState);
    connect(m_control, &LaunchControl::failed, this, &LaunchCard::showProblem);
    connect(m_control, &LaunchControl::died, this, &LaunchCard::showProblem);
}

QVBoxLayout* LaunchCard::rows() const
{
    return static_cast<QVBoxLayout*>(layout());
}

void LaunchCard::buildHeader()
{
    auto* texts = column(0);
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    auto* header = new QHBoxLayout;
    header->setSpacing(12);
    header->addWidget(new Emblem(this));
    header->addLayout(texts, 1);
    rows()->addLayout(header);
    rows()->addSpacing(4);
}

void LaunchCard::buildChoices()
{
    m_servers->setObjectName(QStringLiteral("launchServers"));
    QStringList counts;
    for (const int count : serverCounts)
        counts << QString::number(count);
    m_servers->setSegments(counts);
    m_servers->setCurrentIndex(usualCountIndex);
    m_port->setObjectName(QStringLiteral("launchPort"));
    m_port->setFixedWidth(portWidthPx);
    m_port->setFont(fontFor(TextStyle::mono));
    m_port->setValidator(new QIntValidator(1, 65'535, m_port));
    m_port->setText(QString::number(usualPort));
    m_portHint->setObjectName(QStringLiteral("launchPortHint"));
    m_observer->setMinimumHeight(28); // As high as the fields beside it.
    m_observer->setObjectName(QStringLiteral("launchObserver"));
    m_engine->setObjectName(QStringLiteral("launchEngine"));
    auto* servers = column(4);
    servers->addWidget(m_serversLabel);
    servers->addWidget(m_servers, 0, Qt::AlignLeft);
    auto* port = column(4);
    port->addWidget(m_portLabel);
    port->addWidget(m_port);
    auto* line = new QHBoxLayout;
    line->setSpacing(16);
    line->addLayout(servers);
    line->addLayout(port);
    line->addWidget(m_observer, 1, Qt::AlignBottom);
    auto* engine = column(4);
    engine->addWidget(m_engineLabel);
    engine->addWidget(m_engine);
    rows()->addLayout(line);
    rows()->addWidget(m_portHint);
    rows()->addLayout(engine);
}

void LaunchCard::buildFolder()
{
    m_folder->setObjectName(QStringLiteral("launchFolder"));
    m_folder->setFont(fontFor(TextStyle::mono));
    auto* folderRows = column(4);
    folderRows->addWidget(m_folderLabel);
    folderRows->addWidget(m_folder);
    rows()->addLayout(folderRows);
}

void LaunchCard::buildFiles()
{
    auto* frame = new QFrame(this);
    frame->setProperty("card", "panel");
    auto* inside = makeColumn(frame, 0);
    auto* head = makePanel("", "bottom", frame);
    auto* headRow = makeRow(head, 0);
    headRow->addWidget(m_tabs, 1);
    inside->addWidget(head);
    inside->addWidget(m_config);
    m_tabs->setObjectName(QStringLiteral("launchFiles"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setFont(fontFor(TextStyle::mono));
    m_tabs->setProperty("files", true);
    m_config->setObjectName(QStringLiteral("launchConfig"));
    m_config->setFont(fontFor(TextStyle::mono));
    m_config->setTabChangesFocus(true);
    m_config->viewport()->setAutoFillBackground(false);
    new ConfigHighlighter(m_config->document());
    auto* files = column(4);
    files->addWidget(m_filesLabel);
    files->addWidget(frame);
    rows()->addLayout(files);
    rows()->addWidget(m_problem);
    m_problem->setObjectName(QStringLiteral("launchProblem"));
    m_problem->hide();
}

void LaunchCard::buildFooter()
{
    m_trace->setObjectName(QStringLiteral("launchTrace"));
    m_trace->setChecked(true);
    m_launch->setProperty("tall", true);
    setIcon(m_launch, QStringLiteral("play"), 16, {.normal = Token::onAccent});
    auto* footer = new QHBoxLayout;
    footer->setSpacing(8);
    footer->addWidget(m_trace);
    footer->addStretch();
    footer->addWidget(m_stop);
    footer->addWidget(m_launch);
    rows()->addLayout(footer);
}

void LaunchCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        updateState();
    }
    QFrame::changeEvent(event);
}

void LaunchCard::showEvent(QShowEvent* event)
{
    if (!m_editIsBad && !m_config->document()->isModified())
        plan(); // Ports may have become busy or free meanwhile.
    QFrame::showEvent(event);
}

void LaunchCard::retranslate()
{
    m_title->setText(tr("Launch a local cluster"));
    m_subtitle->setText(tr("Runs on this machine, one process per server."));
    m_serversLabel->setText(tr("Servers"));
    m_servers->setAccessibleName(tr("Servers"));
    m_portLabel->setText(tr("First client port"));
    m_port->setAccessibleName(tr("First client port"));
    m_observer->setText(tr("Add observer"));
    m_engineLabel->setText(tr("Engine"));
    m_engine->setAccessibleName(tr("Engine"));
    const QSignalBlocker quiet(m_engine);
    m_engine->setSegments({tr("Built-in engine"), QStringLiteral("Apache ZooKeeper")});
    m_folderLabel->setText(tr("Data folder"));
    m_folder->setAccessibleName(tr("Data folder"));
    m_choose->setToolTip(tr("Choose a folder"));
    m_filesLabel->setText(tr("Files that will be written"));
    m_config->setAccessibleName(tr("Files that will be written"));
    m_tabs->setAccessibleName(tr("Files that will be written"));
    m_trace->setText(tr("Record election trace"));
    m_stop->setText(tr("Stop cluster"));
}

LaunchWish LaunchCard::wish() const
{
    LaunchWish wish;
    wish.servers = serverCounts[std::size_t(std::max(0, m_servers->currentIndex()))];
    wish.observer = m_observer->isChecked() && wish.servers > 1;
    wish.apache = m_engine->currentIndex() == 1;
    wish.trace = m_trace->isChecked();
    wish.firstClientPort = std::uint16_t(std::min(m_port->text().toUInt(), 65'535U));
    wish.folder = folder();
    return wish;
}

/// The number of servers names the folder, unless a person chose one.
void LaunchCard::wishChanged()
{
    m_observer->setEnabled(
        m_control->state() == LaunchControl::State::stopped && m_servers->currentIndex() > 0);
    if (folder() == m_defaultFolder) {
        m_defaultFolder = m_control->defaultFolder(wish());
        const QSignalBlocker quiet(m_folder);
        m_folder->setText(withHome(m_defaultFolder));
    }
    plan();
}

void LaunchCard::plan()
{
    if (m_control->state() == LaunchControl::State::stopped) {
        m_control->plan(wish());
        const QString problem = m_control->planProblem();
        if (problem.isEmpty())
            m_problem->hide();
        else
            showProblem(problem);
    }
    m_editIsBad = false;
    showFiles();
    updateState();
}

void LaunchCard::showFiles()
{
    const QList<LaunchFile> files = m_control->files();
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > files.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    for (int index = 0; index < files.size(); ++index) {
        if (index == m_tabs->count())
            m_tabs->addTab(files[index].name);
        m_tabs->setTabText(index, files[index].name);
    }
    showFile();
}

void LaunchCard::showFile()
{
    const QList<LaunchFile> files = m_control->files();
    const int index = std::max(0, m_tabs->currentIndex());
    const QString text = index < files.size() ? files[index].text : QString();
    m_filling = true;
    if (m_config->toPlainText() != text)
        m_config->setPlainText(text);
    m_config->document()->setModified(false);
    m_filling = false;
}

void LaunchCard::takeEdit()
{
    if (m_filling || m_control->state() != LaunchControl::State::stopped)
        return;
    const QStringList problems
        = m_control->edit(std::max(0, m_tabs->currentIndex()), m_config->toPlainText());
    m_editIsBad = !problems.isEmpty();
    if (m_editIsBad)
        showProblem(problems.join(u'\n'));
    else
        m_problem->hide();
    updateButtons();
}

void LaunchCard::updateState()
{
    using State = LaunchControl::State;
    const State state = m_control->state();
    const bool stopped = state == State::stopped;
    for (QWidget* field : std::initializer_list<QWidget*>{
             m_port, m_folder, m_servers, m_engine, m_trace})
        field->setEnabled(stopped);
    m_observer->setEnabled(stopped && m_servers->currentIndex() > 0);
    m_config->setReadOnly(!stopped);
    m_stop->setVisible(state == State::running);
    switch (state) {
    case State::stopped: m_launch->setText(tr("Launch cluster")); break;
    case State::starting: m_launch->setText(tr("Starting…", "a cluster")); break;
    case State::running: m_launch->setText(tr("Open cluster")); break;
    case State::stopping: m_launch->setText(tr("Stopping…", "a cluster")); break;
    }
    if (!stopped)
        showFiles(); // Ports may have been replaced at the last moment.
    updateButtons();
}

void LaunchCard::updateButtons()
{
    const bool stopped = m_control->state() == LaunchControl::State::stopped;
    const uint wanted = m_port->text().toUInt();
    const std::uint16_t port = m_control->firstClientPort();
    QString hint;
    if (stopped && wanted == 0)
        hint = tr("A client port is a number from 1 to 65535.");
    else if (stopped && port != 0 && port != wanted && !m_config->document()->isModified())
        hint = tr("%1 is in use; %2 will be taken.", "two port numbers").arg(wanted).arg(port);
    m_portHint->setText(hint);
    m_portHint->setVisible(!hint.isEmpty());
    for (int index = 0; index < m_tabs->count(); ++index)
        m_tabs->setTabEnabled(index, !m_editIsBad || index == m_tabs->currentIndex());
    m_launch->setEnabled(m_control->state() == LaunchControl::State::running
        || (stopped && wanted != 0 && !m_editIsBad && !folder().isEmpty()
            && m_control->planProblem().isEmpty()));
}

void LaunchCard::act()
{
    if (m_control->state() == LaunchControl::State::running)
        Q_EMIT openRequested(m_control->connectString());
    else if (m_control->state() == LaunchControl::State::stopped) {
        m_problem->hide(); // Not by the state: a reason is told while what had begun still stops.
        m_control->start();
    }
}

void LaunchCard::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Data folder"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& chosen) { m_folder->setText(withHome(chosen)); });
    dialog->open();
}

void LaunchCard::showProblem(const QString& reason)
{
    m_problem->setText(reason);
    m_problem->show();
}

QString LaunchCard::folder() const
{
    const QString text = m_folder->text().trimmed();
    return text.isEmpty() ? QString() : QDir::cleanPath(withoutTilde(text));
}

} // namespace zs::ui

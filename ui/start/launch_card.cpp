// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/launch_card.h"

#include "ui/common/banner.h"
#include "ui/common/text_label.h"
#include "ui/common/widgets.h"
#include "ui/start/config_highlighter.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace zs::ui {
namespace {

constexpr int paddingPx = 20;
constexpr int portWidthPx = 96;
constexpr int configHeightPx = 160;
constexpr std::uint16_t usualPort = 2181;

/// The card's picture: an icon of 20 px on a soft square of 36.
class Emblem : public QWidget {
public:
    explicit Emblem(QWidget* parent) : QWidget(parent) { setFixedSize(36, 36); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::accentSoft));
        painter.drawRoundedRect(rect(), 8, 8);
        painter.drawPixmap(QPoint(8, 8),
            iconPixmap(QStringLiteral("server"), Token::accentText, 20, devicePixelRatioF()));
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
    m_portLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_port(new QLineEdit(this)),
    m_portHint(new TextLabel(TextStyle::label, Token::text3, this)),
    m_folderLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_folder(new QLineEdit(this)),
    m_choose(m_folder->addAction(
        icon(QStringLiteral("folder-open")), QLineEdit::TrailingPosition)),
    m_filesLabel(new TextLabel(TextStyle::labelStrong, Token::text2, this)),
    m_fileName(new TextLabel(TextStyle::monoStrong, Token::accentText, this)),
    m_config(new QPlainTextEdit(this)), m_problem(new Note(Role::danger, this)),
    m_stop(makeButton("stopServer", ButtonKind::normal, this)),
    m_launch(makeButton("launchServer", ButtonKind::primary, this))
{
    setProperty("card", true);
    setObjectName(QStringLiteral("launchCard"));
    auto* rows = makeColumn(this, 12);
    rows->setContentsMargins(paddingPx, paddingPx, paddingPx, paddingPx);
    buildHeader();
    buildForm();
    buildFooter();

    connect(m_port, &QLineEdit::textChanged, this, &LaunchCard::updateForm);
    connect(m_folder, &QLineEdit::textChanged, this, &LaunchCard::updateForm);
    connect(m_choose, &QAction::triggered, this, &LaunchCard::chooseFolder);
    connect(m_launch, &QPushButton::clicked, this, &LaunchCard::act);
    connect(m_stop, &QPushButton::clicked, m_control, &LaunchControl::stop);
    connect(m_control, &LaunchControl::stateChanged, this, &LaunchCard::updateState);
    connect(m_control, &LaunchControl::failed, this, &LaunchCard::showProblem);
    connect(m_control, &LaunchControl::died, this, &LaunchCard::showProblem);
    m_folder->setText(withHome(m_control->defaultFolder()));
    retranslate();
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
    auto* rows = static_cast<QVBoxLayout*>(layout());
    rows->addLayout(header);
    rows->addSpacing(4);
}

void LaunchCard::buildForm()
{
    m_port->setObjectName(QStringLiteral("launchPort"));
    m_port->setFixedWidth(portWidthPx);
    m_port->setFont(fontFor(TextStyle::mono));
    m_port->setValidator(new QIntValidator(1, 65'535, m_port));
    m_port->setText(QString::number(usualPort));
    m_portHint->setObjectName(QStringLiteral("launchPortHint"));
    m_folder->setObjectName(QStringLiteral("launchFolder"));
    m_folder->setFont(fontFor(TextStyle::mono));
    auto* portRow = new QHBoxLayout;
    portRow->setSpacing(12);
    portRow->addWidget(m_port);
    portRow->addWidget(m_portHint, 1);
    auto* port = column(4);
    port->addWidget(m_portLabel);
    port->addLayout(portRow);
    auto* folderRows = column(4);
    folderRows->addWidget(m_folderLabel);
    folderRows->addWidget(m_folder);

    auto* frame = new QFrame(this);
    frame->setProperty("card", "panel");
    auto* inside = makeColumn(frame, 0);
    auto* head = makePanel("", "bottom", frame);
    head->setFixedHeight(28);
    auto* headRow = makeRow(head, 0);
    headRow->setContentsMargins(12, 0, 12, 0);
    headRow->addWidget(m_fileName);
    inside->addWidget(head);
    inside->addWidget(m_config);
    m_config->setObjectName(QStringLiteral("launchConfig"));
    m_config->setReadOnly(true);
    m_config->setFont(fontFor(TextStyle::mono));
    m_config->setFixedHeight(configHeightPx);
    m_config->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_config->document()->setDocumentMargin(10);
    m_config->viewport()->setAutoFillBackground(false);
    new ConfigHighlighter(m_config->document());
    auto* files = column(4);
    files->addWidget(m_filesLabel);
    files->addWidget(frame);

    auto* rows = static_cast<QVBoxLayout*>(layout());
    rows->addLayout(port);
    rows->addLayout(folderRows);
    rows->addLayout(files);
    rows->addWidget(m_problem);
    m_problem->setObjectName(QStringLiteral("launchProblem"));
    m_problem->hide();
}

void LaunchCard::buildFooter()
{
    m_launch->setProperty("tall", true);
    setIcon(m_launch, QStringLiteral("play"), 16, {.normal = Token::onAccent});
    auto* footer = new QHBoxLayout;
    footer->setSpacing(8);
    footer->addStretch();
    footer->addWidget(m_stop);
    footer->addWidget(m_launch);
    static_cast<QVBoxLayout*>(layout())->addLayout(footer);
}

void LaunchCard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void LaunchCard::showEvent(QShowEvent* event)
{
    updateForm(); // Ports may have become busy or free meanwhile.
    QFrame::showEvent(event);
}

void LaunchCard::retranslate()
{
    m_title->setText(tr("Launch a local server"));
    m_subtitle->setText(tr("Runs on this machine, as a process of its own."));
    m_portLabel->setText(tr("Client port"));
    m_port->setAccessibleName(tr("Client port"));
    m_folderLabel->setText(tr("Data folder"));
    m_folder->setAccessibleName(tr("Data folder"));
    m_choose->setToolTip(tr("Choose a folder"));
    m_filesLabel->setText(tr("File that will be written"));
    m_config->setAccessibleName(tr("File that will be written"));
    m_fileName->setText(m_control->configFileName());
    m_stop->setText(tr("Stop server"));
    updateState();
}

void LaunchCard::updateForm()
{
    const bool running = m_control->state() != LaunchControl::State::stopped;
    const std::uint16_t wanted = std::uint16_t(m_port->text().toUInt());
    const std::uint16_t port = chosenPort();
    if (running)
        m_portHint->setText(QString());
    else if (wanted == 0)
        m_portHint->setText(tr("A number from 1 to 65535."));
    else if (port == 0)
        m_portHint->setText(tr("Neither this port nor one above it is free."));
    else if (port != wanted)
        m_portHint->setText(tr("%1 is in use; %2 will be taken.", "two port numbers")
                                .arg(wanted)
                                .arg(port));
    else
        m_portHint->setText(tr("Free.", "a port that no program uses"));
    m_portHint->setTone(port == wanted && port != 0 ? Token::text3 : Token::lookingText);
    const QString text = m_control->configText(folder(), port);
    if (m_config->toPlainText() != text)
        m_config->setPlainText(text);
    m_launch->setEnabled(m_control->state() == LaunchControl::State::running
        || (!running && port != 0 && !folder().isEmpty()));
}

void LaunchCard::updateState()
{
    using State = LaunchControl::State;
    const State state = m_control->state();
    m_port->setEnabled(state == State::stopped);
    m_folder->setEnabled(state == State::stopped);
    m_stop->setVisible(state == State::running);
    switch (state) {
    case State::stopped: m_launch->setText(tr("Launch server")); break;
    case State::starting: m_launch->setText(tr("Starting…", "a server")); break;
    case State::running: m_launch->setText(tr("Open server")); break;
    case State::stopping: m_launch->setText(tr("Stopping…", "a server")); break;
    }
    if (state != State::stopped)
        m_problem->hide();
    updateForm();
}

void LaunchCard::act()
{
    if (m_control->state() == LaunchControl::State::running)
        Q_EMIT openRequested(m_control->port());
    else if (m_control->state() == LaunchControl::State::stopped)
        m_control->start(folder(), chosenPort());
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

std::uint16_t LaunchCard::chosenPort() const
{
    if (m_control->state() != LaunchControl::State::stopped)
        return m_control->port();
    const uint wanted = m_port->text().toUInt();
    return wanted == 0 || wanted > 65'535 ? std::uint16_t(0)
                                          : m_control->nextFreePort(std::uint16_t(wanted));
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/cluster_page.h"

#include "clientlib/base/expect.h"
#include "ui/cluster/cluster_control.h"
#include "ui/cluster/cluster_panel.h"
#include "ui/cluster/cluster_scene.h"
#include "ui/cluster/cluster_view.h"
#include "ui/cluster/cluster_words.h"
#include "ui/cluster/details_panel.h"
#include "ui/cluster/election_poller.h"
#include "ui/cluster/event_list.h"
#include "ui/cluster/fault_menus.h"
#include "ui/cluster/load_driver.h"
#include "ui/cluster/load_panel.h"
#include "ui/cluster/phase_strip.h"
#include "ui/cluster/playback.h"
#include "ui/cluster/player_bar.h"
#include "ui/cluster/scene_area.h"
#include "ui/cluster/server_log_dialog.h"
#include "ui/cluster/timeline_lanes.h"
#include "ui/cluster/vote_table.h"
#include "ui/common/action_keys.h"
#include "ui/common/error_words.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <utility>

namespace zs::ui {
namespace {

constexpr int panelPx = 380;
constexpr int narrowPanelPx = 320;
constexpr int narrowPagePx = 1100;
constexpr auto panelTick = std::chrono::milliseconds(100);
constexpr auto recordingSuffix = ".ztrace";

/// A session with the cluster, for the load.
std::unique_ptr<Client> connectTo(const ClusterControl* control)
{
    ZS_EXPECT(control);
    const auto servers = ConnectString::parse(control->connectString().toStdString());
    ZS_EXPECT(servers.has_value());
    ClientOptions options;
    options.servers = *servers;
    options.sessionTimeout = std::chrono::seconds(10);
    return Client::connectTo(std::move(options));
}

} // namespace

ClusterPage::ClusterPage(QWidget* parent) :
    QWidget(parent), m_playback(new Playback(this)), m_header(new ClusterHeader(this)),
    m_phases(new PhaseStrip(this)), m_scene(new SceneArea(this)), m_player(new PlayerBar(this)),
    m_lanes(new TimelineLanes(this)), m_panel(new ClusterPanel(this)),
    m_loadPanel(new LoadPanel(this)),
    m_load(new LoadDriver([this] { return connectTo(m_control); }, this)), m_shown(&m_live)
{
    setObjectName(QStringLiteral("clusterPage"));
    setFocusPolicy(Qt::ClickFocus);
    buildLayout();
    wirePlayer();
    wireScene();
    wireHeader();
    wireLoad();
    m_panelTick.setSingleShot(true);
    m_panelTick.setInterval(panelTick);
    connect(&m_panelTick, &QTimer::timeout, this, &ClusterPage::refreshPanels);
    setReducedMotion(isMotionReduced());
    // A later choice in the preferences wins over that of this page's menu.
    connect(&Theme::instance(), &Theme::changed, this, [this, known = isMotionReduced()]() mutable {
        if (std::exchange(known, isMotionReduced()) != isMotionReduced())
            setReducedMotion(isMotionReduced());
    });
    showOf(&m_live, false);
}

ClusterPage::~ClusterPage()
{
    m_playback->setTimeline(nullptr, false); // Before the timelines go.
    for (ClusterControl* control : {m_liveControl.data(), m_lessonControl.data()}) {
        if (control)
            control->disconnect(this); // A child's cluster goes after this destructor.
    }
}

ClusterControl* ClusterPage::control() const
{
    return m_control;
}

void ClusterPage::buildLayout()
{
    auto* left = new QWidget(this);
    auto* column = makeColumn(left, 0);
    column->addWidget(m_header);
    column->addWidget(m_phases);
    column->addWidget(m_scene, 1);
    column->addWidget(m_player);
    column->addWidget(m_lanes);
    auto* row = makeRow(this, 0);
    row->addWidget(left, 1);
    row->addWidget(m_panel);
    m_panel->setFixedWidth(panelPx);
}

void ClusterPage::wirePlayer()
{
    connect(m_playback, &Playback::timeChanged, this, &ClusterPage::refresh);
    connect(m_playback, &Playback::stateChanged, this, [this] {
        m_player->setPlaying(m_playback->isPlaying());
        m_player->setSlowed(m_playback->isSlowed());
        m_player->setSpeed(m_playback->speed());
        m_player->setLive(m_playback->isLive());
        m_player->setOptions(m_playback->slowsElections(), m_context.reducedMotion);
    });
    connect(m_player, &PlayerBar::toStart, m_playback, &Playback::toStart);
    connect(m_player, &PlayerBar::stepBack, m_playback, &Playback::stepBack);
    connect(m_player, &PlayerBar::playToggled, m_playback, &Playback::toggle);
    connect(m_player, &PlayerBar::stepOn, m_playback, &Playback::stepOn);
    connect(m_player, &PlayerBar::toEnd, m_playback, &Playback::toEnd);
    connect(m_player, &PlayerBar::speedChosen, m_playback, &Playback::setSpeed);
    connect(m_player, &PlayerBar::slowsElectionsChosen, m_playback, &Playback::setSlowsElections);
    connect(m_player, &PlayerBar::reducedMotionChosen, this, &ClusterPage::setReducedMotion);
    connect(m_player, &PlayerBar::bookmarkRequested, this, &ClusterPage::openBookmarks);
    connect(m_player, &PlayerBar::saveRequested, this, &ClusterPage::saveRecording);
    const auto seek = [this](std::int64_t atNs) {
        m_playback->seek(m_context.begin + std::chrono::nanoseconds(atNs));
    };
    connect(m_lanes, &TimelineLanes::scrubbed, this, seek);
    connect(m_lanes, &TimelineLanes::stepRequested, this, [this](bool forward) {
        forward ? m_playback->stepOn() : m_playback->stepBack();
    });
    connect(m_panel->events(), &EventList::timeChosen, this, seek);
    connect(m_panel->votes(), &VoteTable::momentChosen, this,
        [seek](std::uint64_t moment) { seek(std::int64_t(moment)); });
    connect(m_panel, &ClusterPanel::previousElection, this, [this] { jumpElection(false); });
    connect(m_panel, &ClusterPanel::nextElection, this, [this] { jumpElection(true); });
    connect(m_panel, &ClusterPanel::detailToggled, this, [this](bool all) {
        m_eventsAll = all;
        m_eventsStale = true;
        refreshPanels();
    });
}

void ClusterPage::wireScene()
{
    ClusterView* view = m_scene->view();
    connect(view, &ClusterView::cardOpened, this, &ClusterPage::chooseServer);
    connect(view, &ClusterView::actionChosen, this, &ClusterPage::act);
    connect(view, &ClusterView::packetChosen, this, &ClusterPage::choosePacket);
    connect(m_scene->scene(), &ClusterScene::pickedChanged, this, &ClusterPage::onControlChanged);
    connect(m_scene, &SceneArea::healRequested, this, &ClusterPage::healAll);
    connect(view, &ClusterView::linkMenuRequested, this,
        [this](ServerId a, ServerId b, const QPoint& pos) {
            if (!m_control)
                return;
            auto* menu = new QMenu(this);
            menu->setObjectName(QStringLiteral("linkMenu"));
            menu->setAttribute(Qt::WA_DeleteOnClose);
            fillLinkMenu(menu, m_control, a, b);
            menu->popup(pos);
        });
    connect(view, &ClusterView::serverMenuRequested, this,
        [this](ServerId id, const QPoint& pos) {
            if (!m_control)
                return;
            auto* menu = new QMenu(this);
            menu->setObjectName(QStringLiteral("serverMenu"));
            menu->setAttribute(Qt::WA_DeleteOnClose);
            fillServerMenu(menu, m_control, id, [this, id](CardAction action) { act(id, action); });
            menu->popup(pos);
        });
}

void ClusterPage::wireHeader()
{
    connect(m_header, &ClusterHeader::modeChosen, this, [this](ClusterHeader::Mode mode) {
        setMode(mode);
        Q_EMIT modeChosen(mode);
    });
    connect(m_header, &ClusterHeader::pickerRequested, this, &ClusterPage::openPicker);
    connect(m_header, &ClusterHeader::partitionRequested, this, &ClusterPage::partitionPicked);
    connect(m_header, &ClusterHeader::observerRequested, this, [this] {
        if (m_control)
            m_control->addObserver();
    });
    connect(m_header, &ClusterHeader::stopAllRequested, this, [this] {
        if (m_control)
            m_control->stopAll();
    });
    connect(m_header, &ClusterHeader::startAllRequested, this, [this] {
        if (m_control)
            m_control->startAll();
    });
}

void ClusterPage::wireLoad()
{
    m_panel->setLoadWidget(m_loadPanel);
    connect(m_loadPanel, &LoadPanel::startRequested, this, [this](int sessions, int writes) {
        if (m_control)
            m_load->start(sessions, writes);
    });
    connect(m_loadPanel, &LoadPanel::stopRequested, m_load, &LoadDriver::stop);
    connect(m_load, &LoadDriver::runningChanged, m_loadPanel, &LoadPanel::setRunning);
    connect(m_load, &LoadDriver::moments, this,
        [this](const std::vector<timeline::Moment>& moments) {
            addTo(m_control == m_liveControl ? &m_live : &m_lesson, moments);
        });
}

void ClusterPage::openPicker()
{
    // A lesson's picker is its own; who offers lessons listens to the header.
    if (m_header->mode() == ClusterHeader::Mode::lesson)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("pickerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_liveName.isEmpty())
        menu->addAction(visibleText(m_liveName).replace(u'&', QStringLiteral("&&")), this,
            [this] { setMode(ClusterHeader::Mode::live); });
    if (!m_replayName.isEmpty())
        menu->addAction(visibleText(m_replayName).replace(u'&', QStringLiteral("&&")), this,
            [this] { setMode(ClusterHeader::Mode::replay); });
    menu->addSeparator();
    menu->addAction(tr("Open a recording…"), this, &ClusterPage::chooseRecording);
    menu->popup(m_header->picker()->mapToGlobal(QPoint(0, m_header->picker()->height() + 2)));
}

void ClusterPage::setMode(ClusterHeader::Mode mode)
{
    using Mode = ClusterHeader::Mode;
    m_header->setMode(mode);
    timeline::Timeline* wanted = mode == Mode::replay ? &m_replay
        : mode == Mode::lesson                        ? &m_lesson
                                                      : &m_live;
    ClusterControl* control = mode == Mode::lesson ? m_lessonControl : m_liveControl;
    if (control != m_control)
        m_load->stop();
    m_control = control;
    m_context.ports.clear();
    if (mode == Mode::replay || m_shown != wanted)
        showOf(
            wanted, mode == Mode::live ? !m_liveName.isEmpty() : mode == Mode::lesson && control);
    onControlChanged();
    Q_EMIT modeChanged(mode);
}

/// What the cluster tells goes into this timeline, whatever is shown.
void ClusterPage::follow(ClusterControl* control, timeline::Timeline* timeline)
{
    connect(control, &ClusterControl::changed, this, &ClusterPage::onControlChanged);
    connect(control, &ClusterControl::moments, this,
        [this, timeline](const std::vector<timeline::Moment>& moments) {
            addTo(timeline, moments);
        });
    connect(control, &ClusterControl::failed, this, [this](ServerId, const QString& reason) {
        Q_EMIT message(Role::danger, reason);
    });
    connect(control, &QObject::destroyed, this, [this] {
        m_load->stop();
        onControlChanged();
    });
}

void ClusterPage::showCluster(ClusterControl* control)
{
    m_load->stop();
    if (m_liveControl)
        m_liveControl->disconnect(this);
    m_liveControl = control;
    m_control = control;
    delete std::exchange(m_poller, nullptr);
    if (control) {
        m_playback->setTimeline(nullptr, false); // The old timeline goes.
        m_live = timeline::Timeline();
        m_live.append(control->earlier());
        m_liveName = control->name();
        follow(control, &m_live);
        m_header->setMode(ClusterHeader::Mode::live);
        showOf(&m_live, true);
        askSilentServers();
    }
    onControlChanged();
}

void ClusterPage::showLesson(ClusterControl* control, const QString& name)
{
    if (m_lessonControl)
        m_lessonControl->disconnect(this);
    m_lessonControl = control;
    if (!control) {
        m_control = m_shown == &m_lesson ? nullptr : m_control.data();
        return onControlChanged();
    }
    if (m_shown == &m_lesson)
        m_playback->setTimeline(nullptr, false);
    m_lesson = timeline::Timeline();
    m_lesson.append(control->earlier());
    m_lessonName = name;
    follow(control, &m_lesson);
    if (m_shown == &m_lesson)
        showOf(&m_lesson, true);
    setMode(ClusterHeader::Mode::lesson);
}

void ClusterPage::nameLesson(const QString& name)
{
    m_lessonName = name;
    if (m_shown == &m_lesson)
        m_header->setSubject(name);
}

/// Servers that were left running tell no trace to whoever takes them over: they are asked.
void ClusterPage::askSilentServers()
{
    std::map<ServerId, Endpoint> servers;
    for (const ServerId id : m_liveControl->servers()) {
        if (const quint16 port = m_liveControl->clientPort(id))
            servers[id] = Endpoint{"127.0.0.1", port};
    }
    const auto wanted = [this](ServerId id) { return m_liveControl && !m_liveControl->tells(id); };
    m_poller = new ElectionPoller(servers, wanted, this);
    connect(m_poller, &ElectionPoller::moments, this, &ClusterPage::addMoments);
    m_poller->start();
}

void ClusterPage::showEnsemble(const QString& name)
{
    showCluster(nullptr);
    m_playback->setTimeline(nullptr, false);
    m_live = timeline::Timeline();
    m_liveName = name;
    m_header->setMode(ClusterHeader::Mode::live);
    showOf(&m_live, true);
    onControlChanged();
}

void ClusterPage::addMoments(const std::vector<timeline::Moment>& moments)
{
    addTo(&m_live, moments);
}

void ClusterPage::addTo(
    timeline::Timeline* timeline, const std::vector<timeline::Moment>& moments)
{
    const bool first = timeline->empty();
    timeline->append(moments);
    if (m_shown != timeline)
        return;
    if (first)
        m_context.begin = timeline->begin();
    if (!m_playback->isPlaying() && !m_panelTick.isActive())
        m_panelTick.start(); // The end moved; lanes and the total time tell it.
}

Result<void> ClusterPage::openRecording(const QString& file)
{
    Result<timeline::Timeline> opened = timeline::Timeline::open(file.toStdString());
    if (!opened) {
        Q_EMIT message(Role::danger, sentenceFor(opened.error()));
        return tl::unexpected(opened.error());
    }
    const bool cut = opened->wasCut();
    showTimeline(std::move(*opened), QFileInfo(file).fileName());
    if (cut)
        Q_EMIT message(Role::looking,
            tr("The recording ends inside a part that was not written to its end; what is before "
               "it is shown."));
    return {};
}

void ClusterPage::showTimeline(timeline::Timeline timeline, const QString& name)
{
    m_playback->setTimeline(nullptr, false);
    m_replay = std::move(timeline);
    m_replayName = name;
    setMode(ClusterHeader::Mode::replay);
}

void ClusterPage::showOf(timeline::Timeline* timeline, bool live)
{
    forgetSelection();
    m_shown = timeline;
    m_eventsStale = true;
    m_context.begin = timeline->empty() ? Playback::machineNow() : timeline->begin();
    m_lanes->showAll();
    m_header->setSubject(timeline == &m_live ? m_liveName
            : timeline == &m_lesson          ? m_lessonName
                                             : m_replayName);
    m_playback->setTimeline(timeline, live);
    refresh();
    refreshPanels();
    refreshEmpty();
}

void ClusterPage::setReducedMotion(bool reduced)
{
    m_context.reducedMotion = reduced;
    m_player->setOptions(m_playback->slowsElections(), reduced);
    refresh();
}

void ClusterPage::onControlChanged()
{
    const bool controllable = m_control && m_shown != &m_replay;
    m_header->setControllable(controllable);
    m_loadPanel->setVisible(controllable);
    m_scene->setHealing(controllable && m_control->hasLinkFaults());
    if (controllable) {
        const std::set<ServerId> picked = m_scene->scene()->picked();
        const bool some = !picked.empty() && picked.size() < m_control->servers().size();
        m_header->setPartition(some, m_control->linkFaultsOff());
        m_header->setObserver(m_control->observerOff());
        bool runs = false;
        for (const ServerId id : m_control->servers()) {
            runs = runs || m_control->process(id) != ClusterControl::Process::stopped;
            if (const quint16 port = m_control->clientPort(id))
                m_context.ports[id] = QString::number(port);
        }
        m_header->setAnyRuns(runs);
    }
    refreshActions();
    refreshEmpty();
}

void ClusterPage::chooseServer(std::optional<ServerId> id)
{
    m_server = id;
    m_packet.reset();
    m_scene->scene()->setChosenPacket(0);
    refreshActions();
    refreshDetails();
}

void ClusterPage::choosePacket(std::uint64_t key)
{
    const auto flight = std::find_if(m_traffic.flights.begin(), m_traffic.flights.end(),
        [key](const timeline::PacketFlight& each) { return keyOf(each) == key; });
    if (flight == m_traffic.flights.end())
        return;
    m_packet = *flight;
    m_server.reset();
    m_scene->scene()->setChosenPacket(key);
    m_playback->pause(); // It would be gone before it is read.
    refreshDetails();
}

void ClusterPage::forgetSelection()
{
    m_scene->view()->closeCard();
    m_server.reset();
    m_packet.reset();
}

void ClusterPage::act(ServerId id, CardAction action)
{
    if (action == CardAction::log)
        return showLog(id);
    if (m_control)
        m_control->act(id, action);
}

void ClusterPage::showLog(ServerId id)
{
    if (!m_control)
        return;
    auto* dialog = new ServerLogDialog(m_control, id, m_shown, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setTime(m_playback->time());
    connect(m_playback, &Playback::timeChanged, dialog,
        [this, dialog] { dialog->setTime(m_playback->time()); });
    connect(dialog, &ServerLogDialog::timeChosen, m_playback, &Playback::seek);
    dialog->show();
}

void ClusterPage::jumpElection(bool forward)
{
    const std::vector<timeline::ElectionSpan>& spans = m_shown->elections();
    if (forward) {
        for (const timeline::ElectionSpan& span : spans) {
            if (span.from > m_playback->time())
                return m_playback->seek(span.from);
        }
        return;
    }
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        if (span->from < m_playback->time())
            return m_playback->seek(span->from);
    }
}

void ClusterPage::partitionPicked()
{
    const std::set<ServerId> picked = m_scene->scene()->picked();
    if (!m_control || picked.empty() || !m_control->linkFaultsOff().isEmpty())
        return;
    m_control->partition(picked);
    m_scene->view()->closeCard();
}

void ClusterPage::healAll()
{
    if (m_control)
        m_control->healAll();
}

void ClusterPage::saveRecording()
{
    auto* dialog = new QFileDialog(this, tr("Save the recording: it holds the paths of nodes, but "
                                            "neither their data nor secrets"));
    dialog->setObjectName(QStringLiteral("saveRecording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QString::fromLatin1(recordingSuffix).mid(1));
    dialog->setNameFilter(tr("Recordings (*.ztrace)"));
    QString name = m_shown == &m_live ? m_liveName
        : m_shown == &m_lesson        ? m_lessonName
                                      : m_replayName;
    static const QRegularExpression unfit(QStringLiteral("[^\\w.-]+"),
        QRegularExpression::UseUnicodePropertiesOption);
    name.replace(unfit, QStringLiteral("-"));
    if (!name.isEmpty() && !name.startsWith(u'.'))
        dialog->selectFile(name); // The dialog adds the suffix.
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        const Result<void> saved = m_shown->save(file.toStdString());
        if (saved)
            Q_EMIT message(Role::leading,
                tr("Saved %1. It holds the paths of nodes: think of that before you share it.")
                    .arg(QFileInfo(file).fileName()));
        else
            Q_EMIT message(Role::danger, sentenceFor(saved.error()));
    });
    dialog->open();
}

void ClusterPage::chooseRecording()
{
    auto* dialog = new QFileDialog(this, tr("Open a recording"));
    dialog->setObjectName(QStringLiteral("openRecording"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Recordings (*.ztrace)"));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& file) { (void)openRecording(file); });
    dialog->open();
}

void ClusterPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_eventsStale = true;
        refresh();
        refreshPanels();
        refreshEmpty();
    }
    QWidget::changeEvent(event);
}

void ClusterPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_panel->setFixedWidth(width() < narrowPagePx ? narrowPanelPx : panelPx);
    sizeCards();
}

void ClusterPage::keyPressEvent(QKeyEvent* event)
{
    if (isKeyOf("cluster.play", *event))
        return m_playback->toggle();
    if (isKeyOf("cluster.back", *event))
        return m_playback->stepBack();
    if (isKeyOf("cluster.on", *event))
        return m_playback->stepOn();
    switch (event->key()) {
    case Qt::Key_Home: m_playback->toStart(); return;
    case Qt::Key_End: m_playback->toEnd(); return;
    case Qt::Key_B: addBookmark(); return;
    case Qt::Key_H: healAll(); return;
    case Qt::Key_C: partitionPicked(); return;
    default: QWidget::keyPressEvent(event);
    }
}

} // namespace zs::ui

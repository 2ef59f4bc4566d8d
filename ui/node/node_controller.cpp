// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/node_controller.h"

#include <utility>

namespace zs::ui {

namespace {

/// The same data of the same node: not merely the same version, which a new node may have too.
bool sameData(const Stat& a, const Stat& b)
{
    return a.czxid == b.czxid && a.mzxid == b.mzxid && a.version == b.version;
}

} // namespace

NodeController::NodeController(Client* client, QObject* parent)
    : QObject(parent)
{
    setClient(client);
}

NodeController::~NodeController() = default;

void NodeController::setClient(Client* client)
{
    if (m_client)
        disconnect(m_client, nullptr, this, nullptr);
    m_client = client;
    m_writable = false;
    ++m_opened; // Answers of the old session are void.
    if (!client) {
        Q_EMIT stateChanged();
        return;
    }
    connect(client, &Client::statusChanged, this, &NodeController::onStatus);
    connect(client, &Client::watchFired, this, &NodeController::onWatch);
    onStatus(client->status());
}

const std::optional<Bytes>& NodeController::data() const
{
    const auto draft = m_drafts.find(m_path);
    return draft != m_drafts.end() ? draft->second.data : m_base.data;
}

std::vector<Path> NodeController::drafts() const
{
    std::vector<Path> all;
    for (const auto& [path, draft] : m_drafts)
        all.push_back(path);
    return all;
}

bool NodeController::isDraftUnfinished() const
{
    const auto draft = m_drafts.find(m_path);
    return draft != m_drafts.end() && draft->second.unfinished;
}

void NodeController::open(const Path& path, std::int64_t expectedBytes)
{
    if (m_phase != NodePhase::none && path == m_path)
        return;
    Q_EMIT aboutToLeave();
    m_path = path;
    m_expectedBytes = expectedBytes;
    m_phase = NodePhase::loading;
    m_error.reset();
    m_base = {};
    m_newer.reset();
    m_acl.reset();
    m_lastAcl.clear();
    ++m_opened;
    Q_EMIT contentReplaced();
    read();
    readAcl();
}

void NodeController::clear()
{
    Q_EMIT aboutToLeave();
    ++m_opened;
    m_path = Path();
    m_phase = NodePhase::none;
    m_base = {};
    m_newer.reset();
    m_acl.reset();
    Q_EMIT contentReplaced();
}

void NodeController::reload()
{
    if (m_phase == NodePhase::none)
        return;
    if (m_phase == NodePhase::failed) {
        m_phase = NodePhase::loading;
        m_error.reset();
        Q_EMIT contentReplaced();
    }
    read();
    readAcl();
}

void NodeController::read()
{
    if (!m_client) {
        failRead(Error(Errc::connectionLoss, "there is no session"));
        return;
    }
    auto onAnswer = [this, opened = m_opened](const Result<DataResponse>& answer) {
        if (opened == m_opened)
            receive(answer);
    };
    m_stop = std::stop_source();
    QCoro::connect(m_client->getData(m_path, Watch::yes, m_stop.get_token()), this, onAnswer);
}

void NodeController::stopReading()
{
    if (m_phase != NodePhase::loading)
        return;
    ++m_opened; // Whatever comes of it is dropped.
    m_stop.request_stop();
    failRead(Error(Errc::cancelled, "reading was stopped"));
}

void NodeController::readAcl()
{
    if (!m_client)
        return;
    auto onAnswer = [this, opened = m_opened](const Result<AclResponse>& answer) {
        if (opened != m_opened)
            return;
        m_acl = answer;
        if (answer)
            m_lastAcl = answer->acl;
        Q_EMIT stateChanged();
    };
    QCoro::connect(m_client->getAcl(m_path), this, onAnswer);
}

void NodeController::receive(const Result<DataResponse>& answer)
{
    if (!answer) {
        failRead(answer.error());
        return;
    }
    Q_EMIT readRefused(m_path, false);
    accept(NodeSnapshot{answer->data, answer->stat});
}

void NodeController::accept(NodeSnapshot snapshot)
{
    const NodePhase before = std::exchange(m_phase, NodePhase::ready);
    m_error.reset();
    Q_EMIT versionSeen(m_path, snapshot, VersionSource::read);
    if (const auto draft = m_drafts.find(m_path); draft != m_drafts.end()) {
        m_base = draft->second.base;
        if (sameData(m_base.stat, snapshot.stat)) {
            m_base.stat = snapshot.stat;
            m_newer.reset();
        } else if (snapshot.data == draft->second.data && !draft->second.unfinished) {
            // Somebody else wrote the same bytes, or a save that was lost arrived after all.
            m_drafts.erase(draft);
            m_base = std::move(snapshot);
            m_newer.reset();
            if (m_unknown.erase(m_path) > 0)
                Q_EMIT saved(m_path, m_base.stat.version);
        } else {
            m_newer = std::move(snapshot);
        }
        if (before == NodePhase::ready)
            Q_EMIT stateChanged();
        else
            Q_EMIT contentReplaced();
        return;
    }
    const bool otherBytes = before != NodePhase::ready || m_base.data != snapshot.data;
    m_base = std::move(snapshot);
    m_newer.reset();
    if (otherBytes)
        Q_EMIT contentReplaced();
    else
        Q_EMIT stateChanged();
}

void NodeController::failRead(const Error& error)
{
    const bool wasShown = m_phase == NodePhase::ready || m_phase == NodePhase::deleted;
    if (error.code == Errc::noAuth)
        Q_EMIT readRefused(m_path, true);
    if (wasShown && error.code == Errc::noNode) {
        Q_EMIT aboutToLeave();
        m_phase = NodePhase::deleted;
        watchForReturn();
        Q_EMIT stateChanged();
        return;
    }
    if (wasShown && error.code != Errc::noAuth)
        return; // The connection's trouble is told elsewhere; the last data stays visible.
    const auto draft = m_drafts.find(m_path);
    if (draft != m_drafts.end() && error.code != Errc::noAuth && error.code != Errc::noNode) {
        // An edit can be seen and gone on with while no server answers.
        m_base = draft->second.base;
        m_phase = NodePhase::ready;
        Q_EMIT contentReplaced();
        return;
    }
    if (wasShown)
        Q_EMIT aboutToLeave();
    m_phase = NodePhase::failed;
    m_error = error;
    if (error.code == Errc::noNode)
        watchForReturn();
    Q_EMIT contentReplaced();
}

void NodeController::edit(const std::optional<Bytes>& data)
{
    if (!isEditable())
        return;
    if (data == m_base.data) {
        m_drafts.erase(m_path);
        if (m_newer) { // Nothing of the user's is left to protect.
            m_base = std::move(*m_newer);
            m_newer.reset();
            Q_EMIT contentReplaced();
            return;
        }
    } else {
        m_drafts.insert_or_assign(m_path, Draft{data, m_base});
    }
    Q_EMIT stateChanged();
}

void NodeController::holdDraft()
{
    if (!isEditable() || isDraftUnfinished())
        return;
    const auto [draft, isNew] = m_drafts.try_emplace(m_path, Draft{m_base.data, m_base});
    draft->second.unfinished = true;
    Q_EMIT stateChanged();
}

void NodeController::revert()
{
    if (m_drafts.erase(m_path) == 0)
        return;
    m_unknown.erase(m_path);
    if (m_newer)
        m_base = std::move(*std::exchange(m_newer, std::nullopt));
    Q_EMIT contentReplaced();
}

void NodeController::takeServer()
{
    revert();
}

/// Asks for the bytes of the draft; they may turn out to be the base's, which ends it.
bool NodeController::isReadyToSave()
{
    if (!isEditable() || !isDirty() || !m_writable)
        return false;
    Q_EMIT aboutToSave();
    return isDirty() && !isDraftUnfinished();
}

void NodeController::save()
{
    if (isReadyToSave())
        send(Sent{data(), m_base});
}

void NodeController::overwrite()
{
    if (!m_newer || !isReadyToSave() || !m_newer)
        return; // The draft may have ended, and the newer state with it.
    // From here on the draft is one of the newer state, so that the next conflict is told too.
    m_base = std::move(*std::exchange(m_newer, std::nullopt));
    m_drafts.at(m_path).base = m_base;
    send(Sent{data(), m_base});
}

void NodeController::saveMerged(const std::optional<Bytes>& merged, const Stat& against)
{
    if (!isEditable() || !isDirty() || !m_newer || !m_writable || isSaving()
        || !sameData(m_newer->stat, against))
        return;
    if (merged == m_newer->data) {
        takeServer();
        return;
    }
    m_base = std::move(*std::exchange(m_newer, std::nullopt));
    m_drafts.insert_or_assign(m_path, Draft{merged, m_base});
    Q_EMIT contentReplaced(); // The editor holds what was typed before the merge.
    send(Sent{merged, m_base});
}

void NodeController::restore(const std::optional<Bytes>& data)
{
    if (!isEditable() || isDirty() || !m_writable || isSaving() || data == m_base.data)
        return;
    m_drafts.insert_or_assign(m_path, Draft{data, m_base});
    Q_EMIT contentReplaced();
    send(Sent{data, m_base});
}

void NodeController::send(const Sent& sent)
{
    if (isSaving())
        return;
    m_saves.insert_or_assign(m_path, sent);
    m_unknown.erase(m_path);
    Q_EMIT writeStarted(m_path);
    Q_EMIT stateChanged();
    auto onAnswer = [this, path = m_path, sent](const Result<Stat>& answer) {
        onSaved(path, sent, answer);
    };
    QCoro::connect(
        m_client->setData(m_path, sent.data, sent.before.stat.version), this, onAnswer);
}

void NodeController::onSaved(const Path& path, const Sent& sent, const Result<Stat>& answer)
{
    m_saves.erase(path);
    Q_EMIT writeFinished(path);
    if (answer) {
        settle(path, sent, *answer);
        return;
    }
    const Errc code = answer.error().code;
    if (code == Errc::badVersion) {
        onConflict(path);
        return;
    }
    if (outcomeUnknown(code) || code == Errc::cancelled)
        m_unknown.insert_or_assign(path, sent);
    else if (code == Errc::noNode && path == m_path)
        failRead(answer.error());
    Q_EMIT writeFailed(path, answer.error());
    Q_EMIT stateChanged();
}

/// `sent` is what the server has now, with `stat`.
void NodeController::settle(const Path& path, const Sent& sent, const Stat& stat)
{
    const NodeSnapshot now{sent.data, stat};
    m_unknown.erase(path);
    Q_EMIT versionSeen(path, now, VersionSource::savedHere);
    Q_EMIT dataWritten(path, sent.before, now);
    if (const auto draft = m_drafts.find(path); draft != m_drafts.end()) {
        if (draft->second.data == sent.data && !draft->second.unfinished)
            m_drafts.erase(draft);
        else
            draft->second.base = now; // Typed on while the save was under way.
    }
    if (path == m_path && (m_phase == NodePhase::ready || m_phase == NodePhase::deleted)) {
        m_phase = NodePhase::ready;
        m_base = now;
        if (m_newer && m_newer->stat.mzxid <= stat.mzxid)
            m_newer.reset();
    }
    Q_EMIT stateChanged();
    Q_EMIT saved(path, stat.version);
}

void NodeController::onConflict(const Path& path)
{
    if (!m_client)
        return;
    auto onAnswer = [this, path](const Result<DataResponse>& answer) {
        if (path != m_path)
            return; // Its draft stays; opening the node again shows what happened.
        if (!answer) {
            failRead(answer.error());
            return;
        }
        accept(NodeSnapshot{answer->data, answer->stat});
        if (m_newer)
            Q_EMIT conflicted(path);
    };
    QCoro::connect(m_client->getData(path, Watch::yes), this, onAnswer);
}

void NodeController::checkOutcome()
{
    const auto lost = m_unknown.find(m_path);
    if (lost == m_unknown.end() || !m_client)
        return;
    auto onAnswer = [this, path = m_path, sent = lost->second](
                        const Result<DataResponse>& answer) { judge(path, sent, answer); };
    QCoro::connect(m_client->getData(m_path, Watch::yes), this, onAnswer);
}

void NodeController::judge(
    const Path& path, const Sent& sent, const Result<DataResponse>& answer)
{
    if (!m_unknown.contains(path))
        return;
    if (!answer) {
        if (answer.error().code == Errc::noNode)
            m_unknown.erase(path);
        if (path == m_path)
            failRead(answer.error());
        Q_EMIT writeFailed(path, answer.error());
        return;
    }
    const std::int32_t next = nextVersion(sent.before.stat.version);
    m_unknown.erase(path);
    if (answer->data == sent.data && answer->stat.version == next) {
        settle(path, sent, answer->stat);
        return;
    }
    if (path != m_path)
        return;
    accept(NodeSnapshot{answer->data, answer->stat});
    if (m_newer)
        Q_EMIT conflicted(path);
    else
        Q_EMIT notApplied(path);
}

CreateMode NodeController::modeOfReturn() const
{
    const SessionId owner = m_base.stat.ephemeralOwner;
    const bool ours = m_client && owner.value != 0 && owner == m_client->status().sessionId;
    return ours ? CreateMode::ephemeral : CreateMode::persistent;
}

void NodeController::createAgain()
{
    if (m_phase != NodePhase::deleted || !m_client || !m_writable)
        return;
    const CreateMode mode = modeOfReturn();
    const std::vector<Acl> acl = m_lastAcl.empty() ? openAcl() : m_lastAcl;
    Q_EMIT writeStarted(m_path);
    auto onAnswer = [this, path = m_path](const Result<CreatedResponse>& answer) {
        Q_EMIT writeFinished(path);
        if (!answer) {
            Q_EMIT writeFailed(path, answer.error());
            return;
        }
        m_drafts.erase(path);
        if (path == m_path)
            reload();
    };
    QCoro::connect(m_client->create(m_path, data(), mode, acl), this, onAnswer);
}

void NodeController::takeStat(const Path& path, const Stat& stat)
{
    if (path != m_path || m_phase != NodePhase::ready || !sameData(stat, m_base.stat)
        || stat == m_base.stat || stat.pzxid < m_base.stat.pzxid)
        return; // Other data: its bytes come by the watch, together with their Stat.
    m_base.stat = stat;
    Q_EMIT stateChanged();
}

void NodeController::watchForReturn()
{
    if (!m_client)
        return;
    auto onAnswer = [this, opened = m_opened](const Result<std::optional<Stat>>& answer) {
        if (opened == m_opened && answer && answer->has_value())
            reload(); // It came back before the watch stood.
    };
    QCoro::connect(m_client->exists(m_path, Watch::yes), this, onAnswer);
}

void NodeController::onStatus(const SessionStatus& status)
{
    const bool connected = status.state == SessionState::connected;
    const bool readable = connected || status.state == SessionState::connectedReadOnly;
    const bool wasWritable = std::exchange(m_writable, connected);
    if (readable && !wasWritable && m_phase != NodePhase::none)
        reload();
    Q_EMIT stateChanged();
}

void NodeController::onWatch(const WatchEvent& event)
{
    if (event.path != m_path || m_phase == NodePhase::none)
        return;
    if (event.type == EventType::nodeDeleted) {
        failRead(Error(Errc::noNode, m_path.text()));
    } else if (event.type == EventType::nodeDataChanged
        || event.type == EventType::nodeCreated) {
        read();
    }
}

} // namespace zs::ui

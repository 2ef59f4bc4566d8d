// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/subtree_removal.h"

#include "clientlib/base/expect.h"

#include <algorithm>
#include <utility>

namespace zs::ui {

namespace {

/// Fills a round trip without holding back other requests of the session for long.
constexpr int mostInFlight = 128;

} // namespace

bool isReserved(const Path& path)
{
    return path.isRoot() || path.text() == "/zookeeper" || path.text() == "/zookeeper/config"
        || path.text() == "/zookeeper/quota";
}

SubtreeRemoval::SubtreeRemoval(Client* client, Path root, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_root(std::move(root))
{
}

void SubtreeRemoval::startCounting()
{
    if (m_state == State::counting || m_state == State::removing)
        return;
    ++m_run;
    m_inFlight = 0;
    m_counted = false;
    m_count = {};
    m_ephemerals.clear();
    m_branches.clear();
    m_entries.clear();
    m_unsure.clear();
    m_removed = 0;
    m_gone = 0;
    m_error.reset();
    m_toList.assign(1, ToList{m_root, -1});
    m_state = State::counting;
    if (isReserved(m_root))
        fail(Error(Errc::badArguments, m_root.text() + " belongs to ZooKeeper; it stays"));
    pump();
}

bool SubtreeRemoval::mayResume() const
{
    if (!m_counted || (m_state != State::cancelled && m_state != State::failed))
        return false;
    // A refused right may be granted meanwhile; a broken connection may be back.
    return !m_error
        || (m_error->code != Errc::badVersion && m_error->code != Errc::notEmpty);
}

void SubtreeRemoval::startRemoving()
{
    ZS_EXPECT(m_state == State::counted || mayResume());
    if (m_state == State::counted)
        m_left = m_entries.size();
    m_error.reset();
    m_state = State::removing;
    // Below the root everything is ours for the time; one mark for each node would be too many.
    Q_EMIT writeStarted(m_root);
    pump();
}

void SubtreeRemoval::cancel()
{
    if (m_state == State::counting || m_state == State::removing)
        finish(State::cancelled);
}

void SubtreeRemoval::pump()
{
    if (!m_client && (m_state == State::counting || m_state == State::removing))
        fail(Error(Errc::connectionLoss, "there is no session"));
    if (m_state == State::counting)
        pumpCounting();
    if (m_state == State::removing)
        pumpRemoving();
    tell();
}

void SubtreeRemoval::pumpCounting()
{
    while (m_inFlight < mostInFlight && !m_toList.empty()) {
        const ToList node = std::move(m_toList.front());
        m_toList.pop_front();
        ++m_inFlight;
        auto onAnswer = [this, node, run = m_run](const Result<ChildrenResponse>& answer) {
            if (run == m_run)
                onListed(node, answer);
        };
        QCoro::connect(m_client->children(node.path), this, onAnswer);
    }
    if (m_inFlight == 0 && m_state == State::counting) {
        m_counted = true;
        finish(State::counted);
    }
}

void SubtreeRemoval::onListed(const ToList& node, const Result<ChildrenResponse>& answer)
{
    --m_inFlight;
    if (m_state != State::counting) {
        tell();
        return;
    }
    if (answer) {
        ++m_count.nodes;
        if (answer->stat.ephemeralOwner.value != 0) {
            ++m_count.ephemerals;
            if (m_ephemerals.size() < mostEphemerals)
                m_ephemerals.push_back(node.path);
        }
        m_count.dataBytes += answer->stat.dataLengthBytes;
        // A node is listed after its parent was, so parents stand before their children.
        m_entries.push_back(SubtreeEntry{node.path, answer->stat.version, node.branch});
        if (node.branch >= 0)
            ++m_branches[static_cast<std::size_t>(node.branch)].second;
        for (const std::string& name : answer->names) {
            if (name.empty() || name.find('/') != std::string::npos)
                continue; // No server sends that; a hostile one shall not lead us elsewhere.
            int branch = node.branch;
            if (branch < 0) {
                branch = static_cast<int>(m_branches.size());
                m_branches.emplace_back(m_root.child(name), 0);
            }
            m_toList.push_back(ToList{node.path.child(name), branch});
        }
    } else if (answer.error().code != Errc::noNode || node.path == m_root) {
        fail(Error(
            answer.error().code, node.path.text() + " was not read: " + answer.error().detail));
    }
    pump();
}

void SubtreeRemoval::pumpRemoving()
{
    // A session's requests are carried out in the order in which they are sent, so a parent may be
    // on the way before the answer of its last child is here.
    while (m_inFlight < mostInFlight && (m_left > 0 || !m_unsure.empty())) {
        SubtreeEntry entry;
        if (!m_unsure.empty()) {
            entry = m_unsure.back(); // The deepest of them; see onRemoved().
            m_unsure.pop_back();
        } else {
            entry = m_entries[--m_left];
        }
        ++m_inFlight;
        auto onAnswer = [this, entry, run = m_run](const Result<void>& answer) {
            if (run == m_run)
                onRemoved(entry, answer);
        };
        QCoro::connect(m_client->remove(entry.path, entry.version), this, onAnswer);
    }
    if (m_inFlight == 0 && m_left == 0 && m_state == State::removing)
        finish(State::done);
}

void SubtreeRemoval::onRemoved(const SubtreeEntry& entry, const Result<void>& answer)
{
    --m_inFlight;
    const Errc code = answer ? Errc::ok : answer.error().code;
    if (code == Errc::ok) {
        ++m_removed;
    } else if (code == Errc::noNode) {
        ++m_gone;
    } else {
        // They come back in the order in which they were sent, the deepest first.
        m_unsure.insert(m_unsure.begin(), entry);
        if (m_state == State::removing)
            fail(Error(code, entry.path.text() + " was not deleted: " + answer.error().detail));
    }
    pump();
}

void SubtreeRemoval::fail(const Error& error)
{
    m_error = error;
    finish(State::failed);
}

void SubtreeRemoval::finish(State state)
{
    const State before = std::exchange(m_state, state);
    m_toList.clear();
    if (before == State::removing)
        Q_EMIT writeFinished(m_root);
    tell();
}

void SubtreeRemoval::tell()
{
    if (std::exchange(m_telling, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_telling = false;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

std::vector<std::pair<Path, int>> SubtreeRemoval::largestChildren() const
{
    std::vector<std::pair<Path, int>> out = m_branches;
    std::erase_if(out, [](const auto& branch) { return branch.second == 0; }); // Gone meanwhile.
    std::stable_sort(out.begin(), out.end(),
        [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/subtree_removal.h"

#include "clientlib/base/expect.h"

#include <algorithm>
#include <map>

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
    m_count = {};
    m_entries.clear();
    m_error.reset();
    m_removed = 0;
    m_toList.assign(1, m_root);
    m_state = State::counting;
    if (isReserved(m_root))
        fail(Error(Errc::badArguments, m_root.text() + " belongs to ZooKeeper; it stays"));
    pump();
}

void SubtreeRemoval::startRemoving()
{
    ZS_EXPECT(m_state == State::counted);
    m_state = State::removing;
    m_left = m_entries.size();
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
        const Path path = std::move(m_toList.front());
        m_toList.pop_front();
        ++m_inFlight;
        auto onAnswer = [this, path](const Result<ChildrenResponse>& answer) {
            onListed(path, answer);
        };
        QCoro::connect(m_client->children(path), this, onAnswer);
    }
    if (m_inFlight == 0 && m_state == State::counting) {
        // Answers came in any order of depth; a parent's text is always the shorter one.
        std::sort(m_entries.begin(), m_entries.end(),
            [](const Entry& a, const Entry& b) { return a.path < b.path; });
        finish(State::counted);
    }
}

void SubtreeRemoval::onListed(const Path& path, const Result<ChildrenResponse>& answer)
{
    --m_inFlight;
    if (m_state != State::counting) {
        tell();
        return;
    }
    if (answer) {
        ++m_count.nodes;
        m_count.ephemerals += answer->stat.ephemeralOwner.value != 0 ? 1 : 0;
        m_count.dataBytes += answer->stat.dataLengthBytes;
        m_entries.push_back(Entry{path, answer->stat.version});
        for (const std::string& name : answer->names) {
            if (!name.empty() && name.find('/') == std::string::npos)
                m_toList.push_back(path.child(name));
        }
    } else if (answer.error().code != Errc::noNode || path == m_root) {
        fail(Error(answer.error().code, path.text() + " was not read: " + answer.error().detail));
    }
    pump();
}

void SubtreeRemoval::pumpRemoving()
{
    // A session's requests are carried out in the order in which they are sent, so a parent may be
    // on the way before the answer of its last child is here.
    while (m_inFlight < mostInFlight && m_left > 0) {
        const Entry& entry = m_entries[--m_left];
        ++m_inFlight;
        auto onAnswer = [this, path = entry.path](const Result<void>& answer) {
            onRemoved(path, answer);
        };
        QCoro::connect(m_client->remove(entry.path, entry.version), this, onAnswer);
    }
    if (m_inFlight == 0 && m_left == 0 && m_state == State::removing)
        finish(State::done);
}

void SubtreeRemoval::onRemoved(const Path& path, const Result<void>& answer)
{
    --m_inFlight;
    if (answer)
        ++m_removed;
    else if (answer.error().code != Errc::noNode && m_state == State::removing)
        fail(
            Error(answer.error().code, path.text() + " was not deleted: " + answer.error().detail));
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
    std::map<Path, int> sizes;
    const std::size_t prefix = m_root.text().size() + 1; // A reserved root never gets here.
    for (const Entry& entry : m_entries) {
        if (entry.path != m_root)
            ++sizes[Path(entry.path.text().substr(0, entry.path.text().find('/', prefix)))];
    }
    std::vector<std::pair<Path, int>> out(sizes.begin(), sizes.end());
    std::stable_sort(out.begin(), out.end(),
        [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

} // namespace zs::ui

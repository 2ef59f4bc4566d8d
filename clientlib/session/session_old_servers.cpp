// SPDX-License-Identifier: Apache-2.0
// What SessionMachine does on servers before 3.7: what they may not know it asks alone, and before
// 3.6 it keeps persistent watches itself.
#include "clientlib/session/session_machine.h"

namespace zs::session {

namespace {

    AddWatchMode modeOf(WatchUse use)
    {
        return use == WatchUse::addRecursive ? AddWatchMode::persistentRecursive
                                             : AddWatchMode::persistent;
    }
    WatchList listOf(AddWatchMode mode)
    {
        return mode == AddWatchMode::persistent ? WatchList::persistent : WatchList::recursive;
    }
    WatcherType typeOf(AddWatchMode mode)
    {
        return mode == AddWatchMode::persistent ? WatcherType::persistent
                                                : WatcherType::persistentRecursive;
    }

    /// All that came after 3.4 and this client asks for.
    constexpr OpCode newerOperations[]
        = {OpCode::create2, OpCode::reconfig, OpCode::checkWatches, OpCode::removeWatches,
            OpCode::createContainer, OpCode::createTtl, OpCode::multiRead, OpCode::getEphemerals,
            OpCode::getAllChildrenNumber, OpCode::setWatches2, OpCode::addWatch, OpCode::whoAmI};

    /// What a server does not know that does not know `op`, beside `op`. The first versions of 3.5
    /// lacked containers and TTL nodes.
    bool isMissingToo(OpCode other, OpCode op)
    {
        const bool isLate = op == OpCode::createContainer || op == OpCode::createTtl;
        return firstLineOf(other) >= firstLineOf(op) + (isLate ? 1 : 0);
    }

} // namespace

/// Each is asked of a server once: it closes the connection.
void SessionMachine::noteUnknown(OpCode op)
{
    m_unknown.emplace(m_search.currentIndex(), op);
    for (const OpCode other : newerOperations) {
        if (isMissingToo(other, op))
            m_unknown.emplace(m_search.currentIndex(), other);
    }
}

/// The server answered it, in whatever way, so it knows what came up with it and before.
void SessionMachine::noteKnown(OpCode op)
{
    if (firstLineOf(op) <= m_knownLine)
        return;
    m_knownLine = firstLineOf(op);
    m_asksAlone = false;
}

/// As far as it may be sent now.
void SessionMachine::sendHeld(Instant now, Effects& out)
{
    while (!m_held.empty() && !mustWait(m_held.front().op)) {
        Request request = std::move(m_held.front());
        m_held.pop_front();
        sendRequest(std::move(request), now, out);
    }
}

/// Answers what the server cannot: watches that are kept here, and opcodes that it does not know.
/// False: the request is to be sent.
bool SessionMachine::answerHere(Request& request, Instant now, Effects& out)
{
    if (m_unknown.empty())
        return false;
    const bool sets = request.watch == WatchUse::addPersistent
        || request.watch == WatchUse::addRecursive;
    if (sets && emulatesWatches()) {
        perform(m_emulation.add(request.path, modeOf(request.watch), request.id), now, out);
        return true;
    }
    const bool removes = request.watch == WatchUse::remove;
    if ((removes || request.watch == WatchUse::check) && m_emulation.watches(request.path)) {
        // Never asked of the server: it would take away the one-shot watches that are in use here.
        const bool found = m_watches.contains(request.removed, request.path);
        if (removes && found) {
            m_watches.remove(request.removed, request.path);
            perform(m_emulation.remove(request.removed, request.path), now, out);
        }
        out.push_back(Complete{request.id, found ? Errc::ok : Errc::noWatcher, {}, {}});
        return true;
    }
    if (!isUnknown(request.op))
        return false;
    out.push_back(Complete{request.id, Errc::unimplemented, {}, {}});
    return true;
}

void SessionMachine::perform(WatchEmulation::Wants wants, Instant now, Effects& out)
{
    for (WatchEmulation::Ask& ask : wants.asks) {
        Request request;
        // Ids in flight only grow, see cancel().
        request.id = m_inFlight.empty() ? 0 : m_inFlight.back().id;
        request.op = ask.op;
        const WatchingPathRequest record{ask.path, true};
        request.body = jute::encode(record);
        if (out.empty() || !std::holds_alternative<Send>(out.back()))
            out.push_back(Send{});
        writeRequest(std::move(request), now, std::get<Send>(out.back()).bytes);
        m_inFlight.back().own = true;
        m_inFlight.back().path = std::make_unique<Path>(std::move(ask.path));
    }
    tell(std::move(wants), out);
}

void SessionMachine::tell(WatchEmulation::Wants wants, Effects& out)
{
    for (auto& [type, path] : wants.events)
        out.push_back(Fired{type, std::move(path), Zxid(-1)});
    for (const WatchEmulation::Done& done : wants.done) {
        m_watches.add(listOf(done.mode), done.path);
        for (const RequestId waiter : done.waiters)
            out.push_back(Complete{waiter, Errc::ok, {}, {}});
    }
    for (WatchEmulation::Ended& ended : wants.ended) {
        m_watches.remove(typeOf(ended.mode), ended.path);
        for (const RequestId waiter : ended.waiters)
            out.push_back(Complete{waiter, ended.err, ended.why, {}});
        if (ended.stood)
            out.push_back(WatchEnded{
                std::move(ended.path), ended.mode, ended.err, std::move(ended.why)});
    }
}

void SessionMachine::handleOwnReply(
    const InFlight& request, Errc err, ByteView body, Instant now, Effects& out)
{
    const WatchEmulation::Ask ask{request.op, *request.path};
    Result<WatchEmulation::Wants> wants = m_emulation.answered(ask, err, body);
    if (!wants)
        return dropConnection(ConnectionFault::notZooKeeper,
            "an unreadable answer to " + std::string(opcodeName(request.op)) + ": "
                + wants.error().detail,
            now, out);
    perform(std::move(*wants), now, out);
}

/// The server closes next. A persistent watch is asked for again, of whichever server comes next;
/// by then this one is known to need help.
void SessionMachine::handleUnknownOperation(InFlight request, Instant now, Effects& out)
{
    noteUnknown(request.op);
    const bool sets = request.watch == WatchUse::addPersistent
        || request.watch == WatchUse::addRecursive;
    const bool again = sets && !request.abandoned && !m_closing;
    if (again) {
        Request same;
        same.id = request.id;
        same.op = request.op;
        same.watch = request.watch;
        same.path = *request.path;
        const AddWatchRequest record{
            *request.path, static_cast<std::int32_t>(modeOf(request.watch))};
        same.body = jute::encode(record);
        m_held.push_front(std::move(same));
    } else if (!request.abandoned) {
        out.push_back(Complete{request.id, Errc::unimplemented, {}, {}});
    }
    dropConnection(ConnectionFault::unknownOperation,
        "the server does not know " + std::string(opcodeName(request.op)), now, out);
}

void SessionMachine::restoreEmulated(Instant now, Effects& out)
{
    if (!emulatesWatches())
        return m_emulation.clear();
    perform(m_emulation.connected(m_watches.paths(WatchList::persistent),
                m_watches.paths(WatchList::recursive)),
        now, out);
}

} // namespace zs::session

// SPDX-License-Identifier: Apache-2.0
// What a simulated client asks for.
#include "tests/sim/sim_client.h"

namespace zs::sim {

namespace {

constexpr std::size_t mostOutstanding = 4;
/// Registers are replaced by new ones, so that no history of one grows long.
constexpr std::chrono::seconds registerLife{4};
constexpr std::uint64_t registersAtATime = 3;

} // namespace

void SimClient::loadLater()
{
    m_world.queue().in(m_world.random().upTo(m_world.settings().maxThink),
        [this, alive = std::weak_ptr<int>(m_alive)] {
            if (alive.expired() || !m_loading)
                return;
            load();
            loadLater();
        });
}

void SimClient::load()
{
    if (m_pending.size() >= mostOutstanding || m_closing || isFinal(m_machine->state()))
        return;
    Random& random = m_world.random();
    const Path path = drawRegister();
    switch (random.below(20)) {
    case 0:
    case 1:
    case 2: return sendCreate(path, CreateMode::persistent);
    case 3:
    case 4:
    case 5:
    case 6: return sendSet(path, anyVersion);
    case 7:
    case 8: return sendSet(path, knownVersion(path));
    case 9: return sendDelete(path, random.chance(0.5) ? anyVersion : knownVersion(path));
    case 10: return sendMulti(path, drawRegister());
    case 11:
    case 12:
    case 13: return sendRead(path, false, true);
    case 14:
        return sendCreate(
            Path("/e" + std::to_string(m_number) + "-" + std::to_string(random.below(4))),
            CreateMode::ephemeral);
    case 15: return sendCreate(Path("/q-"), CreateMode::ephemeralSequential);
    case 16:
        if (random.chance(0.1) && m_machine->state() == SessionState::connected) {
            m_closing = true;
            m_world.asksToClose(m_machine->sessionId());
            const session::RequestId id = ++m_lastRequest;
            m_pending[id] = Pending{OpCode::closeSession, {}, false, false, false, {}, {}, false};
            return perform(m_machine->close(id, m_world.now()));
        }
        [[fallthrough]];
    default: return sendRead(path, random.chance(0.5), false);
    }
}

Path SimClient::drawRegister()
{
    const auto age = std::uint64_t(m_world.now().time_since_epoch() / registerLife);
    return Path("/r"
        + std::to_string(
            age * registersAtATime + m_world.random().below(registersAtATime)));
}

std::string SimClient::newValue()
{
    return std::to_string(m_number) + "." + std::to_string(++m_values);
}

std::int32_t SimClient::knownVersion(const Path& path) const
{
    const auto known = m_versions.find(path);
    return known == m_versions.end() ? 0 : known->second;
}

session::RequestId SimClient::submit(
    OpCode op, Bytes body, Pending pending, session::WatchUse watch)
{
    session::Request request;
    request.id = ++m_lastRequest;
    request.op = pending.op = op;
    request.body = std::move(body);
    request.watch = watch;
    request.path = pending.path;
    if (pending.called == Instant())
        pending.called = m_world.now();
    m_pending[m_lastRequest] = std::move(pending);
    const session::RequestId id = m_lastRequest;
    perform(m_machine->submit(std::move(request), m_world.now()));
    return id;
}

std::size_t SimClient::note(
    Operation::Kind kind, const Path& path, std::string value, std::int32_t version)
{
    Operation operation;
    operation.node = path.text();
    operation.client = m_number;
    operation.kind = kind;
    operation.value = std::move(value);
    operation.version = version;
    operation.called = m_world.now().time_since_epoch().count();
    m_world.history().push_back(std::move(operation));
    return m_world.history().size() - 1;
}

void SimClient::sendCreate(const Path& path, CreateMode mode)
{
    CreateRequest request{path, toBytes(newValue()), openAcl(), std::int32_t(mode)};
    Pending pending;
    pending.path = path;
    if (mode == CreateMode::persistent)
        pending.operations
            = {note(Operation::Kind::create, path, std::string(textOf(*request.data)), -1)};
    submit(OpCode::create, jute::encode(request), std::move(pending));
}

void SimClient::sendSet(const Path& path, std::int32_t version)
{
    const std::string value = newValue();
    Pending pending;
    pending.path = path;
    pending.operations = {note(Operation::Kind::set, path, value, version)};
    submit(OpCode::setData, jute::encode(SetDataRequest{path, toBytes(value), version}),
        std::move(pending));
}

void SimClient::sendDelete(const Path& path, std::int32_t version)
{
    Pending pending;
    pending.path = path;
    pending.operations = {note(Operation::Kind::remove, path, {}, version)};
    submit(OpCode::remove, jute::encode(VersionedPathRequest{path, version}), std::move(pending));
}

void SimClient::sendMulti(const Path& first, const Path& second)
{
    if (first == second)
        return sendSet(first, anyVersion);
    MultiRequest multi;
    Pending pending;
    for (const Path& path : {first, second}) {
        const std::string value = newValue();
        multi.ops.push_back({OpCode::setData, SetDataRequest{path, toBytes(value), anyVersion}});
        pending.operations.push_back(note(Operation::Kind::set, path, value, anyVersion));
    }
    pending.path = first;
    submit(OpCode::multi, jute::encode(multi), std::move(pending));
}

void SimClient::sendRead(const Path& path, bool watch, bool afterSync)
{
    Pending pending;
    pending.path = path;
    pending.watch = watch;
    pending.called = m_world.now();
    pending.synced = afterSync;
    if (afterSync) {
        Pending sync;
        sync.path = path;
        submit(OpCode::sync, jute::encode(PathRecord{path}), std::move(sync));
    }
    submit(OpCode::getData, jute::encode(WatchingPathRequest{path, watch}), std::move(pending),
        watch ? session::WatchUse::getData : session::WatchUse::none);
}

void SimClient::probe()
{
    m_loading = false;
    const Path path("/probe" + std::to_string(m_number));
    CreateRequest request{path, Bytes(), openAcl(), std::int32_t(CreateMode::persistent)};
    Pending pending;
    pending.path = path;
    pending.probe = true;
    m_world.queue().in(std::chrono::milliseconds(50),
        [this, alive = std::weak_ptr<int>(m_alive), request, pending]() mutable {
            if (!alive.expired())
                submit(OpCode::create, jute::encode(request), std::move(pending));
        });
}

session::RequestId SimClient::ask(OpCode op, Bytes body, session::WatchUse watch, Path path)
{
    Pending pending;
    pending.path = std::move(path);
    pending.asked = true;
    return submit(op, std::move(body), std::move(pending), watch);
}

const SimClient::Answer* SimClient::answerTo(session::RequestId id) const
{
    const auto at = m_answers.find(id);
    return at == m_answers.end() ? nullptr : &at->second;
}

} // namespace zs::sim

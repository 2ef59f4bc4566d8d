// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/cluster.h"

#include "localcluster/launcher/cluster_impl.h"

namespace zs::launcher {

Cluster::Cluster(ClusterProfile profile, ClusterOptions options, QObject* parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(std::move(profile), std::move(options), *this))
{
}

Cluster::~Cluster() = default;

Cluster::State Cluster::state() const { return m_impl->state; }
const ClusterProfile& Cluster::profile() const { return m_impl->profile; }
QString Cluster::linkFaultsOff() const { return m_impl->faultsOff; }
bool Cluster::keepsRunning() const { return m_impl->keepsRunning(); }
const LinkFaults& Cluster::faults() const { return m_impl->book.faults(); }

ProcessState Cluster::serverState(ServerId id) const
{
    const Impl::Server* server = m_impl->find(id);
    return server ? server->state : ProcessState::stopped;
}

qint64 Cluster::processId(ServerId id) const
{
    const Impl::Server* server = m_impl->find(id);
    return server ? server->process.key().pid : 0;
}

bool Cluster::isServing(ServerId id) const
{
    const Impl::Server* server = m_impl->find(id);
    return server && server->serving && server->state == ProcessState::running;
}

bool Cluster::tells(ServerId id) const
{
    const Impl::Server* server = m_impl->find(id);
    return !server || !server->takenOver || !server->process.isRunning() || server->reader;
}

QStringList Cluster::recentLog(ServerId id) const
{
    const Impl::Server* server = m_impl->find(id);
    return server ? QStringList(server->lines.begin(), server->lines.end()) : QStringList();
}

void Cluster::open() { m_impl->open(); }
void Cluster::start() { m_impl->startAll(); }
void Cluster::stop() { m_impl->stopAll(); }
void Cluster::start(ServerId id) { m_impl->start(id); }
void Cluster::stop(ServerId id) { m_impl->stop(id); }
void Cluster::kill(ServerId id) { m_impl->kill(id); }
void Cluster::pause(ServerId id) { m_impl->pause(id); }
void Cluster::resume(ServerId id) { m_impl->resume(id); }
void Cluster::restart(ServerId id) { m_impl->restart(id); }
void Cluster::wipe(ServerId id) { m_impl->wipe(id); }
void Cluster::addObserver() { m_impl->addObserver(); }
QString Cluster::observerOff() const { return m_impl->observerOff(); }

void Cluster::isolate(ServerId id)
{
    if (m_impl->canBreak() && m_impl->find(id))
        m_impl->breakLinks(
            m_impl->book.isolate(id), Impl::words("cut", m_impl->book.linksOf(id)));
}

void Cluster::partition(const std::set<ServerId>& group)
{
    if (!m_impl->canBreak())
        return;
    std::set<ServerId> others;
    for (const ServerProfile& server : profile().servers) {
        if (!group.contains(server.id))
            others.insert(server.id);
    }
    const std::set<LinkEnds> ways = FaultBook::between(group, others);
    if (!ways.empty())
        m_impl->breakLinks(m_impl->book.partition(group), Impl::words("cut", ways));
}

void Cluster::cut(ServerId from, ServerId to)
{
    if (m_impl->canBreak() && from != to && m_impl->find(from) && m_impl->find(to))
        m_impl->breakLinks(
            m_impl->book.cut(from, to), Impl::words("cut", {LinkEnds(from, to)}));
}

void Cluster::drop(ServerId a, ServerId b)
{
    if (!m_impl->canBreak() || a == b || !m_impl->find(a) || !m_impl->find(b))
        return;
    trace::FaultEvent event;
    event.what = "drop";
    event.servers = {a};
    event.peer = b;
    m_impl->breakLinks({event},
        QStringLiteral("drop %1-%2").arg(a.value).arg(b.value).toLatin1());
}

void Cluster::delay(ServerId a, ServerId b, std::chrono::milliseconds time)
{
    if (!m_impl->canBreak() || a == b || !m_impl->find(a) || !m_impl->find(b))
        return;
    const QByteArray command = "delay " + QByteArray::number(qint64(time.count()));
    m_impl->breakLinks(m_impl->book.delay(a, b, time),
        Impl::words(command.constData(), FaultBook::between({a}, {b})));
}

void Cluster::heal(ServerId a, ServerId b)
{
    const std::set<LinkEnds> ways = FaultBook::between({a}, {b});
    if (m_impl->canBreak() && a != b && m_impl->find(a) && m_impl->find(b))
        m_impl->breakLinks(m_impl->book.heal(ways), Impl::words("heal", ways));
}

void Cluster::heal(ServerId id)
{
    const std::set<LinkEnds> ways = m_impl->book.linksOf(id);
    if (m_impl->canBreak() && m_impl->find(id))
        m_impl->breakLinks(m_impl->book.heal(ways), Impl::words("heal", ways));
}

void Cluster::healAll()
{
    if (m_impl->canBreak())
        m_impl->breakLinks(m_impl->book.healAll(), "heal all");
}

} // namespace zs::launcher

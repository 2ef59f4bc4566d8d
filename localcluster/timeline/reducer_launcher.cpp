// SPDX-License-Identifier: Apache-2.0
// What the launcher tells (processes, faults, load), and what was polled.
#include "localcluster/timeline/reducer.h"

#include <algorithm>

namespace zs::timeline {

using trace::ProcessChange;

namespace {

FaultKind kindOf(std::string_view what)
{
    if (what == "isolate")
        return FaultKind::isolate;
    if (what == "partition")
        return FaultKind::partition;
    if (what == "cut")
        return FaultKind::cut;
    if (what == "delay")
        return FaultKind::delay;
    return FaultKind::other;
}

bool isLinkFault(const FaultPicture& fault) { return fault.kind != FaultKind::pause; }

} // namespace

void Reducer::takeProcess(const trace::ProcessEvent& e)
{
    Server* const s = server(e.server, true);
    // The launcher told of the kill when it sent the signal; this is the end that it awaited.
    const bool known = s && e.what == ProcessChange::killed && s->process == ProcessState::killed;
    if (!s || known)
        return;
    Happening& told = tell(HappeningKind::processChanged, s->id);
    told.process = e.what;
    told.why = cutText(e.detail);
    told.led = s->isLeader();
    if (e.what != ProcessChange::paused && e.what != ProcessChange::resumed)
        s->processSince = m_moment->t; // A pause is a fault of its own, and has its own time.
    if (e.pid > 0)
        s->pid = e.pid;
    std::vector<FaultPicture>& faults = m_state.picture.faults;
    const auto unpause = [&] {
        std::erase_if(faults, [&](const FaultPicture& one) {
            return one.kind == FaultKind::pause && one.servers == std::vector{e.server};
        });
    };
    const auto end = [&](ProcessState how) {
        s->process = how;
        unpause();
        goDown(*s, e.detail);
    };
    switch (e.what) {
    case ProcessChange::started:
        if (s->state == trace::ServerState::down)
            s->state.reset(); // Nothing is known of the new process yet.
        s->process = ProcessState::starting;
        break;
    case ProcessChange::ready: s->process = ProcessState::running; break;
    case ProcessChange::stopped: end(ProcessState::stopped); break;
    case ProcessChange::killed: end(ProcessState::killed); break;
    case ProcessChange::exited: end(ProcessState::exited); break;
    case ProcessChange::paused:
        s->process = ProcessState::paused;
        unpause();
        if (faults.size() < PictureLimits::faults)
            faults.push_back({FaultKind::pause, "pause", {e.server}, {}, {}, {},
                cutText(e.detail), m_moment->t});
        break;
    case ProcessChange::resumed:
        s->process = ProcessState::running;
        unpause();
        break;
    case ProcessChange::wiped:
        s->lastLogged.reset();
        s->lastCommitted.reset();
        s->acceptedEpoch.reset();
        s->currentEpoch.reset();
        s->digest.reset();
        break;
    }
    afterwards();
}

void Reducer::takeFault(const trace::FaultEvent& e)
{
    if (e.what == "pause" || e.what == "resume")
        return; // Of these the process lines tell, more exactly.
    if (e.what == "kill") {
        // Its process line comes when the process has ended: what others see of it may be earlier.
        for (const ServerId id : cutList(e.servers))
            takeProcess({id, ProcessChange::killed, 0, e.detail.empty() ? "signal 9" : e.detail});
        return;
    }
    std::vector<FaultPicture>& faults = m_state.picture.faults;
    Happening& told = tell(e.on && e.what != "heal" ? HappeningKind::faultStarted
                                                    : HappeningKind::faultEnded,
        ServerId());
    told.fault = cutText(e.what);
    told.servers = cutList(e.servers);
    told.other = e.peer;
    told.count = e.ms;
    told.why = cutText(e.detail);
    if (e.what == "heal") {
        std::erase_if(faults, isLinkFault);
        return;
    }
    FaultPicture fault{kindOf(e.what), told.fault, told.servers, {}, e.peer, e.ms, told.why,
        m_moment->t};
    const auto same = std::find_if(faults.begin(), faults.end(), [&](const FaultPicture& one) {
        return one.what == fault.what && one.servers == fault.servers && one.peer == fault.peer;
    });
    if (same != faults.end()) {
        told.durationNs = (m_moment->t - same->since).count();
        faults.erase(same);
    }
    // A drop is over at once: connections are reset, and may be made again.
    if (!e.on || e.what == "drop" || faults.size() >= PictureLimits::faults)
        return;
    if (fault.kind == FaultKind::partition || fault.kind == FaultKind::isolate) {
        for (const Server& one : m_state.picture.servers) {
            const std::vector<ServerId>& cut = fault.servers;
            if (std::find(cut.begin(), cut.end(), one.id) == cut.end())
                fault.others.push_back(one.id);
        }
    }
    faults.push_back(std::move(fault));
}

void Reducer::takeLoad(const trace::LoadEvent& e)
{
    LoadPicture load = m_state.picture.load.value_or(LoadPicture());
    load.at = m_moment->t;
    load.ok = e.ok;
    load.failed = e.failed;
    load.delayed = e.delayed;
    load.maxNs = e.maxNs;
    load.spanNs = e.spanNs;
    load.okEver = wrappingSum(load.okEver, e.ok);
    load.failedEver = wrappingSum(load.failedEver, e.failed);
    load.delayedEver = wrappingSum(load.delayedEver, e.delayed);
    m_state.picture.load = load;
    m_told->loads.push_back({m_moment->t, e});
}

void Reducer::take(Server& s, const trace::PolledEvent& e)
{
    s.inferred = true;
    if (!e.answered) {
        s.connections.reset();
        s.outstanding.reset();
        return;
    }
    // Its learners may have told of a later commit while the answer was on its way.
    const bool older = e.zxid && s.isLeader() && s.lastCommitted
        && s.lastCommitted->epoch() == e.zxid->epoch() && *s.lastCommitted > *e.zxid;
    if (e.zxid && !older)
        s.lastCommitted = *e.zxid;
    s.connections = e.connections;
    s.outstanding = e.outstanding;
    s.nodes = e.nodes;
}

} // namespace zs::timeline

// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/zab/sync_plan.h"

#include <algorithm>
#include <optional>

namespace zs::engine {

namespace {

using trace::SyncMode;

/// A zxid with counter 0 opens an epoch and names no transaction.
bool namesNoTransaction(Zxid zxid) { return zxid.counter() == 0; }

SyncPlan snapshot(const SyncQuestion& question, std::string why)
{
    return {SyncMode::snap, question.lastProcessed, {}, {}, question.lastProcessed, std::move(why)};
}

struct Start {
    SyncMode mode;
    Zxid packetZxid;
    std::string why;
};

/// Where the learner's history meets `log`; nothing when only a snapshot helps.
std::optional<Start> meet(const SyncQuestion& question, std::span<const Zxid> log, Zxid max)
{
    const auto next = std::lower_bound(log.begin(), log.end(), question.peer);
    if (next != log.end() && *next == question.peer)
        return Start{SyncMode::diff, max, "its last transaction is in our history"};
    if (namesNoTransaction(question.peer))
        return Start{SyncMode::diff, max, "its history ends at the start of an epoch"};
    if (next == log.end() || next == log.begin())
        return std::nullopt;
    if (next->epoch() != question.peer.epoch() && !question.truncatesAcrossEpochs)
        return std::nullopt;
    return Start{SyncMode::truncDiff, *std::prev(next), "it has transactions that we have not"};
}

/// The entries of `log` behind `last`, up to `limit`.
LogStretch behind(std::span<const Zxid> log, Zxid last, Zxid limit)
{
    const auto begin = std::upper_bound(log.begin(), log.end(), last);
    const auto end = std::upper_bound(begin, log.end(), limit);
    return {std::size_t(begin - log.begin()), std::size_t(end - log.begin())};
}

SyncPlan fromMemory(const SyncQuestion& question, Zxid max)
{
    const std::optional<Start> start = meet(question, question.memory, max);
    if (!start)
        return snapshot(question, "its last transaction is of another epoch than ours");
    SyncPlan plan{start->mode, start->packetZxid, {}, {}, max, start->why};
    plan.memory = behind(question.memory, question.peer, max);
    if (plan.mode == SyncMode::truncDiff && plan.memory.size() == 0)
        plan.mode = SyncMode::trunc;
    return plan;
}

SyncPlan fromDisk(const SyncQuestion& question, Zxid min, Zxid max)
{
    if (question.disk.empty() || question.disk.front() > question.peer)
        return snapshot(question, "it is older than our committed log, and the log on disk "
                                  "reaches not so far back or is too long");
    const std::optional<Start> start = meet(question, question.disk, max);
    if (!start)
        return snapshot(question, "its last transaction is of another epoch than ours");
    SyncPlan plan{start->mode, start->packetZxid, {}, {}, max, start->why + " on disk"};
    plan.disk = behind(question.disk, question.peer, min);
    const Zxid reached
        = plan.disk.size() > 0 ? question.disk[plan.disk.end - 1] : question.peer;
    if (reached < min)
        return snapshot(question, "the log on disk ends before our committed log begins");
    plan.memory = behind(question.memory, reached, max);
    return plan;
}

} // namespace

SyncPlan planSync(const SyncQuestion& question)
{
    const bool empty = question.memory.empty();
    const Zxid min = empty ? question.lastProcessed : question.memory.front();
    const Zxid max = empty ? question.lastProcessed : question.memory.back();
    if (question.forceSnapshot)
        return snapshot(question, "snapshots are forced");
    if (question.peer == question.lastProcessed)
        return {SyncMode::diff, question.peer, {}, {}, question.peer, "it has all we have"};
    if (question.peer > max && !namesNoTransaction(question.peer))
        return {SyncMode::trunc, max, {}, {}, max, "it has transactions that we have not"};
    if (min <= question.peer && question.peer <= max)
        return fromMemory(question, max);
    if (question.peer < min)
        return fromDisk(question, min, max);
    return snapshot(question, "its zxid opens an epoch that we do not know");
}

} // namespace zs::engine

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/recipes/move_tree.h"

#include "clientlib/recipes/compare_job.h"
#include "clientlib/recipes/count_tree.h"
#include "clientlib/recipes/delete_job.h"

namespace zs {

namespace {

    /// Deletes the source of a move, each node only while it equals its copy.
    class RemoveMovedJob : public DeleteJob {
    public:
        RemoveMovedJob(ClientRef client, Path from, Path to, const DeleteOptions& options)
            : DeleteJob(std::move(client), from, options)
            , m_from(std::move(from))
            , m_to(std::move(to)) {}

    protected:
        std::uint32_t nextCost() const override { return DeleteJob::nextCost() == 0 ? 0 : 2; }
        QCoro::Task<Result<std::int32_t>> versionToRemove(Path path) override;

    private:
        const Path m_from;
        const Path m_to;
    };

    QCoro::Task<Result<std::int32_t>> RemoveMovedJob::versionToRemove(Path path)
    {
        const Path copy(m_to.text() + path.text().substr(m_from.text().size()));
        for (int attempts = 0;;) {
            Client* const asked = client();
            if (!asked)
                co_return failure(Errc::cancelled, "stopped on request");
            QCoro::Task<Result<DataResponse>> source = asked->getData(path);
            QCoro::Task<Result<DataResponse>> target = asked->getData(copy);
            const Result<DataResponse> here = co_await source;
            const Result<DataResponse> there = co_await target;
            if (here && there && here->data == there->data)
                co_return here->stat.version;
            if (here && (there || there.error().code == Errc::noNode)) {
                co_return failure(Errc::dataInconsistency,
                    path.text() + " was " + (there ? "changed" : "created")
                        + " during the move; it is kept");
            }
            const Error& why = here ? there.error() : here.error();
            if (!sendAgain(why, attempts))
                co_return tl::unexpected(why);
        }
    }

    template <class Options>
    Options as(const MoveOptions& options)
    {
        Options other;
        static_cast<RecipeOptions&>(other) = options;
        return other;
    }

    /// Why a tree that was counted cannot be moved, if so.
    std::optional<Error> obstacle(const Path& from, const TreeCount& count)
    {
        if (count.ended)
            return count.ended;
        if (count.ephemerals > 0) {
            return Error(Errc::invalidInput,
                "cannot move " + from.text() + ": it holds " + std::to_string(count.ephemerals)
                    + " ephemeral node(s), which belong to their sessions, such as "
                    + count.ephemeralSamples.front().text());
        }
        if (count.unreadable > 0 || count.progress.failed > 0) {
            return Error(Errc::noAuth,
                "cannot move " + from.text() + ": not all of it may be read by this session");
        }
        return std::nullopt;
    }

    void begin(MoveReport& report, MovePhase phase, const MoveOptions& options)
    {
        report.phase = phase;
        if (options.onPhase)
            options.onPhase(phase);
    }

    /// Takes over how a phase ended; false when the move ends with it.
    bool passed(MoveReport& report, RecipeReport phase, const char* consequence)
    {
        static_cast<RecipeReport&>(report) = std::move(phase);
        if (!report.ended && report.progress.failed > 0) {
            report.ended = Error(report.errors.empty() ? Errc::systemError
                                                       : report.errors.front().error.code,
                std::to_string(report.progress.failed) + " node(s) failed; " + consequence);
        }
        return report.complete();
    }

    QCoro::Task<bool> scan(
        ClientRef client, const Path& from, MoveReport& report, const MoveOptions& options)
    {
        begin(report, MovePhase::scanning, options);
        auto counting = as<CountOptions>(options);
        counting.maxSamples = options.maxSamples;
        const TreeCount count = co_await countTree(client, from, counting);
        report.progress = count.progress;
        report.errors = count.errors;
        report.ephemerals = count.ephemerals;
        report.ephemeralPaths = count.ephemeralSamples;
        report.ended = obstacle(from, count);
        co_return !report.ended;
    }

    QCoro::Task<bool> copy(ClientRef client, const Path& from, const Path& to, MoveReport& report,
        const MoveOptions& options)
    {
        begin(report, MovePhase::copying, options);
        auto copying = as<CopyOptions>(options);
        copying.maxSamples = options.maxSamples;
        copying.goOn = options.goOn;
        CopyReport copied = co_await copyTree(client, from, to, copying);
        report.copied = copied.copied;
        report.ephemerals = copied.ephemerals;
        report.ephemeralPaths = copied.ephemeralPaths;
        if (!passed(report, std::move(copied), "the source is untouched, the copy is incomplete"))
            co_return false;
        if (report.ephemerals > 0) {
            report.ended = Error(Errc::invalidInput,
                "ephemeral nodes appeared below " + from.text()
                    + " during the move: the copy stands, the source is untouched");
        }
        co_return !report.ended;
    }

} // namespace

QCoro::Task<MoveReport> moveTree(ClientRef client, Path from, Path to, MoveOptions options)
{
    MoveReport report;
    Result<void> allowed = checkMayChange(from, "move");
    if (allowed)
        allowed = checkMayCopy(from, to);
    if (!allowed) {
        report.ended = allowed.error();
        co_return report;
    }
    const bool movable = co_await scan(client, from, report, options);
    if (!movable)
        co_return report;
    const bool copied = co_await copy(client, from, to, report, options);
    if (!copied)
        co_return report;

    begin(report, MovePhase::verifying, options);
    CompareJob comparison(client, from, to, options, options.goOn);
    co_await comparison.run();
    if (!passed(report, std::move(comparison.report()),
            "they differ from their copies: the copy stands, the source is untouched"))
        co_return report;

    begin(report, MovePhase::deleting, options);
    RemoveMovedJob removal(client, from, to, as<DeleteOptions>(options));
    co_await removal.run();
    DeleteReport removed = removal.takeReport();
    report.deleted = removed.deleted;
    if (passed(report, std::move(removed), "they are kept in the source; the copy stands"))
        report.phase = MovePhase::done;
    co_return report;
}

} // namespace zs

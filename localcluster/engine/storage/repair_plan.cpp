// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/storage/repair_plan.h"

#include "localcluster/engine/storage/txn_log.h"

#include <algorithm>
#include <map>

namespace zs::engine::storage {

namespace {

    /// A file's bytes without a range of them.
    class Shortened final : public FileBytes {
    public:
        Shortened(ByteView whole, std::size_t from, std::size_t until)
            : m_bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(from))
        {
            m_bytes.insert(
                m_bytes.end(), whole.begin() + static_cast<std::ptrdiff_t>(until), whole.end());
        }
        [[nodiscard]] ByteView bytes() const override { return m_bytes; }

    private:
        Bytes m_bytes;
    };

    /// The files as they will be after the steps so far.
    class Mended final : public FileSource {
    public:
        explicit Mended(FileSource& source) : m_source(source) {}

        void shorten(const RepairStep& step) { m_steps.push_back(step); }
        Result<std::unique_ptr<FileBytes>> openLog(const std::string& name) override
        {
            auto file = m_source.openLog(name);
            for (const RepairStep& step : m_steps) {
                if (!file || step.file != name)
                    continue;
                const ByteView bytes = (*file)->bytes();
                const std::size_t until
                    = step.kind == RepairStep::Kind::cut ? bytes.size() : step.until;
                file = std::make_unique<Shortened>(bytes, step.from, until);
            }
            return file;
        }
        Result<std::unique_ptr<FileBytes>> openSnapshot(const std::string& name) override
        {
            return m_source.openSnapshot(name);
        }

    private:
        FileSource& m_source;
        std::vector<RepairStep> m_steps;
    };

    /// Whether `next` may be the first transaction behind what `snapshot` holds.
    bool continues(Zxid snapshot, Zxid next)
    {
        if (next <= snapshot)
            return true;
        return next.epoch() == snapshot.epoch() ? next.counter() == snapshot.counter() + 1
                                                : next.counter() == 1;
    }

    class Planner {
    public:
        Planner(DataFiles files, FileSource& source, RecoveryOptions options)
            : m_files(std::move(files))
            , m_source(source)
            , m_options(options)
        {
        }

        Result<RepairPlan> run()
        {
            for (;;) {
                DataTree tree;
                std::optional<Damage> damage;
                const auto recovered = recover(m_files, m_source, m_options, tree, &damage);
                if (recovered) {
                    m_plan.keeps = recovered->lastProcessed;
                    return std::move(m_plan);
                }
                if (!damage)
                    return tl::unexpected(recovered.error());
                auto mended = damage->isSnapshot ? mendSnapshot(*damage) : mendLog(*damage);
                if (!mended)
                    return tl::unexpected(mended.error());
            }
        }

    private:
        Result<void> mendSnapshot(const Damage& damage)
        {
            std::erase_if(m_files.snapshots,
                [&](const SnapshotFile& file) { return file.name == damage.file; });
            m_plan.steps.push_back(
                {RepairStep::Kind::setAside, true, damage.file, 0, 0, damage.why});
            if (!m_files.snapshots.empty())
                return {};
            // An epoch that was never led leaves no record: only the first one can be known to be.
            const bool isWhole = !m_files.logs.empty() && m_files.logs.front().zxid.counter() == 1
                && m_files.logs.front().zxid.epoch() <= 1;
            if (!isWhole)
                return failure(Errc::corrupt,
                    "no snapshot can be read, and the logs do not begin at the first transaction: "
                    "there is nothing to start from. The last one that was tried, "
                        + damage.file + ": " + damage.why
                        + ". Restore the directory from a backup; or, on a member of an ensemble, "
                          "move it away (keep myid)");
            m_options.trustEmptySnapshot = true;
            m_plan.needsTrustEmpty = true;
            return {};
        }

        Result<void> mendLog(const Damage& damage)
        {
            auto file = m_source.openLog(damage.file);
            if (!file)
                return tl::unexpected(file.error());
            RepairStep step{RepairStep::Kind::cut, false, damage.file, damage.offset,
                (*file)->bytes().size(), damage.why};
            const auto log = std::find_if(m_files.logs.begin(), m_files.logs.end(),
                [&](const LogFile& candidate) { return candidate.name == damage.file; });
            bool laterLogsGo = true;
            if (damage.keeps == damage.snapshot) {
                if (const auto sound = soundBehind((*file)->bytes(), damage)) {
                    step.kind = RepairStep::Kind::leaveOut;
                    step.until = *sound;
                    laterLogsGo = false;
                } else if (log + 1 != m_files.logs.end()) {
                    laterLogsGo = !continues(damage.snapshot, (log + 1)->zxid);
                }
            }
            if (laterLogsGo) {
                // The last file first: a stop half-way leaves something that is still refused.
                for (auto later = m_files.logs.end(); later != log + 1;)
                    m_plan.steps.push_back(
                        {RepairStep::Kind::setAside, false, (--later)->name, 0, 0, ""});
                m_files.logs.erase(log + 1, m_files.logs.end());
            }
            // A log without a record has no use, and Apache's 3.8 refuses an empty one.
            if (step.kind == RepairStep::Kind::cut && step.from <= logHeaderBytes) {
                step.kind = RepairStep::Kind::setAside;
                m_files.logs.erase(log);
            } else {
                m_source.shorten(step);
            }
            m_plan.steps.push_back(step);
            return {};
        }

        /// The sound record behind the damage with which what the snapshot holds goes on.
        static std::optional<std::size_t> soundBehind(ByteView bytes, const Damage& damage)
        {
            if (damage.offset < logHeaderBytes)
                return std::nullopt;
            const auto sound = TxnLogReader(bytes).soundAfter(damage.offset);
            const auto txn = sound ? decodeTxn(sound->entry)
                                   : Result<Txn>(failure(Errc::corrupt, "there is none"));
            if (!txn || !continues(damage.snapshot, txn->header.zxid))
                return std::nullopt;
            return sound->offset;
        }

        DataFiles m_files;
        Mended m_source;
        RecoveryOptions m_options;
        RepairPlan m_plan;
    };

} // namespace

Result<RepairPlan> planRepair(DataFiles files, FileSource& source, RecoveryOptions options)
{
    return Planner(std::move(files), source, options).run();
}

} // namespace zs::engine::storage

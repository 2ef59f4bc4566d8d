// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/subtree_transfers.h"

#include "ui/common/error_words.h"
#include "ui/common/text_format.h"
#include "ui/common/visible_text.h"

#include <QPointer>

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace zs::ui {

namespace {

constexpr int mostScans = 8; ///< Trees that are counted at a time.

/// Whether going on with other nodes makes no sense.
bool concernsAll(Errc code)
{
    return outcomeUnknown(code) || code == Errc::sessionExpired || code == Errc::cancelled
        || code == Errc::authFailed;
}

} // namespace

std::vector<Path> topmostOf(const std::vector<Path>& paths)
{
    std::unordered_set<Path> all(paths.begin(), paths.end());
    const auto isBelowAnother = [&all](Path path) {
        while (!path.isRoot()) {
            path = path.parent();
            if (all.contains(path))
                return true;
        }
        return false;
    };
    std::vector<Path> topmost;
    std::unordered_set<Path> taken;
    for (const Path& path : paths) {
        if (!isBelowAnother(path) && taken.insert(path).second)
            topmost.push_back(path);
    }
    return topmost;
}

SubtreeTransfers::SubtreeTransfers(
    Kind kind, Client* client, const std::vector<Path>& from, QObject* parent) :
    QAbstractTableModel(parent), m_kind(kind), m_client(client)
{
    m_rows.reserve(from.size());
    for (const Path& path : from) {
        Row row;
        row.from = path;
        m_rows.push_back(std::move(row));
    }
}

SubtreeTransfers::~SubtreeTransfers()
{
    m_stop.request_stop();
}

void SubtreeTransfers::scan()
{
    m_state = State::scanning;
    scanMore();
}

void SubtreeTransfers::scanMore()
{
    while (m_scans < mostScans && m_scanned < m_rows.size()) {
        const std::size_t row = m_scanned++;
        ++m_scans;
        CountOptions options;
        options.maxSamples = mostSamples;
        options.stop = m_stop.get_token();
        auto onDone = [this, row](const TreeCount& count) { onCounted(row, count); };
        QCoro::connect(countTree(m_client, m_rows[row].from, std::move(options)), this, onDone);
    }
}

void SubtreeTransfers::onCounted(std::size_t row, const TreeCount& count)
{
    --m_scans;
    m_rows[row].count = count;
    m_rows[row].count->samples.clear(); // They are many.
    m_rows[row].count->largest.clear();
    scanMore();
    tellRow(row);
    if (m_scans == 0 && m_state == State::scanning) {
        m_state = State::ready;
        judge();
    } else {
        Q_EMIT changed();
    }
}

void SubtreeTransfers::setTarget(const Path& parent)
{
    m_target = parent;
    look();
}

void SubtreeTransfers::look()
{
    m_targetKnown = false;
    m_targetError.reset();
    m_taken.clear();
    const int look = ++m_look;
    Client* const asked = m_client.get();
    auto onAnswer = [this, look](const Result<ChildrenResponse>& answer) {
        if (look != m_look)
            return;
        m_targetKnown = answer.has_value();
        if (answer)
            m_taken.insert(answer->names.begin(), answer->names.end());
        else
            m_targetError = answer.error();
        judge();
    };
    if (asked)
        QCoro::connect(asked->children(m_target), this, onAnswer);
    judge();
}

Path SubtreeTransfers::targetOf(const Row& row) const
{
    const bool beside = m_kind == Kind::duplicate && row.from.parent() == m_target;
    return m_target.child(std::string(row.from.name()) + (beside ? "-copy" : ""));
}

/// `wanted`: how many of the chosen go to a place.
SubtreeTransfers::Problem SubtreeTransfers::problemOf(
    const Row& row, const std::map<Path, int>& wanted) const
{
    const Path to = targetOf(row);
    if (row.count) {
        if (row.count->ended || row.count->unreadable > 0 || row.count->progress.failed > 0)
            return Problem::unread;
        const bool all = row.count->ephemerals == row.count->nodes;
        if (row.count->ephemerals > 0 && (all || m_kind == Kind::move))
            return Problem::ephemeral;
    }
    if (to == row.from)
        return Problem::here;
    if (to.isWithin(row.from))
        return Problem::belowItself;
    if (!checkMayCopy(row.from, to))
        return Problem::reserved;
    if (const auto same = wanted.find(to); same != wanted.end() && same->second > 1)
        return Problem::sameName;
    if (m_taken.contains(to.name()) && !(row.transfer && row.transfer->mayGoOn(to)))
        return Problem::exists;
    return Problem::none;
}

void SubtreeTransfers::judge()
{
    std::map<Path, int> wanted;
    for (const Row& row : m_rows) {
        if (row.isChosen && !row.isDone)
            ++wanted[targetOf(row)];
    }
    if (m_state != State::running) { // What runs has names there by now.
        for (Row& row : m_rows)
            row.problem = row.isDone ? Problem::none : problemOf(row, wanted);
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    Q_EMIT changed();
}

bool SubtreeTransfers::mayStart() const
{
    return m_state != State::scanning && m_state != State::running && m_state != State::done
        && m_targetKnown && chosen() > 0 && problems() == 0;
}

void SubtreeTransfers::leaveOutProblems()
{
    for (Row& row : m_rows) {
        if (row.problem != Problem::none)
            row.isChosen = false;
    }
    judge(); // Those with the same name were left out, both.
}

void SubtreeTransfers::start()
{
    if (!mayStart())
        return;
    m_state = State::running;
    m_error.reset();
    m_row = 0;
    m_stop = std::stop_source();
    for (Row& row : m_rows)
        row.error.reset();
    next();
    Q_EMIT changed();
}

/// Starts the next row that is to be taken, or ends.
void SubtreeTransfers::next()
{
    const auto waits
        = [](const Row& row) { return row.isChosen && !row.isDone && !row.error; };
    while (m_row < m_rows.size() && !waits(m_rows[m_row]))
        ++m_row;
    if (m_row == m_rows.size())
        return end(failures() > 0 ? State::failed : State::done);
    Row& row = m_rows[m_row];
    if (!row.transfer) {
        row.transfer = new SubtreeTransfer(m_kind, m_client.get(), row.from, this);
        connect(row.transfer, &SubtreeTransfer::changed, this,
            [this, at = m_row] { onRow(at); });
        connect(row.transfer, &SubtreeTransfer::writeStarted, this,
            &SubtreeTransfers::writeStarted);
        connect(row.transfer, &SubtreeTransfer::writeFinished, this,
            &SubtreeTransfers::writeFinished);
    }
    row.transfer->start(targetOf(row));
}

void SubtreeTransfers::onRow(std::size_t at)
{
    using Step = SubtreeTransfer::State;
    Row& row = m_rows[at];
    tellRow(at);
    if (m_state != State::running || at != m_row || !row.transfer)
        return;
    const Step step = row.transfer->state();
    if (step == Step::running) {
        Q_EMIT changed();
        return;
    }
    if (step == Step::done) {
        row.isDone = true;
        const auto nodes = static_cast<int>(row.transfer->copied());
        row.count.emplace();
        row.count->nodes = row.transfer->copied();
        std::exchange(row.transfer, nullptr)->deleteLater();
        Q_EMIT transferred(row.from, targetOf(row), nodes);
        next();
    } else if (step == Step::failed) {
        row.error = row.transfer->error();
        if (!m_error)
            m_error = row.error;
        if (row.error && concernsAll(row.error->code))
            end(State::failed);
        else
            next();
    } else {
        end(State::stopped);
    }
}

void SubtreeTransfers::end(State state)
{
    m_state = state;
    if (state == State::done)
        Q_EMIT changed();
    else
        look(); // Which names are taken now.
}

void SubtreeTransfers::stop()
{
    m_stop.request_stop();
    if (m_state == State::running && m_row < m_rows.size() && m_rows[m_row].transfer)
        m_rows[m_row].transfer->stop();
}

void SubtreeTransfers::tellRow(std::size_t row)
{
    const auto at = static_cast<int>(row);
    Q_EMIT dataChanged(index(at, 0), index(at, columns - 1));
}

// ---- what is told of all ----

int SubtreeTransfers::chosen() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
        [](const Row& row) { return row.isChosen && !row.isDone; }));
}

int SubtreeTransfers::problems() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const Row& row) {
        return row.isChosen && !row.isDone && row.problem != Problem::none;
    }));
}

int SubtreeTransfers::failures() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
        [](const Row& row) { return row.error.has_value(); }));
}

int SubtreeTransfers::rowsDone() const
{
    return static_cast<int>(std::count_if(
        m_rows.begin(), m_rows.end(), [](const Row& row) { return row.isDone; }));
}

int SubtreeTransfers::rowsCounted() const
{
    return static_cast<int>(std::count_if(
        m_rows.begin(), m_rows.end(), [](const Row& row) { return row.count.has_value(); }));
}

std::uint64_t SubtreeTransfers::nodesDone() const
{
    std::uint64_t nodes = 0;
    for (const Row& row : m_rows)
        nodes += row.isDone ? row.count->nodes : 0;
    return nodes;
}

std::uint64_t SubtreeTransfers::nodes() const
{
    std::uint64_t nodes = 0;
    for (const Row& row : m_rows)
        nodes += row.isChosen && !row.isDone && row.count ? row.count->nodes : 0;
    return nodes;
}

std::uint64_t SubtreeTransfers::dataBytes() const
{
    std::uint64_t bytes = 0;
    for (const Row& row : m_rows)
        bytes += row.isChosen && !row.isDone && row.count ? row.count->dataBytes : 0;
    return bytes;
}

std::uint64_t SubtreeTransfers::ephemerals() const
{
    std::uint64_t ephemerals = 0;
    for (const Row& row : m_rows)
        ephemerals += row.isChosen && !row.isDone && row.count ? row.count->ephemerals : 0;
    return ephemerals;
}

std::vector<Path> SubtreeTransfers::ephemeralSamples() const
{
    std::vector<Path> samples;
    for (const Row& row : m_rows) {
        if (!row.isChosen || row.isDone || !row.count)
            continue;
        for (const Path& path : row.count->ephemeralSamples) {
            if (samples.size() < mostSamples)
                samples.push_back(path);
        }
    }
    return samples;
}

// ---- the table ----

int SubtreeTransfers::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SubtreeTransfers::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString SubtreeTransfers::problemWords(Problem problem) const
{
    switch (problem) {
    case Problem::none: break;
    case Problem::unread: return tr("not all of it may be read");
    case Problem::ephemeral: return tr("ephemeral nodes belong to their sessions");
    case Problem::sameName: return tr("two of them have this name");
    case Problem::exists: return tr("there is a node of this name");
    case Problem::here: return tr("this is where it is");
    case Problem::belowItself: return tr("cannot be put below itself");
    case Problem::reserved: return tr("ZooKeeper keeps this place for itself");
    }
    return {};
}

QString SubtreeTransfers::progressOf(const SubtreeTransfer& transfer) const
{
    const QString done = formatCount(static_cast<qint64>(transfer.progress().done));
    const QString all = formatCount(static_cast<qint64>(transfer.progress().found));
    if (m_kind == Kind::move && transfer.phase() == MovePhase::verifying)
        return tr("%1 of %2 compared", "numbers of nodes").arg(done, all);
    if (m_kind == Kind::move && transfer.phase() == MovePhase::deleting)
        return tr("%1 of %2 deleted", "numbers of nodes").arg(done, all);
    return tr("%1 of %2 copied", "numbers of nodes").arg(done, all);
}

QString SubtreeTransfers::factsOf(const Row& row) const
{
    if (row.isDone)
        return m_kind == Kind::move ? tr("moved") : tr("duplicated");
    if (row.transfer && row.transfer->state() == SubtreeTransfer::State::running)
        return progressOf(*row.transfer);
    if (row.error)
        return sentenceFor(*row.error);
    if (row.isChosen && row.problem != Problem::none)
        return problemWords(row.problem);
    if (!row.count)
        return tr("counting…");
    return tr("%n node(s), %1", nullptr, static_cast<int>(row.count->nodes))
        .arg(formatBytes(static_cast<qint64>(row.count->dataBytes)));
}

QVariant SubtreeTransfers::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == ProblemRole)
        return row.error || (row.isChosen && row.problem != Problem::none);
    if (role == Qt::CheckStateRole && index.column() == NodeColumn)
        return row.isChosen ? Qt::Checked : Qt::Unchecked;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case NodeColumn: return visibleText(std::string_view(row.from.text()));
    case TargetColumn: return visibleText(std::string_view(targetOf(row).text()));
    default: return factsOf(row);
    }
}

QVariant SubtreeTransfers::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NodeColumn: return tr("Node");
    case TargetColumn: return tr("New path");
    default: return tr("State");
    }
}

Qt::ItemFlags SubtreeTransfers::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const bool open = index.isValid() && m_state != State::running
        && !m_rows[static_cast<std::size_t>(index.row())].isDone;
    if (index.column() == NodeColumn && open)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool SubtreeTransfers::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable))
        return false;
    m_rows[static_cast<std::size_t>(index.row())].isChosen = value.toInt() == Qt::Checked;
    judge();
    return true;
}

void SubtreeTransfers::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

} // namespace zs::ui

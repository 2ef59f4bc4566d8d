// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cluster_command/cluster_arguments.h"

#include <QHash>

#include <functional>

namespace zs::app {
namespace {

constexpr qint64 mostDelayMs = 600'000;

struct Verb {
    int least = 0; ///< Of the numbers that follow it.
    int most = 0;
};

const QHash<QString, Verb>& verbs()
{
    static const QHash<QString, Verb> all{
        {QStringLiteral("start"), {0, 9}},
        {QStringLiteral("stop"), {0, 9}},
        {QStringLiteral("status"), {}},
        {QStringLiteral("list"), {}},
        {QStringLiteral("export"), {}},
        {QStringLiteral("kill"), {1, 9}},
        {QStringLiteral("pause"), {1, 9}},
        {QStringLiteral("resume"), {1, 9}},
        {QStringLiteral("restart"), {1, 9}},
        {QStringLiteral("wipe"), {1, 9}},
        {QStringLiteral("isolate"), {1, 9}},
        {QStringLiteral("partition"), {1, 9}},
        {QStringLiteral("cut"), {2, 2}},
        {QStringLiteral("drop"), {2, 2}},
        {QStringLiteral("delay"), {3, 3}},
        {QStringLiteral("heal"), {0, 2}},
    };
    return all;
}

tl::unexpected<Error> wrong(const QString& what)
{
    return failure(Errc::invalidInput,
        (what + QStringLiteral("\nTry: zooscope cluster --help")).toStdString());
}

/// Takes the options out of the words; what is left is the verb and its operands.
class Parser {
public:
    explicit Parser(const QStringList& words) : m_words(words) { }

    Result<ClusterArguments> run()
    {
        QStringList operands;
        while (m_at < m_words.size()) {
            const QString word = m_words[m_at++];
            if (!word.startsWith(u'-')) {
                operands << word;
            } else if (const auto taken = takeOption(word); !taken) {
                return tl::unexpected(taken.error());
            }
        }
        if (m_out.help)
            return m_out;
        if (operands.isEmpty())
            return wrong(QStringLiteral("Say what to do with the cluster."));
        m_out.verb = operands.takeFirst();
        if (const auto taken = takeOperands(operands); !taken)
            return tl::unexpected(taken.error());
        return m_out;
    }

private:
    Result<void> takeNumber(const QString& option, qint64 least, qint64 most,
        const std::function<void(qint64)>& set)
    {
        bool isNumber = false;
        const qint64 number
            = m_at < m_words.size() ? m_words[m_at++].toLongLong(&isNumber) : 0;
        if (!isNumber || number < least || number > most)
            return wrong(QStringLiteral("%1 needs a number from %2 to %3.")
                             .arg(option)
                             .arg(least)
                             .arg(most));
        set(number);
        return {};
    }

    Result<void> takeOption(const QString& option)
    {
        if (option == QStringLiteral("--json"))
            m_out.json = true;
        else if (option == QStringLiteral("--help") || option == QStringLiteral("-h"))
            m_out.help = true;
        else if (option == QStringLiteral("--servers")) {
            m_out.serversGiven = true;
            return takeNumber(option, 1, 9, [this](qint64 n) { m_out.servers = int(n); });
        } else if (option == QStringLiteral("--observers"))
            return takeNumber(option, 0, 7, [this](qint64 n) { m_out.observers = int(n); });
        else if (option == QStringLiteral("--tick-time"))
            return takeNumber(option, 1, 60'000, [this](qint64 n) { m_out.tickTimeMs = n; });
        else if (option == QStringLiteral("--port"))
            return takeNumber(
                option, 0, 65'535, [this](qint64 n) { m_out.port = std::uint16_t(n); });
        else if (option == QStringLiteral("--apache"))
            return takeApache();
        else if (option != QStringLiteral("--folder"))
            return wrong(QStringLiteral("Unknown option %1.").arg(option));
        else if (m_at == m_words.size() || m_words[m_at].isEmpty())
            return wrong(QStringLiteral("--folder needs the name of a folder."));
        else
            m_out.folder = m_words[m_at++];
        return {};
    }

    Result<void> takeApache()
    {
        const QString list = m_at < m_words.size() ? m_words[m_at++] : QString();
        for (const QString& word : list.split(u',')) {
            bool isNumber = false;
            const int id = word.toInt(&isNumber);
            if (!isNumber || id < 1 || id > 9)
                return wrong(QStringLiteral("--apache needs servers, like 1 or 1,3."));
            m_out.apache.insert(ServerId(id));
        }
        return {};
    }

    Result<void> takeOperands(const QStringList& operands)
    {
        const auto verb = verbs().constFind(m_out.verb);
        if (verb == verbs().constEnd())
            return wrong(QStringLiteral("Unknown command %1.").arg(m_out.verb));
        if (m_out.verb == QStringLiteral("export")) {
            if (operands.size() != 1)
                return wrong(QStringLiteral("export needs the name of a new folder."));
            m_out.target = operands.front();
            return {};
        }
        const auto count = int(operands.size());
        if (count < verb->least || count > verb->most)
            return wrong(QStringLiteral("%1 needs %2 to %3 numbers; %4 were given.")
                             .arg(m_out.verb)
                             .arg(verb->least)
                             .arg(verb->most)
                             .arg(count));
        for (int index = 0; index < count; ++index) {
            const bool isTime = m_out.verb == QStringLiteral("delay") && index == 2;
            bool isNumber = false;
            const qint64 number = operands[index].toLongLong(&isNumber);
            if (!isNumber || number < (isTime ? 0 : 1) || number > (isTime ? mostDelayMs : 9))
                return wrong(isTime
                        ? QStringLiteral("The delay must be 0 to 600000 ms.")
                        : QStringLiteral("%1 is not the number of a server.")
                              .arg(operands[index]));
            m_out.numbers.push_back(number);
        }
        return {};
    }

    const QStringList m_words;
    qsizetype m_at = 0;
    ClusterArguments m_out;
};

} // namespace

Result<ClusterArguments> parseClusterArguments(const QStringList& words)
{
    return Parser(words).run();
}

QString clusterHelpText()
{
    return QStringLiteral(
        R"(Usage: zooscope cluster COMMAND [NUMBERS] [options]
Runs local clusters of ZooKeeper servers. What it starts keeps running until it is stopped.

  start [N…]       start all servers, or only these; returns once a quorum serves clients
  stop [N…]        stop all, or only these
  status           what runs, who leads, which links are broken
  list             the clusters of this user
  export DIR       write a folder that runs without zooscope, with start.sh and stop.sh

  kill N…          SIGKILL            pause N…     SIGSTOP
  resume N…        SIGCONT            restart N…   stop, then start
  wipe N…          stop, and delete its data

  isolate N…       cut all links of these servers, each way
  partition N…     cut the links between these servers and all others
  cut A B          hold everything that A sends to B; nothing is closed or lost
  drop A B         reset the connections between A and B
  delay A B MS     everything between A and B takes so much longer each way; 0 ends it
  heal [A [B]]     end the faults of all links, of A's links, or of the link between A and B

  --folder DIR     the cluster's folder; else that of the cluster that runs
  --servers N      start of a new cluster: how many participants (3)
  --observers M    … and observers (0)
  --apache N,…     … which of them are Apache ZooKeeper instead of the built-in engine
  --tick-time MS   … its tickTime (2000)
  --port P         … the first client port (2181, or the next free one; 0: any)
  --json           status and list as JSON
  --help           show this text

Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 the cluster does not run;
status: 0 a quorum serves clients, 1 it runs without a quorum, 3 it does not run.
)");
}

} // namespace zs::app

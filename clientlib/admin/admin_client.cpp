// SPDX-License-Identifier: Apache-2.0
#include "clientlib/admin/admin_client.h"

#include "clientlib/admin/ask_word.h"
#include "clientlib/admin/http_question.h"
#include "clientlib/admin/json_parsers.h"
#include "clientlib/protocol/four_letter_words.h"

#include <algorithm>

namespace zs::admin {

using namespace flw;

namespace {

    bool hasAddress(const AdminOptions& options)
    {
        return options.adminServer.isValid() && !options.adminServer.isEmpty();
    }

    /// Its port is guessed from the server's host, which a tunnel to the client port is not.
    bool isOutOfReach(const AdminOptions& options)
    {
        return !hasAddress(options)
            && dialledFor(options.access.routes, options.server) != options.server;
    }

    QUrl commandUrl(const AdminOptions& options, const std::string& name)
    {
        QUrl url = options.adminServer;
        if (!hasAddress(options)) {
            url.setScheme("http");
            url.setHost(QString::fromStdString(options.server.host));
            url.setPort(8080);
        }
        url.setPath("/commands/" + QString::fromStdString(name));
        return url;
    }

    // What follows takes its arguments by value and uses no AdminClient: it may be gone.

    QCoro::Task<Result<QJsonObject>> askCommand(
        AdminOptions options, std::string name, std::stop_token stop, FailureNote note)
    {
        if (isOutOfReach(options))
            co_return failure(Errc::unreachable,
                "the way to " + toText(options.server) + " leads to its client port alone");
        HttpQuestion question(commandUrl(options, name), options.timeout, options.maxAnswerBytes,
            stop, options.adminTls);
        const Result<QByteArray> answer = co_await question.answer();
        *note = question.tlsFailure();
        if (!answer)
            co_return tl::unexpected(answer.error());
        co_return parseAdminAnswer(*answer);
    }

    /// The same question on both channels.
    template <class T>
    struct Question {
        const char* word;
        const char* command;
        Result<T> (*fromText)(std::string_view);
        Result<T> (*fromJson)(const QJsonObject&);
    };

    /// What to do about a word that no channel answers.
    Error bothClosed(const Error& byWord, const Error& byCommand)
    {
        return Error(byWord.code,
            byWord.detail + "; the AdminServer does not help either (" + byCommand.detail
                + "): admin.enableServer=true turns it on");
    }

    template <class T>
    QCoro::Task<Result<T>> askBoth(
        AdminOptions options, Question<T> question, std::stop_token stop, FailureNote note)
    {
        const Result<std::string> text
            = co_await askWord(
                options.server, question.word, options.timeout, stop, options.access, note);
        if (!text)
            co_return tl::unexpected(text.error());
        Result<T> value = question.fromText(*text);
        // Nothing at all may be an empty list, or a word that the server does not know.
        const bool refused = text->empty()
            || (!value && value.error().code == Errc::noAuth);
        if (!refused || !options.useAdminServer)
            co_return value;
        const Result<QJsonObject> json = co_await askCommand(
            options, question.command, stop, note);
        if (json)
            co_return question.fromJson(*json);
        const Errc code = json.error().code;
        if (code == Errc::systemError || code == Errc::cancelled)
            co_return tl::unexpected(json.error());
        if (value)
            co_return value;
        co_return tl::unexpected(bothClosed(value.error(), json.error()));
    }

    /// An error as a task, since a coroutine is not needed to refuse an argument.
    template <class T>
    QCoro::Task<Result<T>> refused(Error why)
    {
        co_return tl::unexpected(std::move(why));
    }

    bool isName(const std::string& text)
    {
        return !text.empty() && text.size() <= 64
            && std::all_of(text.begin(), text.end(), [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
               });
    }

} // namespace

AdminClient::AdminClient(AdminOptions options) : m_options(std::move(options)) {}

AdminClient::~AdminClient() { m_stop.request_stop(); }

QCoro::Task<Result<ServerStats>> AdminClient::srvr()
{
    const Question<ServerStats> question{"srvr", "server_stats", parseSrvr, serverStatsFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<StatAnswer>> AdminClient::stat()
{
    const Question<StatAnswer> question{"stat", "stats", parseStat, statFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<Monitor>> AdminClient::mntr()
{
    const Question<Monitor> question{"mntr", "monitor", parseMntr, monitorFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<std::vector<ConnectionInfo>>> AdminClient::cons()
{
    const Question<std::vector<ConnectionInfo>> question{
        "cons", "connections", parseCons, connectionsFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<Configuration>> AdminClient::conf()
{
    const Question<Configuration> question{"conf", "configuration", parseConf, configurationFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<Environment>> AdminClient::envi()
{
    const Question<Environment> question{"envi", "environment", parseEnvi, environmentFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<SessionDump>> AdminClient::dump()
{
    const Question<SessionDump> question{"dump", "dump", parseDump, dumpFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<WatchSummary>> AdminClient::wchs()
{
    const Question<WatchSummary> question{"wchs", "watch_summary", parseWchs, watchSummaryFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<WatchesBySession>> AdminClient::wchc()
{
    const Question<WatchesBySession> question{"wchc", "watches", parseWchc, watchesFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<WatchesByPath>> AdminClient::wchp()
{
    const Question<WatchesByPath> question{
        "wchp", "watches_by_path", parseWchp, watchesByPathFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<DirectorySizes>> AdminClient::dirs()
{
    const Question<DirectorySizes> question{"dirs", "dirs", parseDirs, directorySizesFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<std::vector<TreeDigest>>> AdminClient::hash()
{
    const Question<std::vector<TreeDigest>> question{"hash", "hash", parseHash, digestsFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<WriteState>> AdminClient::isro()
{
    const Question<WriteState> question{"isro", "is_read_only", parseIsro, writeStateFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<void>> AdminClient::ruok()
{
    const Question<void> question{"ruok", "ruok", parseRuok, doneFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<void>> AdminClient::crst()
{
    const Question<void> question{"crst", "connection_stat_reset", parseCrst, doneFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<void>> AdminClient::srst()
{
    const Question<void> question{"srst", "stat_reset", parseSrst, doneFrom};
    return askBoth(m_options, question, m_stop.get_token(), m_lastFailure);
}

QCoro::Task<Result<std::string>> AdminClient::word(std::string word)
{
    if (word.size() != 4 || !isName(word)) {
        return refused<std::string>(
            Error(Errc::invalidInput, "a word has four letters, such as srvr"));
    }
    return askWord(m_options.server, std::move(word), m_options.timeout, m_stop.get_token(),
        m_options.access, m_lastFailure);
}

QCoro::Task<Result<QJsonObject>> AdminClient::command(std::string name)
{
    if (!isName(name)) {
        return refused<QJsonObject>(
            Error(Errc::invalidInput, "a command is a name, such as server_stats"));
    }
    return askCommand(m_options, std::move(name), m_stop.get_token(), m_lastFailure);
}

} // namespace zs::admin

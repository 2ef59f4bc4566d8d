// SPDX-License-Identifier: Apache-2.0
// Answers that are lists of sessions and paths: dump, wchs, wchc, wchp.
#include "clientlib/protocol/answer_failure.h"
#include "clientlib/protocol/text_scan.h"
#include "clientlib/protocol/four_letter_words.h"

namespace zs::flw {

namespace {

    /// What the part of `dump` that a line stands in is about.
    enum class Part { expiries, globalSessions, ephemerals, connections };

    /// A headline of `dump` that changes the part.
    std::optional<Part> partOf(std::string_view line)
    {
        if (line == "SessionTracker dump:" || line.starts_with("Session Sets (")
            || line.starts_with("Local Session Sets (")
            || line.starts_with("Global Session Sets ("))
            return Part::expiries;
        if (line.starts_with("Global Sessions("))
            return Part::globalSessions;
        if (line == "ephemeral nodes dump:" || line.starts_with("Sessions with Ephemerals ("))
            return Part::ephemerals;
        if (line == "Connections dump:" || line.starts_with("Connections Sets ("))
            return Part::connections;
        return std::nullopt;
    }

    /// "4 expire at Sat Nov 21 23:30:27 UTC 2026:"; the date.
    std::optional<std::string_view> expiryOf(std::string_view line)
    {
        const auto parts = splitAt(line, " expire at ");
        if (!parts || !integerIn(parts->first) || !parts->second.ends_with(':'))
            return std::nullopt;
        return parts->second.substr(0, parts->second.size() - 1);
    }

    /// "\tip: /127.0.0.1:36200 sessionId: 0x1000013840701f6"
    std::optional<SessionDump::Connection> connectionOf(std::string_view line)
    {
        const auto rest = after(trimmed(line), "ip: ");
        const auto parts = rest ? splitAt(*rest, " sessionId: ") : std::nullopt;
        const auto id = parts ? hexIn(parts->second) : std::nullopt;
        if (!id)
            return std::nullopt;
        const std::string_view address = parts->first;
        SessionDump::Connection connection;
        connection.address = address.substr(address.rfind('/') + 1);
        connection.session = SessionId(*id);
        return connection;
    }

    /// Takes one line within a part; false when it is malformed.
    class DumpReader {
    public:
        SessionDump dump;

        bool read(std::string_view line)
        {
            if (const auto part = partOf(line)) {
                m_part = *part;
                return true;
            }
            switch (m_part) {
            case Part::expiries:
                return readExpiry(line);
            case Part::globalSessions:
                return readGlobal(line);
            case Part::ephemerals:
                return readEphemeral(line);
            case Part::connections:
                return readConnection(line);
            }
            return false;
        }

    private:
        bool readExpiry(std::string_view line)
        {
            if (const auto when = expiryOf(line)) {
                dump.expiries.emplace_back().when = *when;
                return true;
            }
            const auto id = hexIn(line);
            if (!id || dump.expiries.empty())
                return false;
            dump.expiries.back().sessions.emplace_back(*id);
            return true;
        }
        bool readGlobal(std::string_view line)
        {
            const auto parts = splitAt(line, "\t");
            const auto id = hexIn(parts ? parts->first : line);
            if (!id)
                return false;
            SessionDump::GlobalSession& session = dump.globalSessions.emplace_back();
            session.id = SessionId(*id);
            if (parts && parts->second.ends_with("ms")) {
                const auto digits = parts->second.substr(0, parts->second.size() - 2);
                session.timeoutMs = integerIn(digits).value_or(0);
            }
            return true;
        }
        bool readEphemeral(std::string_view line)
        {
            if (line.starts_with('\t')) {
                // A path may end in blanks: only what the server put before it is taken off.
                if (m_owner)
                    dump.ephemerals[*m_owner].emplace_back(line.substr(1));
                return m_owner.has_value();
            }
            if (!line.ends_with(':'))
                return false;
            const auto id = hexIn(line.substr(0, line.size() - 1));
            if (!id)
                return false;
            m_owner = SessionId(*id);
            dump.ephemerals[*m_owner];
            return true;
        }
        bool readConnection(std::string_view line)
        {
            if (expiryOf(line))
                return true;
            std::optional<SessionDump::Connection> connection = connectionOf(line);
            if (connection)
                dump.connections.push_back(std::move(*connection));
            return connection.has_value();
        }

        Part m_part = Part::expiries;
        std::optional<SessionId> m_owner;
    };

    /// Groups of a headline and tab-indented lines below it. `head` and `entry` yield false for
    /// malformed text.
    template <class Head, class Entry>
    Result<void> readGroups(
        std::string_view word, std::string_view answer, Head head, Entry entry)
    {
        if (Result<void> given = checkAnswer(word, answer); !given)
            return given;
        Lines lines(answer);
        bool inGroup = false;
        while (const auto line = lines.next()) {
            if (line->empty())
                continue;
            const bool indented = line->starts_with('\t');
            const bool good = indented ? inGroup && entry(line->substr(1)) : head(*line);
            if (!good)
                return noSuchAnswer(word, *line);
            inGroup = true;
        }
        return {};
    }

} // namespace

Result<SessionDump> parseDump(std::string_view answer)
{
    if (Result<void> given = checkAnswer("dump", answer); !given)
        return tl::unexpected(given.error());
    if (!answer.starts_with("SessionTracker dump:"))
        return noSuchAnswer("dump", answer);
    DumpReader reader;
    Lines lines(answer);
    while (const auto line = lines.next()) {
        if (!line->empty() && !reader.read(*line))
            return noSuchAnswer("dump", *line);
    }
    return std::move(reader.dump);
}

Result<WatchSummary> parseWchs(std::string_view answer)
{
    if (Result<void> given = checkAnswer("wchs", answer); !given)
        return tl::unexpected(given.error());
    // "1 connections watching 1 paths\nTotal watches:1\n"
    Lines lines(answer);
    const std::string_view first = lines.next().value_or(std::string_view());
    const std::string_view second = lines.next().value_or(std::string_view());
    const auto parts = splitAt(first, " connections watching ");
    const auto total = after(second, "Total watches:");
    if (!parts || !total || !parts->second.ends_with(" paths"))
        return noSuchAnswer("wchs", answer);
    const auto connections = integerIn(parts->first);
    const auto paths = integerIn(parts->second.substr(0, parts->second.size() - 6));
    const auto watches = integerIn(*total);
    if (!connections || !paths || !watches)
        return noSuchAnswer("wchs", answer);
    return WatchSummary{*connections, *paths, *watches};
}

Result<WatchesBySession> parseWchc(std::string_view answer)
{
    WatchesBySession watches;
    std::vector<std::string>* paths = nullptr;
    const auto head = [&](std::string_view line) {
        const auto id = hexIn(line);
        if (id)
            paths = &watches[SessionId(*id)];
        return id.has_value();
    };
    const auto entry = [&](std::string_view line) {
        paths->emplace_back(line);
        return true;
    };
    if (Result<void> read = readGroups("wchc", answer, head, entry); !read)
        return tl::unexpected(read.error());
    return watches;
}

Result<WatchesByPath> parseWchp(std::string_view answer)
{
    WatchesByPath watches;
    std::vector<SessionId>* sessions = nullptr;
    const auto head = [&](std::string_view line) {
        sessions = line.starts_with('/') ? &watches[std::string(line)] : nullptr;
        return sessions != nullptr;
    };
    const auto entry = [&](std::string_view line) {
        const auto id = hexIn(line);
        if (id)
            sessions->emplace_back(*id);
        return id.has_value();
    };
    if (Result<void> read = readGroups("wchp", answer, head, entry); !read)
        return tl::unexpected(read.error());
    return watches;
}

} // namespace zs::flw

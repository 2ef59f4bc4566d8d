// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"
#include "clientlib/protocol/stat.h"
#include "localcluster/timeline/moment.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zs::ui {

/// What a client of a lesson met.
struct ClientAnswer {
    enum class What { connected, disconnected, expired, answer, event };

    Instant at;
    What what = What::answer;
    std::string client;    ///< Its name in the lesson: "writer".
    SessionId session;
    std::string operation; ///< Of an answer: "create", "getData" …; of an event: its type.
    std::string path;      ///< As asked for; of a created node: as it was made.
    Errc code = Errc::ok;
    std::optional<Stat> stat;
    std::string text; ///< Data, or an ACL as "scheme:id:perms", one a line.
};

/// All that was observed in a lesson: what the servers and the launcher recorded, and what the
/// lesson's clients met. A lesson tells nothing that is not in here. A value; no clock: times come
/// with what is added.
class Evidence {
public:
    /// Where a search begins.
    enum class Since { step, start };

    /// A server since its process was started last.
    struct Life {
        bool up = false; ///< Its stream has begun, and nobody told that it ended.
        std::optional<trace::ServerState> state;
        std::optional<trace::Phase> phase;
        std::optional<ServerId> leader; ///< Whom it elected last.
        Zxid applied;                   ///< The highest transaction that its tree holds.
        Instant changed;                ///< When the last of state, phase and leader was told.
        Instant appliedAt;
    };

    void add(const timeline::Moment& moment);
    void add(ClientAnswer answer);
    /// The relay has put into force what was last done to links.
    void addLinkChange() { ++m_linkChanges; }
    /// A step begins: what was recorded before `at` does not count for it.
    void beginStep(Instant at);

    [[nodiscard]] Instant stepBegan() const { return m_stepBegan; }
    [[nodiscard]] const std::vector<timeline::Moment>& moments() const { return m_moments; }
    [[nodiscard]] const std::vector<ClientAnswer>& answers() const { return m_answers; }
    [[nodiscard]] std::size_t linkChanges() const { return m_linkChanges; }
    /// Some lines were lost: nothing can be concluded any more.
    [[nodiscard]] bool hasGap() const { return m_gap; }
    [[nodiscard]] const Life& life(ServerId id) const;
    /// When this server began to serve under this leader, in the life that goes on.
    [[nodiscard]] std::optional<Instant> serves(ServerId id, ServerId leader) const;
    /// The session of a client of the lesson; 0 before it has one.
    [[nodiscard]] SessionId sessionOf(const std::string& client) const;
    /// How often this client was connected so far, and since when it is; none: it is not.
    [[nodiscard]] std::size_t connections(const std::string& client) const;
    [[nodiscard]] std::optional<Instant> connectedSince(const std::string& client) const;
    /// The server that told last that it leads and serves.
    [[nodiscard]] std::optional<ServerId> leader() const;

    /// Calls `visit(moment, event)` for the events T of a server, in order, until it yields true.
    /// Yields that moment.
    template <class T, class Visit>
    [[nodiscard]] const timeline::Moment* find(
        ServerId server, Visit visit, Since since = Since::step) const
    {
        const bool whole = since == Since::start;
        for (std::size_t i = whole ? 0 : m_stepIndex; i < m_moments.size(); ++i) {
            const timeline::Moment& moment = m_moments[i];
            const T* event = std::get_if<T>(&moment.event);
            if (event && moment.server == server && (whole || moment.t >= m_stepBegan)
                && visit(*event))
                return &moment;
        }
        return nullptr;
    }
    /// The first answer of the step (or the lesson) for which `visit` yields true.
    template <class Visit>
    [[nodiscard]] const ClientAnswer* findAnswer(Visit visit, Since since = Since::step) const
    {
        for (const ClientAnswer& answer : m_answers) {
            if ((since == Since::start || answer.at >= m_stepBegan) && visit(answer))
                return &answer;
        }
        return nullptr;
    }

private:
    std::vector<timeline::Moment> m_moments; ///< As they came; pings are left out.
    std::vector<ClientAnswer> m_answers;
    std::map<ServerId, Life> m_lives;
    struct Guest {
        SessionId session;
        std::size_t connections = 0;
        std::optional<Instant> since; ///< While it is connected.
    };
    std::map<std::string, Guest> m_guests;
    Instant m_stepBegan{};
    std::size_t m_stepIndex = 0; ///< What stands before it came before the step.
    std::size_t m_linkChanges = 0;
    bool m_gap = false;
};

} // namespace zs::ui

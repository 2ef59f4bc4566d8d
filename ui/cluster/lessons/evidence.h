// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/base/error.h"
#include "clientlib/base/expect.h"
#include "clientlib/protocol/stat.h"
#include "localcluster/timeline/moment.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
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
    ServerId server;  ///< Of a connection: whose it is.
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
        bool up = false; ///< Its stream or log has begun, and nobody told that it ended.
        std::optional<trace::ServerState> state;
        std::optional<trace::Phase> phase;
        std::optional<ServerId> leader; ///< Whom it elected last.
        Zxid applied;                   ///< The highest transaction that its tree holds.
        Instant changed;                ///< When the last of state, phase and leader was told.
        Instant appliedAt;
    };

    /// What a leader had of a learner when it lost its quorum.
    struct Silence {
        Instant heard{};  ///< Its last packet.
        int pings = 0;    ///< Sent since, in vain.
    };
    /// As of the last time that this leader lost its quorum, which was at `lostAt`.
    struct Loss {
        Instant lostAt{};
        std::map<ServerId, Silence> learners;
    };

    void add(const timeline::Moment& moment);
    void add(ClientAnswer answer);
    /// This server is Apache's: it writes no trace, and is known by its log, by what it answers
    /// when it is asked, and by its clients.
    void setForeign(ServerId id) { m_foreign.insert(id); }
    [[nodiscard]] bool isForeign(ServerId id) const { return m_foreign.contains(id); }
    /// A foreign server's log, or an answer of it, can tell events of this kind.
    template <class T>
    static constexpr bool foreignTells = std::is_same_v<T, trace::StateEvent>
        || std::is_same_v<T, trace::PhaseEvent> || std::is_same_v<T, trace::RoundEvent>
        || std::is_same_v<T, trace::NotifyEvent> || std::is_same_v<T, trace::ElectedEvent>
        || std::is_same_v<T, trace::LearnerEvent> || std::is_same_v<T, trace::SyncEvent>
        || std::is_same_v<T, trace::EpochFileEvent> || std::is_same_v<T, trace::PolledEvent>;
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
    /// None: it did not lose its quorum in this step.
    [[nodiscard]] const Loss* loss(ServerId leader) const;
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
    /// Yields that moment. What a foreign server never tells may not be asked for (it aborts): that
    /// it was not seen would prove nothing.
    template <class T, class Visit>
    [[nodiscard]] const timeline::Moment* find(
        ServerId server, Visit visit, Since since = Since::step) const
    {
        ZS_EXPECT(foreignTells<T> || !isForeign(server));
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
    void takeSilence(const timeline::Moment& moment);
    static void takeApplied(Life& life, const timeline::Moment& moment);

    std::vector<timeline::Moment> m_moments; ///< As they came; pings are left out.
    std::vector<ClientAnswer> m_answers;
    std::map<ServerId, Life> m_lives;
    std::set<ServerId> m_foreign;
    std::map<ServerId, std::map<ServerId, Silence>> m_silences; ///< By server and peer.
    std::map<ServerId, Loss> m_losses;
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

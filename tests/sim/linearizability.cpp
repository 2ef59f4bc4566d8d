// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/linearizability.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace zs::sim {

namespace {

using Kind = Operation::Kind;
using Outcome = Operation::Outcome;

/// A znode as far as its operations tell.
struct Node {
    bool exists = false;
    std::int32_t version = 0;
    std::size_t writer = 0; ///< Index of the operation that wrote the value.
};

/// What the operation answers in this state, which it changes.
Outcome perform(Node& node, const Operation& operation, std::size_t index)
{
    if (operation.kind == Kind::create) {
        if (node.exists)
            return Outcome::nodeExists;
        node = {true, 0, index};
        return Outcome::ok;
    }
    if (!node.exists)
        return Outcome::noNode;
    if (operation.kind == Kind::read)
        return Outcome::ok;
    if (operation.version != -1 && operation.version != node.version)
        return Outcome::badVersion;
    if (operation.kind == Kind::remove)
        node = {};
    else
        node = {true, node.version + 1, index};
    return Outcome::ok;
}

class Search {
public:
    Search(std::vector<const Operation*> operations, std::size_t maxStates)
        : m_operations(std::move(operations)), m_maxStates(maxStates),
          m_done((m_operations.size() + 63) / 64)
    {
        // Calls and returns in the order of time; a call at a return's moment comes first, since
        // then nothing proves that it did not.
        for (std::size_t i = 0; i < m_operations.size(); ++i) {
            m_events.push_back({m_operations[i]->called, true, i});
            m_events.push_back({m_operations[i]->returned, false, i});
        }
        std::sort(m_events.begin(), m_events.end(), [](const Event& a, const Event& b) {
            return a.at != b.at ? a.at < b.at
                : a.isCall != b.isCall ? a.isCall
                                       : a.operation < b.operation;
        });
        link();
    }

    /// Wing and Gong: take any operation whose call stands before the first return, go on with the
    /// rest; at a return of an operation that was not taken, undo the last choice.
    Verdict::Kind run()
    {
        std::size_t at = m_next[head()];
        while (m_next[head()] != end()) {
            const bool isReturn = at != end() && !m_events[at].isCall;
            if (at == end() || isReturn) {
                if (m_taken.empty())
                    return Verdict::Kind::violated;
                at = m_next[undo()];
                continue;
            }
            const std::size_t operation = m_events[at].operation;
            Node after = m_node;
            if (fits(after, operation) && remember(operation, after)) {
                if (m_seen.size() > m_maxStates)
                    return Verdict::Kind::undecided;
                m_taken.push_back({at, m_node});
                m_node = after;
                setDone(operation, true);
                lift(at);
                if (m_taken.size() > m_longest.size())
                    keepLongest();
                at = m_next[head()];
            } else {
                at = m_next[at];
            }
        }
        return Verdict::Kind::linearizable;
    }

    [[nodiscard]] History longest() const
    {
        History history;
        for (const std::size_t operation : m_longest)
            history.push_back(*m_operations[operation]);
        return history;
    }

private:
    struct Event {
        std::int64_t at;
        bool isCall;
        std::size_t operation;
    };
    struct Choice {
        std::size_t event;
        Node before;
    };

    [[nodiscard]] std::size_t end() const { return m_events.size(); }
    [[nodiscard]] std::size_t head() const { return m_events.size() + 1; }

    /// A doubly linked list over the events, so that taken operations can be lifted out.
    void link()
    {
        const std::size_t count = m_events.size();
        m_next.resize(count + 2);
        m_previous.resize(count + 2);
        m_returnOf.resize(m_operations.size());
        for (std::size_t i = 0; i < count; ++i) {
            m_next[i] = i + 1;
            m_previous[i] = i == 0 ? head() : i - 1;
            if (!m_events[i].isCall)
                m_returnOf[m_events[i].operation] = i;
        }
        m_next[head()] = 0;
        m_previous[end()] = count == 0 ? head() : count - 1;
    }
    void unlink(std::size_t event)
    {
        m_next[m_previous[event]] = m_next[event];
        m_previous[m_next[event]] = m_previous[event];
    }
    void relink(std::size_t event)
    {
        m_next[m_previous[event]] = event;
        m_previous[m_next[event]] = event;
    }
    void lift(std::size_t call)
    {
        unlink(call);
        unlink(m_returnOf[m_events[call].operation]);
    }
    std::size_t undo()
    {
        const Choice choice = m_taken.back();
        m_taken.pop_back();
        const std::size_t operation = m_events[choice.event].operation;
        m_node = choice.before;
        setDone(operation, false);
        relink(m_returnOf[operation]);
        relink(choice.event);
        return choice.event;
    }

    [[nodiscard]] bool fits(Node& node, std::size_t index) const
    {
        const Operation& operation = *m_operations[index];
        const std::size_t writer = node.writer;
        const Outcome outcome = perform(node, operation, index);
        if (operation.outcome == Outcome::unknown)
            return true;
        if (outcome != operation.outcome)
            return false;
        if (outcome != Outcome::ok)
            return true;
        if (operation.kind == Kind::read)
            return m_operations[writer]->value == operation.value
                && (operation.version < 0 || operation.version == node.version);
        return operation.kind != Kind::set || operation.newVersion < 0
            || operation.newVersion == node.version;
    }

    void setDone(std::size_t operation, bool done)
    {
        const std::uint64_t bit = std::uint64_t(1) << (operation % 64);
        m_done[operation / 64] = done ? m_done[operation / 64] | bit
                                      : m_done[operation / 64] & ~bit;
    }
    /// False: this state was reached before with the same operations done.
    bool remember(std::size_t operation, const Node& node)
    {
        std::string key(reinterpret_cast<const char*>(m_done.data()), m_done.size() * 8);
        key[operation / 8] = static_cast<char>(key[operation / 8] | (1 << (operation % 8)));
        for (const std::uint64_t part : {std::uint64_t(node.exists ? node.writer + 1 : 0),
                 std::uint64_t(std::uint32_t(node.version))})
            key.append(reinterpret_cast<const char*>(&part), sizeof part);
        return m_seen.insert(std::move(key)).second;
    }
    void keepLongest()
    {
        m_longest.clear();
        for (const Choice& choice : m_taken)
            m_longest.push_back(m_events[choice.event].operation);
    }

    std::vector<const Operation*> m_operations;
    std::size_t m_maxStates;
    std::vector<Event> m_events;
    std::vector<std::size_t> m_next, m_previous, m_returnOf;
    std::vector<Choice> m_taken;
    std::vector<std::size_t> m_longest;
    std::vector<std::uint64_t> m_done;
    std::unordered_set<std::string> m_seen;
    Node m_node;
};

} // namespace

Verdict checkLinearizable(const History& history, std::size_t maxStates)
{
    std::map<std::string_view, std::vector<const Operation*>> nodes;
    for (const Operation& operation : history)
        nodes[operation.node].push_back(&operation);
    Verdict verdict;
    for (auto& [node, operations] : nodes) {
        Search search(std::move(operations), maxStates);
        const Verdict::Kind kind = search.run();
        if (kind == Verdict::Kind::linearizable)
            continue;
        verdict.kind = kind;
        verdict.node = node;
        if (kind == Verdict::Kind::violated) {
            verdict.longest = search.longest();
            return verdict;
        }
    }
    return verdict;
}

} // namespace zs::sim

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/base/bytes.h"
#include "clientlib/base/ids.h"
#include "clientlib/base/instant.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace zs::engine {

/// One client connection of this server: a small dense number that the core gives out, good as an
/// index. It is used again only after `connectionClosed`.
struct ConnectionId {
    std::uint32_t value = 0;
    friend constexpr auto operator<=>(const ConnectionId&, const ConnectionId&) = default;
};

/// Who connected, as the socket tells.
struct Peer {
    std::string address; ///< Textual, as in ACLs of the ip scheme: "127.0.0.1".
    std::uint16_t port = 0;
    bool tls = false;
    std::string x509; ///< Subject of a verified client certificate (RFC 2253); empty: none.
};

/// Transactions to append to the log, in order: each the `entry` of a record (appendTxn), with room
/// around it for the frame that storage gives a record. Once all have theirs, `bytes` are a stretch
/// of a log where they lie: what clients write is not copied again on its way to the disk.
struct LogBatch {
    static constexpr std::size_t frontBytes = 12; ///< Room in front of each entry.
    static constexpr std::size_t backBytes = 1;   ///< And behind it.

    struct Entry {
        Zxid zxid;
        std::size_t offset = 0; ///< Into `bytes`.
        std::size_t sizeBytes = 0;
    };
    Bytes bytes;
    std::vector<Entry> entries;

    /// Adds the entry that `write(Bytes&)` appends to what it is given. Returns its size.
    template <class Write>
    std::size_t add(Zxid zxid, Write&& write)
    {
        const std::size_t offset = bytes.size() + frontBytes;
        bytes.resize(offset);
        write(bytes);
        const std::size_t sizeBytes = bytes.size() - offset;
        bytes.resize(bytes.size() + backBytes);
        entries.push_back({zxid, offset, sizeBytes});
        return sizeBytes;
    }
    /// Valid until the next `add` or `clear`.
    [[nodiscard]] ByteView entry(const Entry& which) const
    {
        return ByteView(bytes).subspan(which.offset, which.sizeBytes);
    }
    /// The entry and the room around it.
    [[nodiscard]] std::span<std::uint8_t> record(const Entry& which)
    {
        return std::span(bytes).subspan(
            which.offset - frontBytes, frontBytes + which.sizeBytes + backBytes);
    }
    void clear()
    {
        bytes.clear();
        entries.clear();
    }
};

/// A four-letter word that came in on a fresh connection; io answers it with `answerWord`.
struct WordAsked {
    ConnectionId connection;
    std::string word;
    std::uint64_t serial = 0; ///< Tells it from a later one on a connection of the same id.
};

/// A client asked for more than a limit allows; it was told so as far as the protocol can. For the
/// server's log.
struct Refusal {
    std::string address;
    const char* limit = ""; ///< The key of zoo.cfg.
};

/// What io has to do after a turn: the log first, the rest in any order, but what is closing gets
/// its pending output before. Each list names a connection at most once.
struct Effects {
    LogBatch log;                      ///< Append, sync, then call `durable(last zxid)`.
    std::vector<ConnectionId> dirty;   ///< `pendingOutput` has something new to send.
    std::vector<ConnectionId> readingChanged; ///< Ask `wantsInput` again.
    std::vector<WordAsked> words;
    std::vector<ConnectionId> closing; ///< Send what is pending, then close the socket.
    std::vector<Refusal> refusals;     ///< Say so in the log; not more than a few a turn.
    std::optional<Instant> nextTimer;  ///< Call `tick` then at the latest.
    void clear()
    {
        log.clear();
        dirty.clear();
        readingChanged.clear();
        words.clear();
        closing.clear();
        refusals.clear();
        nextTimer.reset();
    }
};

} // namespace zs::engine

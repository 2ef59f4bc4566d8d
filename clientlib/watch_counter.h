// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "clientlib/client.h"

namespace zs {

/// A Client that knows how many watches its session holds.
class WatchCounter {
public:
    /// All of them, of each kind; of a session that has ended: those that ended with it.
    [[nodiscard]] virtual int watchesHeld() const = 0;

protected:
    ~WatchCounter() = default;
};

/// 0 for a client that does not count, and for none.
[[nodiscard]] inline int watchesHeld(const Client* client)
{
    const auto* counter = dynamic_cast<const WatchCounter*>(client);
    return counter ? counter->watchesHeld() : 0;
}

} // namespace zs

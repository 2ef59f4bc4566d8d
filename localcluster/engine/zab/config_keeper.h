// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/server_settings.h"

#include <optional>
#include <string_view>

namespace zs::engine {

/// Who keeps this member's configuration: the roles tell it what they hear, and it says whether
/// they can go on. Without reconfigEnabled nothing is kept, and every role goes on.
/// Source: setLastSeenQuorumVerifier and processReconfig of QuorumPeer in Apache ZooKeeper 3.8.
class ConfigKeeper {
public:
    /// The text is proposed: by a reconfiguration, or by NEWLEADER. Until it is committed, or
    /// another is proposed, quorums must agree in both.
    virtual void configProposed(std::string_view text, Now now) = 0;
    /// It is committed, and from now on the configuration here. `designated`: who leads on, as the
    /// leader says; nothing: nobody said. `zxid`: of the reconfiguration. True: this server's role
    /// or its leader changes, so that the present role must end.
    [[nodiscard]] virtual bool configCommitted(std::string_view text,
        std::optional<ServerId> designated, Zxid zxid, Now now) = 0;

protected:
    ~ConfigKeeper() = default;
};

} // namespace zs::engine

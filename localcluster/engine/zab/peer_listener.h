// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "localcluster/engine/core/listener.h"
#include "localcluster/trace/event.h"

namespace zs::engine {

/// Told what the ensemble's side does, for the trace. Null: nothing is computed. See Listener.
class PeerListener : public Listener {
public:
    virtual void tell(const trace::Event& event) = 0;
};

} // namespace zs::engine

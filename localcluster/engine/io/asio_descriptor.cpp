// SPDX-License-Identifier: Apache-2.0
#include "localcluster/engine/io/asio_descriptor.h"

#include <asio/detail/epoll_reactor.hpp>

namespace zs::engine::io {

namespace {

    using asio::detail::epoll_reactor;

    /// An explicit instantiation may name private members ([temp.spec.general]), and its friend
    /// hands them on. Should asio rename this one, the build fails here.
    struct Descriptor {
        using Type = int epoll_reactor::*;
        friend Type memberOf(Descriptor);
    };
    template <class Name, typename Name::Type member>
    struct Reveal {
        friend typename Name::Type memberOf(Name) { return member; }
    };
    template struct Reveal<Descriptor, &epoll_reactor::epoll_fd_>;

} // namespace

int descriptorOf(asio::io_context& loop)
{
    auto& reactor = asio::use_service<epoll_reactor>(loop);
    reactor.init_task(); // From here on `loop` asks it for events.
    return reactor.*memberOf(Descriptor());
}

} // namespace zs::engine::io

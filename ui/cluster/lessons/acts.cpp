// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/lessons/acts.h"

#include "ui/cluster/lessons/expectations.h"
#include "ui/cluster/lessons/lesson_cluster.h"

#include <memory>

namespace zs::ui {

const char* nameOf(ClientRequest::Operation operation)
{
    using Operation = ClientRequest::Operation;
    switch (operation) {
    case Operation::create: return "create";
    case Operation::setData: return "setData";
    case Operation::getData: return "getData";
    case Operation::remove: return "delete";
    case Operation::setAcl: return "setACL";
    case Operation::getAcl: return "getACL";
    case Operation::addAuth: break;
    }
    return "addAuth";
}

namespace act {
namespace {

constexpr auto longSession = std::chrono::minutes(10);

std::set<ServerId> setOf(const Ids& ids)
{
    std::set<ServerId> set;
    for (const int id : ids)
        set.insert(ServerId(id));
    return set;
}

Finder answerTo(const std::string& client, const std::string& path, const char* operation)
{
    return [=](const Evidence& seen) -> std::optional<Instant> {
        const ClientAnswer* found = seen.findAnswer([&](const ClientAnswer& answer) {
            return answer.what == ClientAnswer::What::answer && answer.client == client
                && answer.operation == operation && answer.path == path;
        });
        return found ? std::optional(found->at) : std::nullopt;
    };
}

/// Waits until the change is in force.
Act changeLinks(std::function<void(LessonCluster&)> change)
{
    auto before = std::make_shared<std::size_t>(0);
    return {[=](LessonCluster& cluster, const Evidence& seen) {
                *before = seen.linkChanges();
                change(cluster);
            },
        [=](const Evidence& seen) {
            return seen.linkChanges() > *before ? std::optional(seen.stepBegan()) : std::nullopt;
        }};
}

Act ask(ClientRequest request, bool waits)
{
    Finder until;
    if (waits)
        until = answerTo(request.client, request.path, nameOf(request.operation));
    return {[request](LessonCluster& cluster, const Evidence&) { cluster.ask(request); },
        std::move(until)};
}

Act open(
    const std::string& client, int server, std::chrono::milliseconds timeout, bool readOnlyToo)
{
    return {[=](LessonCluster& cluster, const Evidence&) {
                cluster.openSession(client, ServerId(server), timeout, readOnlyToo);
            },
        [=](const Evidence& seen) -> std::optional<Instant> {
            const ClientAnswer* found = seen.findAnswer([&](const ClientAnswer& answer) {
                return answer.what == ClientAnswer::What::connected && answer.client == client;
            });
            return found ? std::optional(found->at) : std::nullopt;
        }};
}

} // namespace

Act start(int server)
{
    return {[=](LessonCluster& cluster, const Evidence&) { cluster.start(ServerId(server)); }, {}};
}

Act stop(int server)
{
    return {[=](LessonCluster& cluster, const Evidence&) { cluster.stop(ServerId(server)); }, {}};
}

Act kill(int server)
{
    return {[=](LessonCluster& cluster, const Evidence&) { cluster.kill(ServerId(server)); }, {}};
}

Act cut(const Ids& some, const Ids& others)
{
    return changeLinks(
        [=](LessonCluster& cluster) { cluster.cut(setOf(some), setOf(others)); });
}

Act heal()
{
    return changeLinks([](LessonCluster& cluster) { cluster.heal(); });
}

Act delay(int one, int other, std::chrono::milliseconds time)
{
    return changeLinks([=](LessonCluster& cluster) {
        cluster.delay(ServerId(one), ServerId(other), time);
    });
}

Act waitFor(Finder until)
{
    return {[](LessonCluster&, const Evidence&) {}, std::move(until)};
}

Act waitUntilTogether(const Ids& servers, int leader)
{
    return waitFor([=](const Evidence& seen) -> std::optional<Instant> {
        std::optional<Instant> last;
        for (const int server : servers) {
            const auto at = seen.serves(ServerId(server), ServerId(leader));
            if (!at)
                return std::nullopt;
            last = std::max(last.value_or(*at), *at);
        }
        return last;
    });
}

std::vector<Act> startInTurn(const Ids& servers, int leader)
{
    std::vector<Act> acts;
    Ids up;
    for (const int server : servers) {
        up.push_back(server);
        acts.push_back(start(server));
        if (server >= leader)
            acts.push_back(waitUntilTogether(up, leader));
        else
            acts.push_back(waitFor(expect::isHeard(server, up)));
    }
    return acts;
}

Act openSession(const std::string& client, int server)
{
    return openSession(client, server, longSession);
}

Act openSession(const std::string& client, int server, std::chrono::milliseconds timeout)
{
    return open(client, server, timeout, false);
}

Act openReadOnlySession(const std::string& client, int server)
{
    return open(client, server, longSession, true);
}

Act moveSession(const std::string& client, int server)
{
    // It may have been connected before, and hears only later that this ended.
    auto before = std::make_shared<std::size_t>(0);
    return {[=](LessonCluster& cluster, const Evidence& seen) {
                *before = seen.connections(client);
                cluster.moveSession(client, ServerId(server));
            },
        [=](const Evidence& seen) {
            return seen.connections(client) > *before ? seen.connectedSince(client)
                                                      : std::nullopt;
        }};
}

Act waitUntilConnected(const std::string& client)
{
    return waitFor([=](const Evidence& seen) { return seen.connectedSince(client); });
}

Act create(const std::string& client, const std::string& path, const std::string& data)
{
    return ask({.client = client, .operation = ClientRequest::Operation::create, .path = path,
                   .data = data},
        true);
}

Act create(const std::string& client, const std::string& path, CreateMode mode)
{
    return ask({.client = client, .operation = ClientRequest::Operation::create, .path = path,
                   .mode = mode},
        true);
}

Act remove(const std::string& client, const std::string& path)
{
    return ask({.client = client, .operation = ClientRequest::Operation::remove, .path = path},
        true);
}

Act addAuth(const std::string& client, const std::string& scheme, const std::string& secret)
{
    return ask({.client = client, .operation = ClientRequest::Operation::addAuth, .path = scheme,
                   .data = secret},
        true);
}

Act setAcl(const std::string& client, const std::string& path, std::vector<Acl> acl)
{
    return ask({.client = client, .operation = ClientRequest::Operation::setAcl, .path = path,
                   .acl = std::move(acl)},
        true);
}

Act readAcl(const std::string& client, const std::string& path)
{
    return ask({.client = client, .operation = ClientRequest::Operation::getAcl, .path = path},
        true);
}

Act createMany(
    const std::string& client, const std::string& prefix, int count, const std::string& data)
{
    // Requests of one session are answered in their order.
    return {[=](LessonCluster& cluster, const Evidence&) {
                for (int number = 1; number <= count; ++number)
                    cluster.ask({.client = client, .operation = ClientRequest::Operation::create,
                        .path = prefix + std::to_string(number), .data = data});
            },
        answerTo(client, prefix + std::to_string(count), "create")};
}

Act tryCreate(const std::string& client, const std::string& path)
{
    return ask({.client = client, .operation = ClientRequest::Operation::create, .path = path},
        false);
}

Act write(const std::string& client, const std::string& path, const std::string& data)
{
    return ask({.client = client, .operation = ClientRequest::Operation::setData, .path = path,
                   .data = data},
        true);
}

Act read(const std::string& client, const std::string& path, bool watch)
{
    return ask({.client = client, .operation = ClientRequest::Operation::getData, .path = path,
                   .watch = watch},
        true);
}

Act killClient(const std::string& client)
{
    return {[=](LessonCluster& cluster, const Evidence&) { cluster.killClient(client); }, {}};
}

std::vector<Act> all(std::initializer_list<std::vector<Act>> parts)
{
    std::vector<Act> acts;
    for (const std::vector<Act>& part : parts)
        acts.insert(acts.end(), part.begin(), part.end());
    return acts;
}

} // namespace act
} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "clientlib/protocol/acl.h"
#include "clientlib/protocol/node_records.h"
#include "ui/cluster/lessons/lesson.h"

#include <chrono>
#include <initializer_list>
#include <string>
#include <vector>

/// What lessons do to their clusters. Pure but for the LessonCluster that performs it.
namespace zs::ui::act {

using Ids = std::vector<int>;

[[nodiscard]] Act start(int server);
[[nodiscard]] Act stop(int server);
[[nodiscard]] Act kill(int server);
[[nodiscard]] Act cut(const Ids& some, const Ids& others);
[[nodiscard]] Act heal();
[[nodiscard]] Act delay(int one, int other, std::chrono::milliseconds time);
/// Does nothing until this is seen.
[[nodiscard]] Act waitFor(Finder until);
/// All of these serve under this leader.
[[nodiscard]] Act waitUntilTogether(const Ids& servers, int leader);
/// Starts them one after the other, each once the one before is heard; `leader` is who must win.
[[nodiscard]] std::vector<Act> startInTurn(const Ids& servers, int leader);
/// A session that outlasts any pause of the reader; waits until it is open.
[[nodiscard]] Act openSession(const std::string& client, int server);
[[nodiscard]] Act openSession(
    const std::string& client, int server, std::chrono::milliseconds timeout);
/// A session that is content with a server that serves reads alone.
[[nodiscard]] Act openReadOnlySession(const std::string& client, int server);
/// The session goes through another server from now on; waits until it does.
[[nodiscard]] Act moveSession(const std::string& client, int server);
/// After its server dropped it: until it is back.
[[nodiscard]] Act waitUntilConnected(const std::string& client);
/// Creates a node and waits for the answer.
[[nodiscard]] Act create(
    const std::string& client, const std::string& path, const std::string& data = "x");
[[nodiscard]] Act create(
    const std::string& client, const std::string& path, CreateMode mode);
[[nodiscard]] Act remove(const std::string& client, const std::string& path);
[[nodiscard]] Act addAuth(
    const std::string& client, const std::string& scheme, const std::string& secret);
[[nodiscard]] Act setAcl(
    const std::string& client, const std::string& path, std::vector<Acl> acl);
[[nodiscard]] Act readAcl(const std::string& client, const std::string& path);
/// Creates PREFIX1, PREFIX2 … and waits for all answers.
[[nodiscard]] Act createMany(const std::string& client, const std::string& prefix, int count,
    const std::string& data = "x");
/// Does not wait: nobody may ever answer.
[[nodiscard]] Act tryCreate(const std::string& client, const std::string& path);
[[nodiscard]] Act write(
    const std::string& client, const std::string& path, const std::string& data);
[[nodiscard]] Act read(const std::string& client, const std::string& path, bool watch = false);
[[nodiscard]] Act killClient(const std::string& client);

/// All acts of several lists.
[[nodiscard]] std::vector<Act> all(std::initializer_list<std::vector<Act>> parts);

} // namespace zs::ui::act

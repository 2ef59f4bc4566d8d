// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/example_data.h"

#include <array>

namespace zs::app {
namespace {

struct Node {
    const char* path;
    const char* data;
};

/// Parents before children. A service's configuration, its instances, and a queue.
constexpr std::array exampleNodes{
    Node{"/config", ""},
    Node{"/config/payments",
        "{\n  \"currency\": \"EUR\",\n  \"retries\": 3,\n  \"timeoutMs\": 1500\n}\n"},
    Node{"/config/features", "new-checkout=true\nbeta-search=false\n"},
    Node{"/services", ""},
    Node{"/services/payments", ""},
    Node{"/services/payments/instance-1", "{\"host\": \"10.0.0.11\", \"port\": 8080}"},
    Node{"/services/payments/instance-2", "{\"host\": \"10.0.0.12\", \"port\": 8080}"},
    Node{"/services/search", ""},
    Node{"/services/search/instance-1", "{\"host\": \"10.0.0.21\", \"port\": 9200}"},
    Node{"/queue", ""},
    Node{"/queue/job-0000000001", "resize image 1831"},
    Node{"/queue/job-0000000002", "send mail 77"},
};

std::optional<Bytes> bytesOf(const char* text)
{
    return toBytes(text);
}

} // namespace

ExampleData::ExampleData(const QString& servers)
{
    auto parsed = ConnectString::parse(servers.toStdString());
    if (!parsed)
        return;
    ClientOptions options;
    options.servers = std::move(*parsed);
    m_client = Client::connectTo(std::move(options));
    // Later: the last answer, in whose turn this comes, is the client's own.
    QCoro::connect(fill(m_client.get()), &m_context, [this] { m_client.release()->deleteLater(); });
}

ExampleData::~ExampleData() = default;

QCoro::Task<> ExampleData::fill(Client* client)
{
    const Path root("/");
    const Result<ChildrenResponse> there = co_await client->children(root);
    if (!there || there->names.size() > 1)
        co_return;
    for (const Node& node : exampleNodes) {
        const Path path(node.path);
        std::optional<Bytes> data = bytesOf(node.data);
        const Result<CreatedResponse> created
            = co_await client->create(path, std::move(data));
        if (!created)
            co_return;
    }
}

} // namespace zs::app

// SPDX-License-Identifier: Apache-2.0
// Our client behind a line that fails in every way, before a real server: ours, and Apache's.
#include "clientlib/client.h"
#include "tests/support/apache_server.h"
#include "tests/support/await.h"
#include "tests/support/fault_proxy.h"

#include <gmock/gmock.h>

#include <set>

namespace zs::test {
namespace {

    using namespace std::chrono_literals;

    constexpr int faultyConnections = 3;
    constexpr int callsOfAClient = 150;

    FaultPlan randomPlan(std::mt19937& random)
    {
        const auto upTo = [&random](int most) { return int(random() % unsigned(most + 1)); };
        FaultPlan plan;
        plan.fault = static_cast<Fault>(1 + upTo(int(Fault::truncated) - 1));
        plan.direction = upTo(2) == 0 ? Direction::toServer : Direction::toClient;
        plan.afterBytes = std::size_t(upTo(1500));
        plan.delay = std::chrono::milliseconds(upTo(3) == 0 ? upTo(20) : 0);
        plan.pieceBytes = upTo(2) == 0 ? std::size_t(1 + upTo(30)) : 0;
        return plan;
    }

    /// A client behind its own faulty line, and what became of its calls. All of it comes from the
    /// seed, but for what the server and the kernel make of it.
    class Victim {
    public:
        Victim(std::uint16_t serverPort, unsigned seed)
            : m_random(seed)
            , m_base("/seed-" + std::to_string(seed))
            , m_proxy(serverPort, [this](int number) {
                return number < faultyConnections ? randomPlan(m_random) : FaultPlan();
            })
        {
            ClientOptions options;
            options.servers = *ConnectString::parse(m_proxy.address());
            options.sessionTimeout = 3s;
            options.connectTimeout = 1s;
            m_client = Client::connectTo(std::move(options));
            QObject::connect(m_client.get(), &Client::watchFired, m_client.get(),
                [this](const WatchEvent&) { ++m_events; });
        }

        void callAll()
        {
            for (int i = 0; i < callsOfAClient; ++i)
                (void)call(i);
        }
        [[nodiscard]] bool allAnswered() const { return int(m_answers.size()) == m_asked; }
        [[nodiscard]] const FaultProxy& proxy() const { return m_proxy; }
        Client& client() { return *m_client; }
        void destroyClient() { m_client.reset(); }
        [[nodiscard]] const std::multimap<int, Errc>& answers() const { return m_answers; }
        [[nodiscard]] const std::set<std::string>& acknowledged() const { return m_created; }
        [[nodiscard]] Path base() const { return Path(m_base); }

    private:
        QCoro::Task<> call(int number)
        {
            ++m_asked;
            const Path path(m_base + '/' + std::to_string(number / 3));
            Errc code = Errc::ok;
            if (number == 0)
                code = codeOf(co_await m_client->create(Path(m_base), toBytes("base")));
            else if (number % 3 == 0)
                code = codeOf(co_await m_client->create(path, toBytes("node")));
            else if (number % 3 == 1)
                code = codeOf(co_await m_client->getData(path, Watch::yes));
            else
                code = codeOf(co_await m_client->children(Path(m_base)));
            if (code == Errc::ok && number % 3 == 0 && number != 0)
                m_created.insert(std::to_string(number / 3));
            m_answers.emplace(number, code);
        }
        template <class T>
        static Errc codeOf(const Result<T>& result)
        {
            return result ? Errc::ok : result.error().code;
        }

        std::mt19937 m_random;
        const std::string m_base;
        std::set<std::string> m_created;
        std::multimap<int, Errc> m_answers;
        int m_asked = 0;
        int m_events = 0;
        FaultProxy m_proxy;
        std::unique_ptr<Client> m_client;
    };

    void expectEveryCallAnsweredOnce(const Victim& victim)
    {
        const std::set<Errc> honest{Errc::ok, Errc::noNode, Errc::nodeExists, Errc::connectionLoss,
            Errc::unreachable, Errc::sessionExpired, Errc::marshalling,
            Errc::protocol}; // A frame whose record is spoilt.
        for (int i = 0; i < callsOfAClient; ++i) {
            ASSERT_EQ(victim.answers().count(i), 1u) << "call " << i;
            const Errc code = victim.answers().find(i)->second;
            // A spoilt frame may bear any code of a server, also one that does not exist.
            const bool spoilt = code < Errc::ok && errcName(code) == "Unknown";
            EXPECT_TRUE(spoilt || honest.contains(code)) << "call " << i << ": " << errcName(code);
        }
    }

    /// A spoilt frame told of a change far ahead. The client goes back behind nothing that it saw,
    /// so no server will do from then on, and it says that only a new session helps.
    bool sawWhatNeverWas(const Client& client)
    {
        constexpr int changesOfThisTest = 1'000'000;
        return client.lastZxid() > Zxid(changesOfThisTest)
            && client.status().fault == ConnectionFault::lostData;
    }

    class ClientBehindFaults : public testing::TestWithParam<const char*> {
    protected:
        void SetUp() override
        {
            ApacheServer::Options options;
            if (GetParam() == std::string("Ours"))
                options.program = qEnvironmentVariable("ZS_BIN") + "/zooscope-server";
            server = std::make_unique<ApacheServer>(options);
            ASSERT_TRUE(server->start());
        }
        std::unique_ptr<ApacheServer> server;
    };

    TEST_P(ClientBehindFaults, EveryCallIsAnsweredOnceAndTheClientRecovers)
    {
        const unsigned seeds = GetParam() == std::string("Ours") ? 40 : 12;
        std::vector<std::unique_ptr<Victim>> victims; // All at once: most of the time is waiting.
        for (unsigned seed = 1; seed <= seeds; ++seed)
            victims.push_back(std::make_unique<Victim>(server->port(), seed));
        for (const auto& victim : victims)
            victim->callAll();
        int faults = 0;
        for (unsigned seed = 1; seed <= seeds; ++seed) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            Victim& victim = *victims[seed - 1];
            ASSERT_TRUE(spinUntil([&] { return victim.allAnswered(); }, 60s));
            expectEveryCallAnsweredOnce(victim);
            // The line is sound again once its faulty connections are used up: so is the client.
            // Each attempt is answered, so this ends by itself.
            Result<ChildrenResponse> listed = await(victim.client().children(Path()), 60s);
            for (int attempts = 0; !listed && attempts < 100; ++attempts) {
                ASSERT_NE(listed.error().code, Errc::cancelled) << listed.error().detail;
                if (isFinal(victim.client().status().state))
                    break; // Expired, since the line was down for long: said so, and for good.
                if (sawWhatNeverWas(victim.client()))
                    break;
                listed = await(victim.client().children(Path()), 60s);
            }
            EXPECT_TRUE(listed || victim.client().status().state == SessionState::expired
                || sawWhatNeverWas(victim.client()))
                << listed.error().detail;
            faults += victim.proxy().faultCount();
        }
        // On a busy machine calls fail by time before a line has carried enough for its fault.
        EXPECT_GE(faults, int(seeds) / 3) << "the proxy did too little to prove anything";

        ClientOptions options;
        options.servers = *ConnectString::parse(server->address());
        const auto reader = Client::connectTo(std::move(options));
        for (const auto& victim : victims) {
            if (victim->acknowledged().empty())
                continue;
            const auto listed = await(reader->children(victim->base()));
            ASSERT_TRUE(listed) << listed.error().detail;
            const std::set<std::string> names(listed->names.begin(), listed->names.end());
            for (const std::string& name : victim->acknowledged())
                EXPECT_TRUE(names.contains(name)) << victim->base().text() << " lost " << name;
        }
    }

    TEST_P(ClientBehindFaults, WhatIsPendingWhenTheClientGoesIsCancelledOnce)
    {
        for (const Fault fault : {Fault::stall, Fault::reset, Fault::garbage, Fault::wrongXid}) {
            const auto planOf = [fault](int) {
                FaultPlan plan;
                plan.fault = fault;
                plan.afterBytes = 300;
                return plan;
            };
            FaultProxy proxy(server->port(), planOf);
            ClientOptions options;
            options.servers = *ConnectString::parse(proxy.address());
            auto client = Client::connectTo(std::move(options));
            std::vector<Outcome<Result<ChildrenResponse>>> calls;
            for (int i = 0; i < 200; ++i)
                calls.push_back(track(client->children(Path())));
            ASSERT_TRUE(spinUntil([&] { return proxy.faultCount() > 0; }));
            client.reset();
            for (const auto& call : calls) {
                ASSERT_TRUE(call->has_value()) << "a call was forgotten";
                const Errc code = **call ? Errc::ok : (**call).error().code;
                EXPECT_THAT(code,
                    testing::AnyOf(Errc::ok, Errc::cancelled, Errc::connectionLoss));
            }
        }
    }

    INSTANTIATE_TEST_SUITE_P(Servers, ClientBehindFaults, testing::Values("Apache", "Ours"),
        [](const auto& server) { return std::string(server.param); });

} // namespace
} // namespace zs::test

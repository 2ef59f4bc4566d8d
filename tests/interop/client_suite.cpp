// SPDX-License-Identifier: Apache-2.0
#include "tests/interop/client_suite.h"

#include <QFileInfo>

#include <fstream>

namespace zs::test {

namespace {

    std::set<std::string> readList()
    {
        std::ifstream file(ZS_NOT_YET_ON_OURS);
        std::set<std::string> cases;
        for (std::string line; std::getline(file, line);) {
            line = line.substr(0, line.find('#'));
            line.erase(line.find_last_not_of(" \t") + 1);
            if (!line.empty())
                cases.insert(line);
        }
        return cases;
    }

    const std::set<std::string>& list()
    {
        static const std::set<std::string> cases = readList();
        return cases;
    }

    /// "Servers/Suite" as "Suite".
    std::string plain(const std::string& name)
    {
        const std::size_t slash = name.find('/');
        return slash == std::string::npos ? name : name.substr(slash + 1);
    }

    /// Fails when the list names a case that a suite of this program does not have.
    class ListCheck : public testing::Environment {
        void TearDown() override
        {
            const testing::UnitTest& all = *testing::UnitTest::GetInstance();
            std::set<std::string> suites;
            std::set<std::string> cases;
            for (int i = 0; i < all.total_test_suite_count(); ++i) {
                const testing::TestSuite& suite = *all.GetTestSuite(i);
                const std::string suiteName = plain(suite.name());
                suites.insert(suiteName);
                for (int j = 0; j < suite.total_test_count(); ++j) {
                    const std::string name = suite.GetTestInfo(j)->name();
                    cases.insert(suiteName + '.' + name.substr(0, name.find('/')));
                }
            }
            for (const std::string& listed : list()) {
                const bool here = suites.contains(listed.substr(0, listed.find('.')));
                if (here && !cases.contains(listed))
                    ADD_FAILURE() << "not_yet_on_ours.txt names " << listed
                                  << ", which is no case any more";
            }
        }
    };
    const testing::Environment* const listCheck
        = testing::AddGlobalTestEnvironment(new ListCheck); // GoogleTest owns it.

} // namespace

std::string nameOf(const testing::TestParamInfo<Kind>& kind)
{
    return kind.param == Kind::apache ? "Apache" : "Ours";
}

QString programOf(Kind kind)
{
    if (kind == Kind::apache)
        return {};
    const QString program = qEnvironmentVariable("ZS_BIN") + "/zooscope-server";
    if (!QFileInfo::exists(program))
        qFatal("ZS_BIN must name the folder of zooscope-server");
    return program;
}

std::string SuiteCase::caseName()
{
    const testing::TestInfo& info = *testing::UnitTest::GetInstance()->current_test_info();
    const std::string name = info.name();
    return plain(info.test_suite_name()) + '.' + name.substr(0, name.find('/'));
}

Path SuiteCase::node(const std::string& name)
{
    const std::string own = caseName();
    return Path('/' + own.substr(own.find('.') + 1) + (name.empty() ? "" : '/' + name));
}

void SuiteCase::SetUp()
{
    using Reporter = testing::ScopedFakeTestPartResultReporter;
    if (GetParam() == Kind::ours && list().contains(caseName()))
        m_reporter = std::make_unique<Reporter>(
            Reporter::INTERCEPT_ONLY_CURRENT_THREAD, &m_intercepted);
}

void SuiteCase::TearDown()
{
    if (!m_reporter)
        return;
    m_reporter.reset();
    bool failed = false;
    for (int i = 0; i < m_intercepted.size(); ++i)
        failed = failed || m_intercepted.GetTestPartResult(i).failed();
    if (!failed)
        ADD_FAILURE() << "our server can do this now: take " << caseName()
                      << " out of tests/clientlib/not_yet_on_ours.txt";
}

std::unique_ptr<Client> connectTo(
    const std::string& address, std::chrono::milliseconds sessionTimeout)
{
    ClientOptions options;
    options.servers = *ConnectString::parse(address);
    options.sessionTimeout = sessionTimeout;
    return Client::connectTo(std::move(options));
}

WatchLog::WatchLog(Client& client)
{
    QObject::connect(&client, &Client::watchFired, &client,
        [this](const WatchEvent& event) { seen.emplace_back(event.type, event.path); });
}

} // namespace zs::test

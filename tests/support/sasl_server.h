// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/apache_server.h"

#include <QFile>

#include <memory>

namespace zs::test {

/// An Apache ZooKeeper that knows users by SASL (DIGEST-MD5), from a JAAS file of its own: bob with
/// the password "secret", ann, jürgen and 小明 with others. Not started yet.
class SaslServer {
public:
    explicit SaslServer(QStringList javaOptions = {})
    {
        const QString path = m_directory.filePath(QStringLiteral("jaas.conf"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write jaas.conf");
        file.write("Server {\n"
                   "  org.apache.zookeeper.server.auth.DigestLoginModule required\n"
                   "  user_bob=\"secret\"\n"
                   "  user_ann=\"s,e\\\"c\\\\r:et\"\n"
                   "  user_j\xc3\xbcrgen=\"gr\xc3\xbc\xc3\x9f\"\n"
                   "  user_\xe5\xb0\x8f\xe6\x98\x8e=\"\xe5\xaf\x86\xe7\xa0\x81\";\n"
                   "};\n");
        file.close();
        ApacheServer::Options options;
        options.tickTimeMs = 2000; // Sessions of up to 40 s: longer than a busy machine waits.
        options.configLines << QStringLiteral(
            "authProvider.1=org.apache.zookeeper.server.auth.SASLAuthenticationProvider");
        options.javaOptions = javaOptions;
        // Java reads the file in the encoding of the system, which may be ASCII.
        options.javaOptions << QStringLiteral("-Xmx128m") << QStringLiteral("-Dfile.encoding=UTF-8")
                            << "-Djava.security.auth.login.config=" + path;
        m_server = std::make_unique<ApacheServer>(options);
    }
    [[nodiscard]] ApacheServer& server() const { return *m_server; }
    /// For those who own servers of several kinds; this object keeps its JAAS file.
    [[nodiscard]] std::unique_ptr<ApacheServer> take() { return std::move(m_server); }

private:
    QTemporaryDir m_directory;
    std::unique_ptr<ApacheServer> m_server;
};

} // namespace zs::test

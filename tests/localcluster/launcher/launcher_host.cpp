// SPDX-License-Identifier: Apache-2.0
// A program that owns a local server: launcher_host FOLDER. Prints "ready PID PORT" or
// "failed: REASON", then runs until it is killed.
#include "localcluster/launcher/local_server.h"

#include <QCoreApplication>

#include <iostream>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    zs::launcher::LocalServerOptions options;
    options.program = ZS_SERVER_PATH;
    options.sampleConfig = ZS_SAMPLE_CONFIG;
    options.folder = application.arguments().at(1);
    zs::launcher::LocalServer server(options);
    QObject::connect(&server, &zs::launcher::LocalServer::ready, [&](quint16 port) {
        std::cout << "ready " << server.processId() << ' ' << port << std::endl;
    });
    QObject::connect(&server, &zs::launcher::LocalServer::failed, [](const QString& reason) {
        std::cout << "failed: " << reason.toStdString() << std::endl;
    });
    server.start();
    return application.exec();
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/stall_listener.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <cstdio>

/// The main of every test that needs widgets: one QApplication for all tests of the program, on
/// the offscreen platform unless the caller chose one. Settings and data are kept away from the
/// user's, and from those of the tests that run at the same moment. How long the GUI thread is
/// held is measured in all of them.
int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir home; // QStandardPaths' test mode has one folder for all processes.
    if (!home.isValid()) {
        std::fprintf(stderr, "no folder for the test's files: %s\n",
            qUtf8Printable(home.errorString()));
        return 1;
    }
    for (const char* place : {"XDG_DATA_HOME", "XDG_CONFIG_HOME"})
        qputenv(place, home.filePath(QString::fromLatin1(place)).toLocal8Bit());
    zs::test::GuiHeartbeat application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("zooscope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("zooscope-test"));
    testing::UnitTest::GetInstance()->listeners().Append(new zs::test::StallListener(
        application, zs::test::StallLimit::fromEnvironment()));
    return RUN_ALL_TESTS();
}

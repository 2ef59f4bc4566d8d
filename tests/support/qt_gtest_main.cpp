// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

/// The main of every test that needs widgets: one QApplication for all tests of the program, on
/// the offscreen platform unless the caller chose one, with settings kept away from the user's.
int main(int argc, char** argv)
{
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("zooscope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("zooscope-test"));
    return RUN_ALL_TESTS();
}

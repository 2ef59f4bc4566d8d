// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>

#include <gmock/gmock.h>

/// `main` of test programs that need an event loop but no window.
int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}

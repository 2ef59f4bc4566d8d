// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/await.h"
#include "tests/support/installed_theme.h"
#include "ui/node/image_view.h"

#include <QBuffer>
#include <QThreadPool>

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using test::spinUntil;
using testing::HasSubstr;

class Pictures : public testing::Test {
protected:
    static Bytes png(QSize size, QRgb colour)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(colour);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        EXPECT_TRUE(image.save(&buffer, "PNG"));
        return {bytes.begin(), bytes.end()};
    }
    /// Everything that decodes is done; what it found waits for the event loop.
    static void decodeAll() { QThreadPool::globalInstance()->waitForDone(); }

    Theme& m_theme = test::installedTheme(); // Before the first widget.
    const Bytes m_large = png({2000, 2000}, 0xff102030);
    const Bytes m_small = png({3, 2}, 0xff23a35a);
};

TEST_F(Pictures, AreDecodedInAnotherThread)
{
    ImageView view;
    view.setData(m_large);
    EXPECT_TRUE(view.isReading());
    decodeAll(); // Without an event loop in this thread.
    EXPECT_TRUE(view.image().isNull());
    ASSERT_TRUE(spinUntil([&] { return !view.isReading(); }));
    EXPECT_EQ(view.image().size(), QSize(2000, 2000));
    EXPECT_EQ(view.image().pixel(5, 5), 0xff102030);
    EXPECT_THAT(view.caption().toStdString(), HasSubstr("2000"));
    EXPECT_EQ(view.accessibleName(), view.caption());
}

TEST_F(Pictures, OfANodeThatIsShownNoMoreAreDropped)
{
    ImageView view;
    view.setData(m_large);
    decodeAll(); // It comes to a view that wants another one by now.
    view.setData(m_small);
    ASSERT_TRUE(spinUntil([&] { return !view.isReading(); }));
    EXPECT_EQ(view.image().size(), QSize(3, 2));

    view.setData(m_large);
    decodeAll();
    view.setData({});
    EXPECT_FALSE(view.isReading());
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    EXPECT_TRUE(view.image().isNull());
    EXPECT_TRUE(view.caption().isEmpty());
}

TEST_F(Pictures, MayOutliveTheirView)
{
    {
        ImageView view;
        view.setData(m_large);
    }
    decodeAll();
    QCoreApplication::processEvents();
}

TEST_F(Pictures, ThatAreDamagedAreToldOf)
{
    Bytes cut = m_small;
    cut.resize(40);
    ImageView view;
    view.setData(cut);
    ASSERT_TRUE(spinUntil([&] { return !view.isReading(); }));
    EXPECT_TRUE(view.image().isNull());
    EXPECT_THAT(view.caption().toStdString(), HasSubstr("damaged or cut short"));
}

} // namespace
} // namespace zs::ui

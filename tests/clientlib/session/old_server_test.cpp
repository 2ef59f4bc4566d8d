// SPDX-License-Identifier: Apache-2.0
// The session on an old server: operations that it may not know, and before 3.6 persistent watches
// that it keeps itself.
#include "tests/clientlib/session/session_rig.h"

#include <gmock/gmock.h>

namespace zs::session {
namespace {

    using testing::ElementsAre;
    using testing::HasSubstr;
    using testing::IsEmpty;

    ReplyHeader reply(std::int32_t xid, Errc err = Errc::ok)
    {
        return ReplyHeader{xid, Zxid(100), err};
    }
    ReplyHeader refusal(std::int32_t xid)
    {
        return ReplyHeader{xid, Zxid(-1), Errc::unimplemented};
    }

    /// A session on a server that is known not to know addWatch.
    class OnOldServer : public testing::Test {
    protected:
        void SetUp() override
        {
            stat.czxid = stat.mzxid = Zxid(9);
            rig.take(rig.machine.start(at(0s)));
            rig.establish(at(0s));
            first = rig.ask(at(1s), OpCode::addWatch, WatchUse::addPersistent, "/p");
            rig.takeSent();
            rig.receive(at(1s), refusal(1));
            EXPECT_EQ(rig.drops, 1);
            rig.establish(at(2s)); // The server takes the session again.
        }
        void TearDown() override { EXPECT_EQ(rig.doubleAnswers, 0); }
        void answerBoth(std::int32_t xid)
        {
            rig.receive(at(2s), reply(xid), StatResponse{stat});
            ChildrenResponse list;
            list.stat = stat;
            rig.receive(at(2s), reply(xid + 1), list);
        }
        void hear(EventType type, const std::string& path)
        {
            const ReplyHeader header{xid::notification, Zxid(-1), Errc::ok};
            rig.receive(at(3s), header, WatcherEvent{type, 3, Path(path)});
        }

        SessionRig rig;
        RequestId first = 0;
        Stat stat;
    };

    TEST_F(OnOldServer, RefusedAddWatchIsAnsweredByOneShotWatchesOfTheNextConnection)
    {
        EXPECT_THAT(rig.completed, IsEmpty()); // Nobody was told unimplemented.
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{2, OpCode::exists}, RequestHeader{3, OpCode::getChildren2}));
        answerBoth(2);
        EXPECT_EQ(rig.completed.at(first), Errc::ok);
        EXPECT_TRUE(rig.machine.emulatesWatches());
        EXPECT_TRUE(rig.machine.watches().contains(WatchList::persistent, Path("/p")));
    }

    TEST_F(OnOldServer, NewWatchIsAskedForBeforeTheEventIsTold)
    {
        answerBoth(2);
        rig.takeSent();
        Bytes frame;
        jute::appendFrame(frame, ReplyHeader{xid::notification, Zxid(-1), Errc::ok},
            WatcherEvent{EventType::nodeDataChanged, 3, Path("/p")});
        const Effects effects = rig.machine.received(frame, at(3s));
        ASSERT_EQ(effects.size(), 2u);
        EXPECT_TRUE(std::holds_alternative<Send>(effects[0]));
        ASSERT_TRUE(std::holds_alternative<Fired>(effects[1]));
        EXPECT_EQ(std::get<Fired>(effects[1]).path, Path("/p"));
    }

    TEST_F(OnOldServer, FurtherWatchesNeedNoBrokenConnection)
    {
        answerBoth(2);
        rig.takeSent();
        const RequestId second
            = rig.ask(at(3s), OpCode::addWatch, WatchUse::addRecursive, "/tree");
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{4, OpCode::exists}, RequestHeader{5, OpCode::getChildren2}));
        answerBoth(4);
        EXPECT_EQ(rig.completed.at(second), Errc::ok);
        EXPECT_EQ(rig.drops, 1);
    }

    TEST_F(OnOldServer, RemovedWatchIsNeverAskedOfTheServer)
    {
        answerBoth(2);
        rig.takeSent();
        const auto check = [this](WatcherType type) {
            return rig.completed[rig.ask(
                at(3s), OpCode::checkWatches, WatchUse::check, "/p", type)];
        };
        EXPECT_EQ(check(WatcherType::any), Errc::ok);
        EXPECT_EQ(check(WatcherType::persistent), Errc::ok);
        EXPECT_EQ(check(WatcherType::data), Errc::noWatcher);
        const RequestId gone = rig.ask(at(3s), OpCode::removeWatches, WatchUse::remove, "/p");
        EXPECT_EQ(rig.completed.at(gone), Errc::ok);
        EXPECT_THAT(rig.takeSent(), IsEmpty());
        hear(EventType::nodeDataChanged, "/p");
        EXPECT_THAT(rig.fired, IsEmpty());
        EXPECT_THAT(rig.takeSent(), IsEmpty());
    }

    TEST_F(OnOldServer, WatchThatCannotBeKeptIsToldAndForgotten)
    {
        answerBoth(2);
        rig.takeSent();
        hear(EventType::nodeChildrenChanged, "/p");
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{4, OpCode::getChildren2}));
        rig.receive(at(3s), reply(4, Errc::noAuth));
        ASSERT_EQ(rig.ended.size(), 1u);
        EXPECT_EQ(rig.ended[0].path, Path("/p"));
        EXPECT_EQ(rig.ended[0].err, Errc::noAuth);
        EXPECT_THAT(rig.ended[0].why, HasSubstr("NoAuth"));
        EXPECT_TRUE(rig.machine.watches().empty());
    }

    TEST_F(OnOldServer, UnreadableAnswerToItsOwnQuestionBreaksTheConnection)
    {
        rig.receive(at(2s), reply(2)); // exists without a Stat.
        EXPECT_EQ(rig.drops, 2);
        EXPECT_EQ(rig.completed.at(first), Errc::connectionLoss);
    }

    TEST_F(OnOldServer, EndOfTheSessionAnswersWhoWaitsForAWatch)
    {
        rig.take(rig.machine.close(++rig.lastId, at(3s)));
        rig.receive(at(3s), reply(2), StatResponse{stat});
        ChildrenResponse list;
        rig.receive(at(3s), reply(3), list);
        rig.receive(at(3s), reply(4));
        EXPECT_EQ(rig.completed.at(first), Errc::ok);
        EXPECT_EQ(rig.completed.at(rig.lastId), Errc::ok);
    }

    TEST_F(OnOldServer, StoppedWaiterIsNotAnswered)
    {
        rig.machine.cancel(first);
        answerBoth(2);
        EXPECT_THAT(rig.completed, IsEmpty());
        EXPECT_TRUE(rig.machine.watches().contains(WatchList::persistent, Path("/p")));
    }

    TEST_F(OnOldServer, OwnQuestionsThatBreakOffAreNobodysAnswers)
    {
        answerBoth(2);
        const RequestId pending = rig.ask(at(3s));
        hear(EventType::nodeDataChanged, "/p");
        rig.take(rig.machine.connectionEnded(cut("cut"), at(4s)));
        EXPECT_THAT(rig.completed,
            ElementsAre(std::pair<const RequestId, Errc>(first, Errc::ok),
                std::pair<const RequestId, Errc>(pending, Errc::connectionLoss)));
        rig.establish(at(5s));
        rig.takeSent();
        EXPECT_TRUE(rig.machine.watches().contains(WatchList::persistent, Path("/p")));
    }

    TEST_F(OnOldServer, ServerThatCameBackNewerKeepsTheWatchesItself)
    {
        answerBoth(2);
        rig.take(rig.machine.connectionEnded(cut("cut"), at(4s)));
        rig.take(rig.machine.connectionEnded( // It is down for a moment: an upgrade, say.
            cut("connection refused", ConnectionFault::refused), at(4s)));
        rig.passUntil(at(9s));
        rig.establish(at(9s));
        EXPECT_THAT(
            rig.takeSent(), ElementsAre(RequestHeader{xid::setWatches, OpCode::setWatches2}));
        EXPECT_FALSE(rig.machine.emulatesWatches());
    }

    TEST(OfUnknownAge, AServerIsAskedAloneWhatItMayNotKnow)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s));
        rig.ask(at(1s));
        const RequestId who = rig.ask(at(1s), OpCode::whoAmI);
        rig.ask(at(1s), OpCode::exists);
        rig.ask(at(1s), OpCode::setData);
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{1, OpCode::sync}));
        rig.receive(at(1s), reply(1));
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{2, OpCode::whoAmI}));
        rig.receive(at(1s), reply(2));
        EXPECT_EQ(rig.completed.at(who), Errc::ok);
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{3, OpCode::exists}, RequestHeader{4, OpCode::setData}));
        // From now on it is known to be of 3.7 at least.
        rig.ask(at(1s), OpCode::addWatch, WatchUse::addRecursive);
        rig.ask(at(1s), OpCode::exists);
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{5, OpCode::addWatch}, RequestHeader{6, OpCode::exists}));
        EXPECT_EQ(rig.doubleAnswers, 0);
    }

    TEST(OfUnknownAge, AnOperationThatTheServerDoesNotKnowCostsNoOtherRequest)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s));
        const RequestId who = rig.ask(at(1s), OpCode::whoAmI);
        const RequestId watch = rig.ask(at(1s), OpCode::addWatch, WatchUse::addPersistent, "/p");
        const RequestId write = rig.ask(at(1s), OpCode::setData);
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{1, OpCode::whoAmI}));
        rig.receive(at(1s), refusal(1));
        EXPECT_THAT(rig.completed,
            ElementsAre(std::pair<const RequestId, Errc>(who, Errc::unimplemented)));
        rig.establish(at(2s));
        EXPECT_THAT(rig.takeSent(), ElementsAre(RequestHeader{2, OpCode::addWatch}));
        rig.receive(at(2s), refusal(2));
        rig.passUntil(at(3s));
        rig.establish(at(3s));
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{3, OpCode::exists}, RequestHeader{4, OpCode::getChildren2},
                RequestHeader{5, OpCode::setData}));
        rig.receive(at(3s), reply(3), StatResponse{});
        rig.receive(at(3s), reply(4), ChildrenResponse{});
        rig.receive(at(3s), reply(5));
        EXPECT_EQ(rig.completed.at(watch), Errc::ok);
        EXPECT_EQ(rig.completed.at(write), Errc::ok);
        EXPECT_EQ(rig.completed.at(rig.ask(at(3s), OpCode::whoAmI)), Errc::unimplemented);
        EXPECT_EQ(rig.drops, 2);
        EXPECT_EQ(rig.doubleAnswers, 0);
    }

    TEST(OfUnknownAge, WhatWasAskedBeforeTheEndOfTheSessionIsSentBeforeIt)
    {
        SessionRig rig;
        rig.take(rig.machine.start(at(0s)));
        rig.establish(at(0s));
        rig.ask(at(1s), OpCode::whoAmI);
        const RequestId write = rig.ask(at(1s), OpCode::setData);
        rig.take(rig.machine.close(99, at(1s)));
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{1, OpCode::whoAmI}, RequestHeader{2, OpCode::setData},
                RequestHeader{3, OpCode::closeSession}));
        for (const std::int32_t xid : {1, 2, 3})
            rig.receive(at(1s), reply(xid));
        EXPECT_EQ(rig.completed.at(write), Errc::ok);
        EXPECT_EQ(rig.completed.at(99), Errc::ok);
    }

    TEST_F(OnOldServer, RequestsWaitWhileItsSuccessorIsAskedToTakeTheWatches)
    {
        answerBoth(2);
        rig.take(rig.machine.connectionEnded(cut("cut"), at(4s)));
        rig.take(rig.machine.connectionEnded(
            cut("connection refused", ConnectionFault::refused), at(4s)));
        rig.passUntil(at(9s));
        rig.establish(at(9s));
        const RequestId write = rig.ask(at(9s), OpCode::setData);
        EXPECT_THAT(
            rig.takeSent(), ElementsAre(RequestHeader{xid::setWatches, OpCode::setWatches2}));
        rig.receive(at(9s), refusal(xid::setWatches)); // It came back as old as it was.
        EXPECT_THAT(rig.takeSent(), IsEmpty());
        rig.take(rig.machine.connectionEnded(cut("the server closed it"), at(9s)));
        rig.passUntil(at(10s));
        rig.establish(at(10s));
        EXPECT_THAT(rig.takeSent(),
            ElementsAre(RequestHeader{4, OpCode::exists}, RequestHeader{5, OpCode::getChildren2},
                RequestHeader{6, OpCode::setData}));
        EXPECT_FALSE(rig.completed.contains(write)) << "it was not sent before";
    }

} // namespace
} // namespace zs::session

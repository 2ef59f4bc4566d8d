// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/cluster/sample_pictures.h"
#include "ui/cluster/cluster_words.h"

#include <gtest/gtest.h>

namespace zs::ui {
namespace {

using namespace std::chrono_literals;
using timeline::Happening;
using Kind = timeline::HappeningKind;

Happening happening(Kind kind, int server)
{
    Happening h;
    h.t = sample::at(57ms);
    h.kind = kind;
    h.server = ServerId(server);
    return h;
}

std::string sentence(const Happening& h)
{
    return eventOf(h, sample::at(0ms)).text.toStdString();
}

TEST(HappeningWords, AVoteIsTakenForAReason)
{
    Happening h = happening(Kind::voteTaken, 4);
    h.vote = sample::vote(2, Zxid(5, 8));
    h.mine = sample::vote(1, Zxid(5, 8));
    h.by = trace::DecidedBy::sid;
    EXPECT_EQ(sentence(h), "Server 4 takes 2: same zxid, higher id");
    h.vote = sample::vote(1, Zxid(5, 8));
    h.mine = sample::vote(4, Zxid(5, 7));
    h.by = trace::DecidedBy::zxid;
    EXPECT_EQ(sentence(h), "Server 4 takes 1: zxid 8 is newer than 7");
    h.mine = sample::vote(4, Zxid(4, 70));
    EXPECT_EQ(sentence(h), "Server 4 takes 1: zxid 5|8 is newer than 4|70");
}

TEST(HappeningWords, ProcessesAndFaultsAreNamedForWhatTheyAre)
{
    Happening h = happening(Kind::processChanged, 3);
    h.process = trace::ProcessChange::killed;
    h.led = true;
    EXPECT_EQ(sentence(h), "Server 3 (leader) is killed");
    h = happening(Kind::faultStarted, 0);
    h.fault = "partition";
    h.servers = sample::ids({4, 5});
    EXPECT_EQ(sentence(h), "Partition: 4 and 5 cut off");
    h.fault = "delay";
    h.servers = sample::ids({1});
    h.other = ServerId(2);
    h.count = 150;
    EXPECT_EQ(sentence(h), "Packets between 1 and 2 take 150 ms longer");
}

TEST(HappeningWords, AFailoverTellsItsCost)
{
    Happening h = happening(Kind::failoverCost, 2);
    h.durationNs = 310'000'000;
    h.count = 3;
    h.lost = 0;
    const std::string text = sentence(h);
    EXPECT_NE(text.find("No leader for 0.31 s"), std::string::npos) << text;
    EXPECT_NE(text.find("lost"), std::string::npos) << text;
    h.lost.reset();
    EXPECT_EQ(sentence(h).find("lost"), std::string::npos) << "unknown is not claimed";
}

TEST(HappeningWords, EachKindHasASentenceAndAnIcon)
{
    for (int kind = 0; kind <= int(Kind::linesDropped); ++kind) {
        const EventLook event = eventOf(happening(Kind(kind), 1), sample::at(0ms));
        EXPECT_FALSE(event.text.isEmpty()) << kind;
        EXPECT_FALSE(event.icon.isEmpty()) << kind;
        EXPECT_FALSE(event.text.contains(QStringLiteral("%1"))) << event.text.toStdString();
        EXPECT_EQ(event.atNs, 57'000'000);
    }
}

TEST(HappeningWords, WhatWasConcludedSaysSo)
{
    Happening h = happening(Kind::startsLooking, 1);
    h.inferred = true;
    EXPECT_EQ(sentence(h), "Server 1 looks for a leader (inferred)");
}

} // namespace
} // namespace zs::ui

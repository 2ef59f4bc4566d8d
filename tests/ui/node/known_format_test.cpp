// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/node/known_format.h"

#include "ui/node/java_stream.h"

#include <gmock/gmock.h>

namespace zs::ui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string valueOf(const std::optional<Explanation>& said, const char* name)
{
    if (!said)
        return "(nothing)";
    for (const Explanation::Row& row : said->rows) {
        if (row.name == QLatin1String(name))
            return row.value.toStdString();
    }
    return "(none)";
}

std::optional<Explanation> explained(const char* path, std::string_view content)
{
    return explain(Path(path), viewOf(content));
}

Bytes bytes(const char* hex) { return *unhex(hex); }

TEST(KnownFormat, ReadsAKafkaBroker)
{
    const char* json
        = R"({"features":{},"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT"},)"
          R"("endpoints":["PLAINTEXT://k1:9092"],"jmx_port":-1,"port":9092,"host":"k1",)"
          R"("version":5,"timestamp":"1700000000000"})";
    const auto said = explained("/kafka/brokers/ids/1001", json);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->title, "Kafka broker 1001");
    EXPECT_EQ(valueOf(said, "Listeners"), "PLAINTEXT://k1:9092");
    EXPECT_EQ(valueOf(said, "Port"), "9092");
    EXPECT_THAT(valueOf(said, "Registered"), HasSubstr("2023-11-1"));
    EXPECT_EQ(valueOf(said, "JMX port"), "(none)") << "-1 stands for none";
    EXPECT_FALSE(explained("/elsewhere", json)) << "the path is part of the evidence";
}

TEST(KnownFormat, ReadsKafkaTopicsAndPartitions)
{
    const auto topic = explained("/brokers/topics/orders",
        R"({"partitions":{"0":[1,2],"10":[3],"2":[2,1]},"topic_id":"x","version":3})");
    EXPECT_EQ(valueOf(topic, "Partitions"), "3");
    EXPECT_EQ(valueOf(topic, "Replicas of partition 0"), "1, 2");
    ASSERT_EQ(topic->rows.size(), 5U);
    EXPECT_EQ(topic->rows.back().name, "Replicas of partition 10");
    const auto state = explained("/brokers/topics/orders/partitions/7/state",
        R"({"controller_epoch":4,"leader":-1,"version":1,"leader_epoch":9,"isr":[2]})");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->title, "Kafka partition 7 of topic orders");
    EXPECT_EQ(valueOf(state, "Leader"), "none: the partition is offline");
    EXPECT_EQ(valueOf(state, "In-sync replicas"), "2");
    EXPECT_EQ(valueOf(explained("/controller",
                          R"({"version":1,"brokerid":3,"timestamp":"1700000000000"})"),
                  "Broker"),
        "3");
}

TEST(KnownFormat, ReadsACuratorServiceInstance)
{
    const auto said = explained("/services/pay/8f1c",
        R"({"name":"pay","id":"8f1c","address":"10.0.0.7","port":8080,"sslPort":null,)"
        R"("payload":{"zone":"a"},"registrationTimeUTC":1700000000000,"serviceType":"DYNAMIC"})");
    EXPECT_EQ(valueOf(said, "Address"), "10.0.0.7");
    EXPECT_EQ(valueOf(said, "Payload"), R"({"zone":"a"})");
    EXPECT_EQ(valueOf(said, "TLS port"), "(none)");
}

TEST(KnownFormat, DecodesDubboUrlsOfNodeNamesAndOfData)
{
    const char* name = "/dubbo/com.foo.Bar/providers/dubbo%3A%2F%2F10.0.0.7%3A20880%2Fcom.foo.Bar"
                       "%3Fapplication%3Dpay%26interface%3Dcom.foo.Bar%26note%3D%25E5%2588%2586"
                       "%26timestamp%3D1700000000000%26bad%3D%25zz%26flag";
    const auto said = explained(name, "");
    ASSERT_TRUE(said);
    EXPECT_EQ(valueOf(said, "Address"), "10.0.0.7:20880");
    EXPECT_EQ(valueOf(said, "Service"), "com.foo.Bar");
    EXPECT_EQ(valueOf(said, "application"), "pay");
    EXPECT_EQ(valueOf(said, "note"), "分");
    EXPECT_EQ(valueOf(said, "bad"), "%zz") << "what is malformed stays as it is";
    EXPECT_EQ(valueOf(said, "flag"), "");
    EXPECT_THAT(valueOf(said, "Registered"), HasSubstr("2023-11-1"));
    EXPECT_TRUE(explained("/x", "consumer://10.0.0.8/com.foo.Bar?category=consumers&side=c"));
    EXPECT_FALSE(explained("/x", "https://example.org/index?x=1"));
    EXPECT_FALSE(explained("/x", "jdbc:mysql://db/pay?interface=1 is not one line of URL"));
}

TEST(KnownFormat, PercentSignsThatAreNoEscapesStay)
{
    EXPECT_EQ(percentDecoded("a%20b%2"), "a b%2");
    EXPECT_EQ(percentDecoded("%"), "%");
    EXPECT_EQ(percentDecoded("100%+%zz"), "100%+%zz");
    EXPECT_EQ(percentDecoded("%e5%88%86"), "分");
}

// All written by java.io.ObjectOutputStream of JDK 17.
constexpr const char* javaService
    = "aced0005737200094a2453657276696365000000000000002a0200055a000275704c0004686f73747400124c6a"
      "6176612f6c616e672f537472696e673b4c0004746167737400104c6a6176612f7574696c2f4c6973743b5b0005"
      "74696d65737400025b4a4c00047a6f6e6571007e0001787200064a244261736500000000000000070200014900"
      "04706f72747870000000010174000168737200136a6176612e7574696c2e41727261794c6973747881d21d99c7"
      "619d03000149000473697a6578700000000077040000000078757200025b4a782004b512b17593020000787000"
      "000001000000000000000171007e0006";

TEST(JavaStream, TellsClassesAndFields)
{
    const auto stream = readJavaStream(bytes(javaService));
    ASSERT_TRUE(stream);
    ASSERT_EQ(stream->classes.size(), 2U);
    EXPECT_EQ(stream->classes[0].name, "J$Service");
    EXPECT_EQ(stream->classes[0].serialVersionUid, 42);
    EXPECT_THAT(stream->classes[0].fields,
        ElementsAre("boolean up", "java.lang.String host", "java.util.List tags", "long[] times",
            "java.lang.String zone"));
    EXPECT_EQ(stream->classes[1].name, "J$Base");
    EXPECT_THAT(stream->classes[1].fields, ElementsAre("int port"));
    const auto said = explain(Path("/x"), bytes(javaService));
    EXPECT_EQ(valueOf(said, "Class"), "J$Service");
    EXPECT_EQ(valueOf(said, "Extends"), "J$Base");
}

TEST(JavaStream, ReadsTextsEnumsAndArrays)
{
    EXPECT_EQ(readJavaStream(bytes("aced0005740006e58886e69c9f"))->text, "分期");
    const auto array = readJavaStream(bytes("aced0005757200135b4c6a6176612e6c616e672e537472696e67"
                                            "3badd256e7e91d7b4702000078700000000174000178"));
    ASSERT_EQ(array->classes.size(), 1U);
    EXPECT_EQ(array->classes[0].name, "java.lang.String[]");
    const auto date = readJavaStream(bytes("aced00057372000e6a6176612e7574696c2e44617465686a81014b"
                                           "59741903000078707708000000000000000078"));
    EXPECT_EQ(date->classes[0].name, "java.util.Date");
}

TEST(JavaStream, BelievesNothingThatIsCutShort)
{
    const Bytes whole = bytes(javaService);
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto stream = readJavaStream(ByteView(whole).first(size));
        EXPECT_EQ(stream.has_value(), size >= 4);
    }
    EXPECT_THAT(readJavaStream(bytes("aced000573720003ffff"))->classes, IsEmpty());
    EXPECT_FALSE(readJavaStream(bytes("aced0006737200")));
}

} // namespace
} // namespace zs::ui

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

/// As HBase's ZKMetadata does: mark, length, name and salt before the value.
Bytes withHeader(std::string_view writer, std::string_view value)
{
    Bytes all{0xff, 0, 0, 0, static_cast<std::uint8_t>(writer.size() + 8)};
    const std::string rest = std::string(writer) + std::string("\x1f\x80salt\0\xfe", 8)
        + std::string(value);
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

/// Master {master: {"hm1.example.org", 16000, 1700000000000}, rpc_version: 0, info_port: 16010}.
const std::string activeMaster
    = std::string("PBUF\x0a\x1b\x0a\x0f" "hm1.example.org\x10\x80\x7d\x18\x80\xd0\x95\xff\xbc\x31",
          33)
    + std::string("\x10\x00\x18\x8a\x7d", 5);

TEST(KnownFormat, ReadsWhatHBaseWrites)
{
    const Bytes master = withHeader("master:16000", activeMaster);
    const auto said = explain(Path("/hbase/master"), master);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->title, "HBase active master");
    EXPECT_EQ(valueOf(said, "Server"), "hm1.example.org:16000");
    EXPECT_THAT(valueOf(said, "Started"), HasSubstr("2023-11-1"));
    EXPECT_EQ(valueOf(said, "Port of its web page"), "16010");
    EXPECT_EQ(valueOf(said, "Written by"), "master:16000");
    const auto meta = explain(Path("/hbase/meta-region-server"),
        withHeader("master:16000",
            std::string("PBUF\x0a\x07\x0a\x02rs\x10\x94\x7d", 13)
                + std::string("\x10\x00\x18\x03", 4)));
    EXPECT_EQ(valueOf(meta, "Server"), "rs:16020");
    EXPECT_EQ(valueOf(meta, "State of the region"), "OPEN");
    const auto id = explained("/hbase/hbaseid", "PBUF\x0a\x04" "ab-1");
    EXPECT_EQ(valueOf(id, "Cluster id"), "ab-1");
    EXPECT_EQ(valueOf(id, "Written by"), "(none)");
    const auto region = explained("/hbase/rs/rs1,16020,1700000000000",
        "PBUF\x08\x96\x7d\x12\x08\x0a\x06" "2.5.10");
    EXPECT_EQ(valueOf(region, "Port of its web page"), "16022");
    EXPECT_EQ(valueOf(region, "HBase version"), "2.5.10");
    EXPECT_EQ(valueOf(explained("/hbase/table/t", "PBUF\x08\x01"), "State of the table"),
        "DISABLED");
    const auto other = explain(Path("/elsewhere"), master);
    EXPECT_EQ(other->title, "value of HBase") << "what is inside depends on the path";
    EXPECT_EQ(valueOf(other, "Server"), "(none)");
}

TEST(KnownFormat, BelievesNoLengthOfHBasesBytes)
{
    const Bytes whole = withHeader("master:16000", activeMaster);
    for (std::size_t size = 0; size < whole.size(); ++size)
        (void)explain(Path("/hbase/master"), ByteView(whole).first(size));
    EXPECT_EQ(valueOf(explain(Path("/hbase/master"), ByteView(whole).first(whole.size() - 2)),
                  "Message"),
        "32 B that are no whole protobuf message");
    EXPECT_FALSE(explain(Path("/hbase/master"), bytes("ff7fffffff6d61737465723a31"))) << "long";
    EXPECT_FALSE(explain(Path("/hbase/master"), bytes("ffffffffff6d61737465723a31")))
        << "negative, as Java would read it";
    EXPECT_FALSE(explain(Path("/hbase/master"), bytes("ff0000000800000000000000000000")))
        << "salt alone";
    EXPECT_FALSE(explained("/x", "\xff\xfe" "U\0T\0F\0"));
    const auto huge = explained("/hbase/master", "PBUF\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f");
    EXPECT_THAT(valueOf(huge, "Message"), HasSubstr("no whole protobuf message"));
}

TEST(KnownFormat, ReadsClickHousesReplicationLogAndQueues)
{
    const char* get = "format version: 4\ncreate_time: 2021-07-28 18:53:18\n"
                      "source replica: r1\nblock_id: \nget\n98_0_0_0\n";
    const auto said = explained("/ch/tables/t/replicas/r2/queue/queue-0000000007", get);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->title, "ClickHouse replication queue entry");
    EXPECT_EQ(valueOf(said, "Format version"), "4");
    EXPECT_EQ(valueOf(said, "Source replica"), "r1");
    EXPECT_EQ(valueOf(said, "Action"), "fetch a part from another replica");
    EXPECT_EQ(valueOf(said, "Part"), "98_0_0_0");
    EXPECT_EQ(valueOf(said, "Block id"), "(none)") << "it is empty";
    const auto merge = explained("/ch/tables/t/log/log-0000000001",
        "format version: 4\ncreate_time: 2021-07-28 18:53:18\nsource replica: r1\nblock_id: \n"
        "merge\na_0_0_0\na_1_1_0\ninto\na_0_1_1\ndeduplicate: 0\n");
    EXPECT_EQ(valueOf(merge, "Source parts"), "a_0_0_0, a_1_1_0");
    EXPECT_EQ(valueOf(merge, "Part"), "a_0_1_1");
    EXPECT_FALSE(explained("/elsewhere", get)) << "the path is part of the evidence";
    EXPECT_FALSE(explained("/t/log/log-0000000001", "format version: 4"));
    EXPECT_FALSE(explained("/t/log/log-0000000001", "format version: x\nsource replica: r\n"));
    const auto cut = explained("/t/log/log-0000000001",
        "format version: 4\nsource replica: r\nmerge\na_0_0_0");
    EXPECT_EQ(valueOf(cut, "Part"), "(none)") << "cut short: nothing is guessed";
}

TEST(KnownFormat, ReadsClickHousesPartsAndReplicas)
{
    const std::string header = std::string("part header format version: 1\n")
        + std::string("\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef", 16)
        + "\x02\x00";
    const auto part = explained("/t/replicas/r1/parts/202107_0_5_1_9", header);
    ASSERT_TRUE(part);
    EXPECT_EQ(part->title, "ClickHouse part 202107_0_5_1_9");
    EXPECT_EQ(valueOf(part, "Partition"), "202107");
    EXPECT_EQ(valueOf(part, "Blocks"), "0 to 5");
    EXPECT_EQ(valueOf(part, "Mutation"), "9");
    EXPECT_EQ(valueOf(part, "Hash of its columns"), "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(valueOf(explained("/t/replicas/r1/parts/20210701_20210731_0_5_1", header), "Blocks"),
        "(none)") << "a name of the oldest kind means another thing";
    EXPECT_FALSE(explained("/t/replicas/r1/parts/a_0_0_0", "part header format version: 1\nabc"));
    const char* address = "host: ch1\nport: 9009\ntcp_port: 9000\ndatabase: db\ntable: t\n"
                          "scheme: http\n";
    const auto host = explained("/t/replicas/r1/host", address);
    EXPECT_EQ(host->title, "ClickHouse replica r1");
    EXPECT_EQ(valueOf(host, "Replication port"), "9009");
    EXPECT_EQ(valueOf(host, "Protocol of replication"), "http");
    EXPECT_FALSE(explained("/t/host", address));
    EXPECT_FALSE(explained("/t/replicas/r1/host", "host: ch1\nuser: x\n"));
}

TEST(KnownFormat, ReadsSolrsCollectionsAndQueues)
{
    const char* state
        = R"({"orders":{"pullReplicas":"0","configName":"_default","replicationFactor":1,)"
          R"("router":{"name":"compositeId"},"shards":{"shard1":{"range":"80000000-7fffffff",)"
          R"("state":"active","replicas":{"core_node2":{"core":"orders_shard1_replica_n1",)"
          R"("base_url":"http://s1:8983/solr","node_name":"s1:8983_solr","state":"active",)"
          R"("type":"NRT","leader":"true"},"core_node4":{"node_name":"s2:8983_solr",)"
          R"("state":"down"}}}}}})";
    const auto said = explained("/solr/collections/orders/state.json", state);
    ASSERT_TRUE(said);
    EXPECT_EQ(said->title, "Solr collection orders");
    EXPECT_EQ(valueOf(said, "Shards"), "1");
    EXPECT_EQ(valueOf(said, "Router"), "compositeId");
    EXPECT_EQ(valueOf(said, "Shard shard1"),
        "active; core_node2 on s1:8983_solr, active, leader; core_node4 on s2:8983_solr, down");
    EXPECT_FALSE(explained("/collections/other/state.json", state));
    EXPECT_FALSE(explained("/collections/orders/state.json", R"({"orders":{}})"));
    EXPECT_EQ(valueOf(explained("/clusterprops.json", R"({"urlScheme":"https"})"), "urlScheme"),
        "https");
    const auto work = explained("/overseer/collection-queue-work/qn-0000000002",
        R"({"operation":"create","name":"orders","numShards":"2"})");
    EXPECT_EQ(work->title, "Solr work for the overseer");
    EXPECT_EQ(valueOf(work, "Operation"), "create");
    EXPECT_EQ(valueOf(work, "numShards"), "2");
    EXPECT_FALSE(explained("/queue/qn-0000000002", R"({"operation":"create"})"));
    const auto leader = explained("/collections/orders/leaders/shard1/leader",
        R"({"core":"c","node_name":"s1:8983_solr","base_url":"http://s1:8983/solr"})");
    EXPECT_EQ(leader->title, "Solr leader of shard1 of collection orders");
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

// SPDX-License-Identifier: Apache-2.0
#include "clientlib/session/certificate.h"

#include <gmock/gmock.h>

namespace zs {
namespace {

    Certificate withNames(
        std::vector<std::string> dnsNames, std::vector<std::string> addresses = {})
    {
        Certificate certificate;
        certificate.subject = "CN=other.example";
        certificate.commonName = "other.example";
        certificate.dnsNames = std::move(dnsNames);
        certificate.addresses = std::move(addresses);
        return certificate;
    }

    TEST(Certificate, IsForItsNamesInAnyCase)
    {
        const Certificate certificate = withNames({"zk1.example", "ZK2.Example"});
        EXPECT_TRUE(isFor(certificate, "zk1.example"));
        EXPECT_TRUE(isFor(certificate, "zk2.EXAMPLE."));
        EXPECT_FALSE(isFor(certificate, "zk3.example"));
        EXPECT_FALSE(isFor(certificate, "example"));
        EXPECT_FALSE(isFor(certificate, ""));
    }

    TEST(Certificate, CommonNameCountsOnlyWithoutAlternativeNames)
    {
        EXPECT_TRUE(isFor(withNames({}), "other.example"));
        EXPECT_FALSE(isFor(withNames({"zk1.example"}), "other.example"));
        EXPECT_FALSE(isFor(withNames({}, {"10.0.0.1"}), "other.example"));
    }

    TEST(Certificate, WildcardStandsForOneWholeLabel)
    {
        const Certificate certificate = withNames({"*.zk.example"});
        EXPECT_TRUE(isFor(certificate, "a.zk.example"));
        EXPECT_FALSE(isFor(certificate, "a.b.zk.example"));
        EXPECT_FALSE(isFor(certificate, "zk.example"));
        EXPECT_FALSE(isFor(certificate, ".zk.example"));
        EXPECT_FALSE(isFor(withNames({"*.example"}), "zk1.example")); // All of a top domain.
        EXPECT_FALSE(isFor(withNames({"z*.zk.example"}), "z1.zk.example"));
        EXPECT_FALSE(isFor(withNames({"*"}), "zk1"));
    }

    TEST(Certificate, AddressHasToBeNamedAsSuch)
    {
        const Certificate certificate = withNames({"localhost"}, {"127.0.0.1", "::1"});
        EXPECT_TRUE(isFor(certificate, "127.0.0.1"));
        EXPECT_TRUE(isFor(certificate, "::1"));
        EXPECT_FALSE(isFor(certificate, "127.0.0.2"));
        EXPECT_FALSE(isFor(withNames({"*.0.0.1"}), "127.0.0.1"));
    }

    TEST(Certificate, IsDescribedWithAllThatPeopleCompare)
    {
        Certificate certificate = withNames({"zk1"}, {"10.0.0.1"});
        certificate.issuer = "CN=CA";
        certificate.validUntil = std::chrono::sys_days(
            std::chrono::year(2026) / std::chrono::November / 22) + std::chrono::seconds(61);
        certificate.sha256 = "ab:cd";
        EXPECT_EQ(describe(certificate),
            "certificate of CN=other.example, issued by CN=CA, valid from 1970-01-01 00:00:00 UTC"
            " to 2026-11-22 00:01:01 UTC, for zk1, 10.0.0.1, SHA-256 ab:cd");
        EXPECT_EQ(namesOf(withNames({})), "other.example");
        EXPECT_EQ(namesOf(Certificate()), "no name");
    }

} // namespace
} // namespace zs

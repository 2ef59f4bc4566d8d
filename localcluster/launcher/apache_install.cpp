// SPDX-License-Identifier: Apache-2.0
#include "localcluster/launcher/apache_install.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace zs::launcher {
namespace {

constexpr auto debianJars = "/usr/share/java";
constexpr auto mainClass = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::launcher::ApacheInstall)
};

tl::unexpected<Error> missing(const QString& what)
{
    return failure(Errc::noNode, what.toStdString());
}

QString findJava()
{
    const QString home = qEnvironmentVariable("JAVA_HOME");
    const QString named = home + QStringLiteral("/bin/java");
    if (!home.isEmpty() && QFileInfo(named).isExecutable())
        return named;
    return QStandardPaths::findExecutable(QStringLiteral("java"));
}

/// "3.8.0" of /…/zookeeper-3.8.0.jar; empty for another file.
QString versionOf(const QString& jar)
{
    static const QRegularExpression name(QStringLiteral("^zookeeper-(\\d[\\w.-]*)\\.jar$"));
    return name.match(QFileInfo(jar).fileName()).captured(1);
}

/// All jars of an unpacked release; empty when it is none.
QStringList releaseJars(const QString& folder)
{
    for (const QString& place : {folder + QStringLiteral("/lib"), folder}) {
        QStringList jars;
        bool found = false;
        for (const QString& name : QDir(place).entryList({QStringLiteral("*.jar")}, QDir::Files)) {
            jars << place + u'/' + name;
            found = found || !versionOf(name).isEmpty();
        }
        // Releases up to 3.4 have their own jar above lib.
        for (const QString& name : QDir(folder).entryList({QStringLiteral("zookeeper-*.jar")},
                 QDir::Files)) {
            if (place != folder && !versionOf(name).isEmpty()) {
                jars.prepend(folder + u'/' + name);
                found = true;
            }
        }
        if (found)
            return jars;
    }
    return {};
}

/// Debian's jar names what it needs in its manifest, but for a logging library.
QStringList debianClassPath()
{
    const QString folder = QLatin1String(debianJars);
    const QString main = folder + QStringLiteral("/zookeeper.jar");
    if (!QFileInfo::exists(main))
        return {};
    QStringList path{main};
    for (const char* name : {"slf4j-log4j12.jar", "log4j-1.2.jar", "slf4j-simple.jar"}) {
        const QString jar = folder + u'/' + QLatin1String(name);
        const bool simple = QLatin1String(name) == QLatin1String("slf4j-simple.jar");
        if (QFileInfo::exists(jar) && (!simple || path.size() == 1))
            path << jar;
    }
    return path;
}

QString versionOfAny(const QStringList& jars)
{
    for (const QString& jar : jars) {
        for (const QString& name : {jar, QFileInfo(jar).canonicalFilePath()}) {
            if (const QString version = versionOf(name); !version.isEmpty())
                return version;
        }
    }
    return {};
}

} // namespace

Result<ApacheInstall> ApacheInstall::find(const QString& folder)
{
    ApacheInstall install;
    if (!folder.isEmpty()) {
        install.classPath = releaseJars(folder);
        if (install.classPath.isEmpty())
            return missing(Words::tr(
                "There is no Apache ZooKeeper in %1: neither it nor its folder lib holds a "
                "zookeeper-VERSION.jar. Point at the folder of an unpacked release.")
                               .arg(folder));
    } else {
        const QString home = qEnvironmentVariable("ZOOKEEPER_HOME");
        install.classPath = home.isEmpty() ? QStringList() : releaseJars(home);
        if (install.classPath.isEmpty())
            install.classPath = debianClassPath();
        if (install.classPath.isEmpty())
            return missing(Words::tr(
                "There is no Apache ZooKeeper on this machine. Install the package zookeeper, or "
                "unpack a release and point at its folder."));
    }
    install.java = findJava();
    if (install.java.isEmpty())
        return missing(Words::tr(
            "Apache ZooKeeper needs Java, and there is no java on PATH or in JAVA_HOME. Install a "
            "Java runtime (package default-jre-headless), or use the built-in engine."));
    install.version = versionOfAny(install.classPath);
    return install;
}

QStringList ApacheInstall::arguments(const QString& configFile, const QString& logConfig) const
{
    const QStringList path = QStringList{logConfig} + classPath;
    return {QStringLiteral("-Xmx512m"),
        // A local server starts sooner with one collector and one compiler.
        QStringLiteral("-XX:+UseSerialGC"), QStringLiteral("-XX:TieredStopAtLevel=1"),
        QStringLiteral("-Dzookeeper.root.logger=INFO,CONSOLE"),
        QStringLiteral("-Dlogback.configurationFile=") + logConfig + QStringLiteral("/logback.xml"),
        QStringLiteral("-cp"), path.join(u':'), QLatin1String(mainClass), configFile};
}

QList<std::pair<QString, QByteArray>> ApacheInstall::logConfigFiles()
{
    return {
        {QStringLiteral("log4j.properties"),
            "log4j.rootLogger=INFO, CONSOLE\n"
            // It has a line for each four-letter word, and the console asks twice a second.
            "log4j.logger.org.apache.zookeeper.server.NIOServerCnxn=WARN\n"
            "log4j.appender.CONSOLE=org.apache.log4j.ConsoleAppender\n"
            "log4j.appender.CONSOLE.layout=org.apache.log4j.PatternLayout\n"
            "log4j.appender.CONSOLE.layout.ConversionPattern="
            "%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n\n"},
        {QStringLiteral("logback.xml"),
            "<configuration>\n"
            "  <appender name=\"CONSOLE\" class=\"ch.qos.logback.core.ConsoleAppender\">\n"
            "    <encoder><pattern>%d{ISO8601} [myid:%X{myid}] - %-5p [%t:%C{1}@%L] - %m%n"
            "</pattern></encoder>\n"
            "  </appender>\n"
            "  <logger name=\"org.apache.zookeeper.server.NIOServerCnxn\" level=\"WARN\"/>\n"
            "  <root level=\"INFO\"><appender-ref ref=\"CONSOLE\"/></root>\n"
            "</configuration>\n"},
    };
}

} // namespace zs::launcher

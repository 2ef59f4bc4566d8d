// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"

#include "clientlib/session/connect_string.h"
#include "ui/mainwindow/languages.h"

#include <QCoreApplication>

namespace zs::app {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(zs::app::Arguments)
};

tl::unexpected<Error> wrong(const QString& text)
{
    return failure(Errc::invalidInput, text.toStdString());
}

Result<void> check(const Arguments& arguments)
{
    if (!arguments.connect.isEmpty()) {
        const auto parsed = ConnectString::parse(arguments.connect.toStdString());
        if (!parsed)
            return wrong(QStringLiteral("--connect: ")
                + QString::fromStdString(parsed.error().detail));
    }
    if (!arguments.language.isEmpty() && !ui::Languages::available().contains(arguments.language))
        return wrong(Words::tr("--lang: %1 is not one of %2.")
                         .arg(arguments.language,
                             ui::Languages::available().join(QStringLiteral(", "))));
    const QStringList themes{QStringLiteral("system"), QStringLiteral("light"),
        QStringLiteral("dark")};
    if (!arguments.theme.isEmpty() && !themes.contains(arguments.theme))
        return wrong(Words::tr("--theme: %1 is not one of %2.")
                         .arg(arguments.theme, themes.join(QStringLiteral(", "))));
    if (arguments.launch && !arguments.connect.isEmpty())
        return wrong(Words::tr("--launch and --connect cannot be used together."));
    return {};
}

} // namespace

Result<Arguments> parseArguments(const QStringList& arguments)
{
    Arguments result;
    const QHash<QString, QString Arguments::*> withValue{
        {QStringLiteral("--connect"), &Arguments::connect},
        {QStringLiteral("--lang"), &Arguments::language},
        {QStringLiteral("--theme"), &Arguments::theme},
        {QStringLiteral("--tour"), &Arguments::tour},
    };
    const QHash<QString, bool Arguments::*> flags{
        {QStringLiteral("--launch"), &Arguments::launch},
        {QStringLiteral("--help"), &Arguments::help},
        {QStringLiteral("-h"), &Arguments::help},
        {QStringLiteral("--version"), &Arguments::version},
        {QStringLiteral("-v"), &Arguments::version},
    };
    for (int index = 0; index < arguments.size(); ++index) {
        const QString name = arguments[index].section(u'=', 0, 0);
        const bool inlineValue = arguments[index].contains(u'=');
        if (const auto flag = flags.value(name); flag && !inlineValue) {
            result.*flag = true;
            continue;
        }
        const auto target = withValue.value(name);
        if (!target)
            return wrong(
                Words::tr("Unknown argument %1. --help lists them.").arg(arguments[index]));
        if (!inlineValue && index + 1 == arguments.size())
            return wrong(Words::tr("%1 needs a value.").arg(name));
        result.*target
            = inlineValue ? arguments[index].section(u'=', 1) : arguments[++index];
        if ((result.*target).isEmpty())
            return wrong(Words::tr("%1 needs a value.").arg(name));
    }
    if (const auto checked = check(result); !checked)
        return tl::unexpected(checked.error());
    return result;
}

QString helpText()
{
    return Words::tr("Usage: zooscope [options]\n"
                     "       zooscope cluster COMMAND …  (zooscope cluster --help tells more)\n"
                     "A console for Apache ZooKeeper.\n"
                     "\n"
                     "  --connect HOSTS  connect, e.g. to zk-1:2181,zk-2:2181/chroot\n"
                     "  --launch         start a local cluster and open it\n"
                     "  --lang LANGUAGE  en or zh_CN\n"
                     "  --theme THEME    system, light or dark\n"
                     "  --tour DIR       walk through the program, one picture a step in DIR;\n"
                     "                   on its own local cluster, or on those of --connect\n"
                     "  --help           show this text\n"
                     "  --version        show the version\n");
}

} // namespace zs::app

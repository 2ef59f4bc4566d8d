// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/config_highlighter.h"

#include "ui/theme/theme.h"

namespace zs::ui {

ConfigHighlighter::ConfigHighlighter(QTextDocument* document) : QSyntaxHighlighter(document)
{
    connect(&Theme::instance(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void ConfigHighlighter::highlightBlock(const QString& text)
{
    const int length = int(text.size());
    if (text.startsWith(u'#'))
        return setFormat(0, length, color(Token::synComment));
    const int equals = int(text.indexOf(u'='));
    if (equals < 0)
        return;
    bool isNumber = false;
    static_cast<void>(text.mid(equals + 1).toLongLong(&isNumber));
    setFormat(0, equals, color(Token::synKey));
    setFormat(equals + 1, length - equals - 1,
        color(isNumber ? Token::synNumber : Token::synString));
}

} // namespace zs::ui

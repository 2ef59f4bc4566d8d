// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/library_words.h"

#include "ui/common/visible_text.h"

#include <QCoreApplication>

#include <optional>

namespace zs::ui {

namespace {

struct Library {
    Q_DECLARE_TR_FUNCTIONS(zs::ui::Library)
};

/// What stands in `said` for %1 and %2 of `phrase`; nullopt: it is another phrase.
std::optional<QStringList> valuesIn(const QString& said, const QString& phrase)
{
    QStringList values;
    qsizetype at = 0;
    qsizetype from = 0;
    while (true) {
        const qsizetype place = phrase.indexOf(u'%', from);
        if (place < 0)
            break;
        const QString before = phrase.mid(from, place - from);
        const qsizetype found = said.indexOf(before, at);
        if (found < 0 || (from == 0 && found != 0))
            return std::nullopt;
        if (from > 0)
            values << said.mid(at, found - at);
        at = found + before.size();
        from = place + 2; // Behind the digit.
    }
    const QString rest = phrase.mid(from);
    if (from == 0)
        return said == rest ? std::optional(values) : std::nullopt;
    if (said.size() - at < rest.size() || !said.endsWith(rest))
        return std::nullopt;
    values << said.mid(at, said.size() - rest.size() - at);
    return values;
}

QString withoutFullStop(QString text)
{
    if (text.endsWith(u'.') || text.endsWith(u'。'))
        text.chop(1);
    return text;
}

constexpr const char* patternContext = "zs::ui::PatternWords";
constexpr const char* patternPhrases[] = {
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "\\ at end of pattern"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "\\c at end of pattern"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "unrecognized character follows \\"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "numbers out of order in {} quantifier"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "number too big in {} quantifier"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "missing terminating ] for character class"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "escape sequence is invalid in character class"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "range out of order in character class"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "quantifier does not follow a repeatable item"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "unrecognized character after (? or (?-"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "POSIX named classes are supported only within a class"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "POSIX collating elements are not supported"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "missing closing parenthesis"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "reference to non-existent subpattern"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "missing ) after (?# comment"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "parentheses are too deeply nested"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "regular expression is too large"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "unmatched closing parenthesis"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "missing closing parenthesis for condition"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "lookbehind assertion is not fixed length"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "a relative value of zero is not allowed"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "conditional subpattern contains more than two branches"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "assertion expected after (?( or (?(?C)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "digit expected after (?+ or (?-"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "unknown POSIX class name"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "parentheses are too deeply nested (stack check)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "character code point value in \\x{} or \\o{} is too large"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "lookbehind is too complicated"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "\\C is not allowed in a lookbehind assertion in UTF-16 mode"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "number after (?C is greater than 255"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "closing parenthesis for (?C expected"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "invalid escape sequence in (*VERB) name"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "unrecognized character after (?P"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "syntax error in subpattern name (missing terminator?)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "two named subpatterns have the same name (PCRE2_DUPNAMES not set)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "subpattern name must start with a non-digit"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "malformed \\P or \\p sequence"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "unknown property after \\P or \\p"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "subpattern name is too long (maximum 32 code units)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "invalid range in character class"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "DEFINE subpattern contains more than one branch"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "missing opening brace after \\o"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by "
        "a plain number"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "(?R (recursive pattern call) must be followed by a closing parenthesis"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "(*VERB) not recognized or malformed"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "subpattern number is too big"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "subpattern name expected"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "non-octal character in \\o{} (closing brace missing?)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "different names for subpatterns of the same number are not allowed"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "(*MARK) must have an argument"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "non-hex character in \\x{} (closing brace missing?)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "\\c must be followed by a printable ASCII character"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "\\k is not followed by a braced, angle-bracketed, or quoted name"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "\\N is not supported in a class"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "disallowed Unicode code point (>= 0xd800 && <= 0xdfff)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "digits missing in \\x{} or \\o{} or \\N{U+}"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "(?| and/or (?J: or (?x: parentheses are too deeply nested"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "regular expression is too complicated"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "lookbehind assertion is too long"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "invalid hyphen in option setting"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "(*alpha_assertion) not recognized"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "too many capturing groups (maximum 65535)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords", "atomic assertion expected after (?( or (?(?C)"),
    QT_TRANSLATE_NOOP("zs::ui::PatternWords",
        "\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)"),
};

} // namespace

QString inOurWords(const LibraryWords& library, const QString& said)
{
    for (const char* phrase : library.phrases) {
        std::optional<QStringList> values = valuesIn(said, QString::fromLatin1(phrase));
        if (!values && library.theirs) // Qt's own translation may be installed beside ours.
            values = valuesIn(said, QCoreApplication::translate(library.theirs, phrase));
        if (!values)
            continue;
        QString words = QCoreApplication::translate(library.ours, phrase);
        // At once: a value may hold "%2".
        if (values->size() == 2)
            words = words.arg(visibleText(values->at(0)), visibleText(values->at(1)));
        else if (values->size() == 1)
            words = words.arg(visibleText(values->front()));
        return withoutFullStop(words);
    }
    //: A clause behind "Line 3, column 4:"; what is quoted is in English.
    return Library::tr("the parser's own words are “%1”")
        .arg(visibleText(withoutFullStop(said)));
}

QString patternErrorWords(const QString& said)
{
    return inOurWords({patternContext, "QRegularExpression", patternPhrases}, said);
}

} // namespace zs::ui

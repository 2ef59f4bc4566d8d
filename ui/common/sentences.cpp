// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/sentences.h"

namespace zs::ui {

QString joinSentences(const QStringList& sentences)
{
    static const QString fullWidth = QStringLiteral("。！？：；，）");
    QString text;
    for (const QString& each : sentences) {
        if (!text.isEmpty() && !each.isEmpty() && !fullWidth.contains(text.back()))
            text += u' ';
        text += each;
    }
    return text;
}

} // namespace zs::ui

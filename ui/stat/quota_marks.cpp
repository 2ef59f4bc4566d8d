// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stat/quota_marks.h"

#include "ui/stat/quota_steps.h"

#include <utility>

namespace zs::ui {

QuotaMarks::QuotaMarks(Client* client, const Path& chroot, QObject* parent) :
    QObject(parent), m_client(client)
{
    if (!chroot.isRoot())
        m_knowledge = Knowledge::outside;
}

void QuotaMarks::setClient(Client* client)
{
    m_client = client;
}

void QuotaMarks::read()
{
    if (m_knowledge == Knowledge::outside || !m_client)
        return;
    if (std::exchange(m_reading, true)) {
        m_again = true;
        return;
    }
    auto onAnswer = [this](const Result<QuotaList>& answer) {
        m_reading = false;
        if (answer) {
            m_paths = {answer->paths.begin(), answer->paths.end()};
            m_knowledge = answer->isWhole ? Knowledge::known : Knowledge::partly;
        } else {
            m_paths.clear();
            m_knowledge = Knowledge::refused;
        }
        if (std::exchange(m_again, false))
            read();
        Q_EMIT changed();
    };
    QCoro::connect(listQuotas(m_client), this, onAnswer);
}

std::optional<Path> QuotaMarks::quotaOver(const Path& path) const
{
    for (Path each = path; !each.isRoot(); each = each.parent()) {
        if (m_paths.contains(each))
            return each;
    }
    return std::nullopt;
}

} // namespace zs::ui

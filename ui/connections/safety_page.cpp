// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/safety_page.h"

#include "ui/common/banner.h"
#include "ui/common/switch_button.h"
#include "ui/common/text_label.h"

#include <QVBoxLayout>

namespace zs::ui {

SafetyPage::SafetyPage(QWidget* parent)
    : ConnectionPage(parent)
    , m_confirm(new SwitchButton("confirmWrites", this))
    , m_confirmHint(new TextLabel(TextStyle::label, Token::text3, this))
    , m_note(new Note(Role::following, this))
{
    m_confirmHint->setOverflow(TextLabel::Overflow::wrap);
    column()->addWidget(m_confirm, 0, Qt::AlignLeft);
    column()->addWidget(m_confirmHint);
    column()->addWidget(m_note);
    column()->addStretch();
    connect(m_confirm, &QAbstractButton::toggled, this, [this](bool on) {
        if (m_environment != Environment::production)
            m_wanted = on;
        Q_EMIT edited();
    });
}

void SafetyPage::load(const ConnectionProfile& profile)
{
    m_wanted = profile.confirmWrites;
    setEnvironment(profile.environment);
}

void SafetyPage::store(ConnectionProfile& profile) const
{
    profile.confirmWrites = m_wanted;
}

void SafetyPage::setEnvironment(Environment environment)
{
    m_environment = environment;
    const bool production = environment == Environment::production;
    m_confirm->setEnabled(!production);
    m_confirm->setChecked(production || m_wanted);
    m_confirmHint->setText(production
            ? tr("Production always asks, and wears a red line at the top of its window.")
            : tr("Deleting a subtree, or changing many nodes at once, then waits for the typed "
                 "name of the connection."));
}

void SafetyPage::retranslate()
{
    m_confirm->setText(tr("Ask to type the name before destructive changes"));
    m_note->setText(tr("Every save is sent with the version that was read, so that nobody's "
                       "change is overwritten unseen, whatever is set here."));
    setEnvironment(m_environment);
}

} // namespace zs::ui

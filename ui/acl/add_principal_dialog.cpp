// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acl/add_principal_dialog.h"

#include "ui/acl/acl_controller.h"
#include "ui/acl/perm_toggles.h"
#include "ui/acl/principal_forms.h"
#include "ui/acl/scheme_words.h"
#include "ui/common/visible_text.h"
#include "ui/common/widgets.h"
#include "ui/theme/icons.h"
#include "ui/theme/typography.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>

namespace zs::ui {

namespace {

constexpr int widthPx = 600;
constexpr int schemesPx = 132;
constexpr int formsPx = 292;

} // namespace

AddPrincipalDialog::AddPrincipalDialog(
    AclController* controller, const DialogPlace& place, QWidget* parent)
    : DialogFrame(place, widthPx, parent)
    , m_controller(controller)
    , m_path(controller->path())
    , m_schemes(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_perms(new PermToggles(this))
    , m_add(makeButton("addPrincipal", ButtonKind::primary, this))
{
    setObjectName(QStringLiteral("addPrincipalDialog"));
    m_schemes->setObjectName(QStringLiteral("schemes"));
    m_schemes->setProperty("nav", true);
    m_schemes->setFixedWidth(schemesPx);
    m_schemes->setFrameShape(QFrame::NoFrame);
    m_pages->setFixedHeight(formsPx);
    auto* content = new QWidget(this);
    QHBoxLayout* row = makeRow(content, 16);
    row->addWidget(m_schemes);
    row->addWidget(m_pages, 1);
    body()->addWidget(content);
    addForm(new FixedPrincipalForm("world", "anyone", this));
    addForm(new FixedPrincipalForm("auth", "", this));
    addForm(new DigestPrincipalForm("digest", this));
    addForm(new NetworkPrincipalForm(controller->ownAddress(), this));
    addForm(new NamedPrincipalForm("x509", this));
    addForm(new NamedPrincipalForm("sasl", this));
    addForm(new DigestPrincipalForm("super", this));
    m_perms->setPerms(perm::read);
    footerLeft()->addWidget(m_perms);
    footerLeft()->addStretch();
    m_add->setDefault(true);
    addButton(m_add);
    connect(m_schemes, &QListWidget::currentRowChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        for (int each = 0; each < m_schemes->count(); ++each)
            m_schemes->item(each)->setFont(
                fontFor(each == index ? TextStyle::panelTitle : TextStyle::body));
        check();
    });
    connect(m_perms, &PermToggles::edited, this, &AddPrincipalDialog::check);
    connect(m_add, &QPushButton::clicked, this, &AddPrincipalDialog::add);
    connect(controller, &AclController::changed, this, &AddPrincipalDialog::check);
    retranslate();
    m_schemes->setCurrentRow(2);
    fitHeight();
}

void AddPrincipalDialog::addForm(PrincipalForm* form)
{
    m_forms.push_back(form);
    m_pages->addWidget(form);
    auto* item = new QListWidgetItem(
        icon(schemeIcon(form->scheme())), QString::fromStdString(form->scheme()), m_schemes);
    item->setSizeHint(QSize(schemesPx - 8, 32));
    connect(form, &PrincipalForm::edited, this, &AddPrincipalDialog::check);
}

PrincipalForm* AddPrincipalDialog::form() const
{
    return m_forms[static_cast<std::size_t>(m_pages->currentIndex())];
}

bool AddPrincipalDialog::isSuper() const
{
    return form()->scheme() == "super";
}

void AddPrincipalDialog::retranslate()
{
    setHead(tr("Add principal"), visibleText(std::string_view(m_path.text())));
    m_schemes->setAccessibleName(tr("Schemes"));
    for (PrincipalForm* each : m_forms)
        each->retranslate();
    m_perms->retranslate();
    check();
}

void AddPrincipalDialog::check()
{
    m_perms->setVisible(!isSuper());
    m_add->setText(isSuper() ? tr("Authenticate as super") : tr("Add"));
    const bool here = m_controller->isReady() && m_controller->path() == m_path;
    const bool may = isSuper() ? m_controller->client() != nullptr
                               : here && (m_perms->perms() & perm::all) != 0;
    m_add->setEnabled(may && form()->principal().has_value());
}

void AddPrincipalDialog::add()
{
    const std::optional<AuthId> who = form()->principal();
    if (!who)
        return;
    if (const auto* digest = qobject_cast<DigestPrincipalForm*>(form())) {
        if (isSuper() || digest->wantsIdentity())
            m_controller->addIdentity(digest->user(), digest->password());
    }
    if (!isSuper())
        m_controller->add({m_perms->perms(), *who});
    accept();
}

} // namespace zs::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/workspace_page.h"

namespace zs::ui {

void WorkspacePage::openNewNodeDialog(const Path&) {}

void WorkspacePage::openDeleteDialog(const Path&) {}

void WorkspacePage::openConflictDialog(const Path&) {}

} // namespace zs::ui

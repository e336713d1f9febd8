// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace highwater {

/// The words of the inspector, which several of its parts say: Inspector::tr("High mark").
class Inspector
{
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace highwater {

/// The words of the charts that no object says: Charts::tr("forecast").
class Charts
{
    Q_DECLARE_TR_FUNCTIONS(Charts)
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace highwater {

/// Words of what is painted at every frame: Painted::tr("pressed"). Each is looked up once. GUI thread only.
class Painted
{
#ifdef HIGHWATER_LUPDATE // tells lupdate the context; tr() is this class's own
    Q_DECLARE_TR_FUNCTIONS(Painted)
#endif
public:
    /// english: a literal; it is known again by its address.
    static const QString& tr(const char* english);
    /// After another language was installed.
    static void forget();
};

} // namespace highwater

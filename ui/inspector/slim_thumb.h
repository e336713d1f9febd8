// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractScrollArea>
#include <QWidget>

namespace highwater {

/// Shows where a scroll area stands: a bar of 4 px over its right padding, so that content never changes its width. The
/// area's own bars are switched off; wheel and keyboard scroll as ever. Owned by the area.
class SlimThumb final : public QWidget
{
    Q_OBJECT
public:
    SlimThumb(QAbstractScrollArea* area, Theme* theme);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    QAbstractScrollArea* m_area;
    Theme* m_theme;
};

} // namespace highwater

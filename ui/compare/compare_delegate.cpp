// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_delegate.h"

#include "compare/compare_model.h"
#include "inspector/paint.h"
#include "theme/icons.h"

#include <QPainter>

namespace highwater {

void CompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool clear = index.data(CompareModel::significantRole).toBool();
    const QString text = index.data().toString();
    const QRect box = option.rect;
    const QFont font = Theme::font(12, clear ? Weight::Bold : Weight::Regular);
    const QColor ink = m_theme.color(index.column() == CompareModel::Figure ? Token::Muted : Token::Text);
    const int baseline = box.center().y() + qRound(5 * Theme::typeFactor());
    if (index.column() == CompareModel::Figure) {
        paint::text(*painter, box.left() + 8, baseline, text, font, ink);
        return;
    }
    paint::text(*painter, box.right() - 20, baseline, text, font, ink, paint::Align::Right);
    if (clear) {
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(box.right() - 16, box.center().y() - 6, iconPixmap(u"check", 12, m_theme.color(Token::Text), ratio));
    }
}

} // namespace highwater

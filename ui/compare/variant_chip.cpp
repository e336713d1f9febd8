// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/variant_chip.h"

#include "inspector/paint.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace highwater {

namespace {

constexpr int shapeSide = 10;

} // namespace

VariantChip::VariantChip(const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme), m_menu(new QMenu(this))
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    m_keep = m_menu->addAction(tr("Keep as variant"), this, &VariantChip::keepWanted);
    m_goOn = m_menu->addAction(tr("Go on with this one"), this, &VariantChip::goOnWanted);
    m_rename = m_menu->addAction(tr("Rename …"), this, &VariantChip::renameWanted);
    m_remove = m_menu->addAction(tr("Remove"), this, &VariantChip::removeWanted);
    connect(this, &QAbstractButton::clicked, this, &VariantChip::openMenu);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VariantChip::show(const Variant& variant)
{
    m_place = variant.place;
    m_kept = variant.kept;
    m_keep->setVisible(!m_kept);
    for (QAction* action : {m_goOn, m_rename, m_remove})
        action->setVisible(m_kept);
    const QString letter = Variants::letterOf(m_place);
    const QString role = m_place == 0 ? tr("the baseline") : m_kept ? tr("kept") : tr("not kept");
    setText(variant.name);
    setAccessibleName(tr("Variant %1: %2").arg(letter, variant.name));
    setAccessibleDescription(role);
    setToolTip(QStringLiteral("%1: %2 (%3)").arg(letter, variant.name, role));
    QWidget::setVisible(true);
    update();
}

void VariantChip::openMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height())));
}

void VariantChip::contextMenuEvent(QContextMenuEvent* event)
{
    openMenu();
    event->accept();
}

void VariantChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openMenu();
    else if (m_kept && event->key() == Qt::Key_F2)
        Q_EMIT renameWanted();
    else if (m_kept && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace))
        Q_EMIT removeWanted();
    else
        event->ignore(); // Space too: it belongs to the run
}

void VariantChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool hot = underMouse() || isDown();
    paint::box(painter, rect(), 4, m_theme.color(hot ? Token::Hover : Token::Surface), m_theme.color(Token::Border));
    const int side = Theme::scaled(shapeSide);
    const int left = 7;
    Variants::paintShape(painter, QRectF(left, (height() - side) / 2, side, side), m_place, m_kept, m_theme);
    const int baseline = height() / 2 + Theme::scaled(4);
    const QString letter = Variants::letterOf(m_place);
    const QFont bold = Theme::font(12, Weight::Bold);
    const int at = left + side + 6;
    paint::text(painter, at, baseline, letter, bold, m_theme.color(Token::Text));
    const int name = at + static_cast<int>(paint::widthOf(letter, bold)) + 6;
    paint::elided(painter, name, baseline, width() - name - 6, text(), Theme::font(12), m_theme.color(m_kept ? Token::Text : Token::Muted));
    if (hasFocus())
        paint::focusRing(painter, rect(), 4, m_theme);
}

} // namespace highwater

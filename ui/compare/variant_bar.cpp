// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/variant_bar.h"

#include "compare/variant_chip.h"
#include "findings/card_button.h"

#include <QKeyEvent>
#include <QKeySequence>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr int barWidth = 256;
constexpr int top = 4;
constexpr int gap = 6;
constexpr int chipGap = 4; ///< between two rows

} // namespace

VariantBar::VariantBar(Variants& variants, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_variants(variants), m_theme(theme), m_run(new CardButton(QString(), CardButton::Look::Primary, theme, this)),
      m_keep(new CardButton(QString(), CardButton::Look::Plain, theme, this))
{
    m_run->setToolTip(tr("Runs the variants from the beginning, with the same arrivals and service times"));
    connect(m_run, &QAbstractButton::clicked, this, &VariantBar::runWanted);
    connect(m_keep, &QAbstractButton::clicked, this, &VariantBar::keepWanted);
    for (VariantChip*& chip : m_chips) {
        chip = new VariantChip(theme, this);
        chip->hide();
        connect(chip, &VariantChip::keepWanted, this, &VariantBar::keepWanted);
        connect(chip, &VariantChip::removeWanted, this, [this, chip] { remove(chip->place()); });
        connect(chip, &VariantChip::renameWanted, this, [this, chip] { startRenaming(chip->place()); });
        connect(chip, &VariantChip::goOnWanted, this, [this, chip] { m_variants.goOnWith(chip->place()); });
    }
    connect(&variants, &Variants::changed, this, &VariantBar::follow);
    connect(&theme, &Theme::changed, this, &VariantBar::dress);
    dress();
    follow();
}

VariantChip* VariantBar::chip(int place) const
{
    const auto at = std::find_if(m_chips.begin(), m_chips.end(),
                                 [place](const VariantChip* each) { return !each->isHidden() && each->place() == place; });
    return at != m_chips.end() ? *at : nullptr;
}

void VariantBar::dress()
{
    setFixedWidth(Theme::scaled(barWidth));
    arrange();
}

void VariantBar::follow()
{
    const auto& all = m_variants.all();
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        if (i < all.size())
            m_chips[i]->show(all[i]);
        else
            m_chips[i]->hide();
    }
    const auto next = m_variants.nextPlace();
    m_keep->setEnabled(next.has_value());
    m_keep->setWords(next ? tr("Keep as %1").arg(Variants::letterOf(*next)) : tr("Four are kept"));
    const QString key = QKeySequence(Qt::SHIFT | Qt::Key_B).toString(QKeySequence::NativeText);
    m_keep->setToolTip(next ? tr("Keeps the scenario as it stands, to compare with it (%1)").arg(key) : tr("Remove one of them to keep another one"));
    arrange();
}

void VariantBar::tell(const QString& runText, const QString& words)
{
    if (runText == m_run->text() && words == m_words)
        return;
    m_run->setWords(runText);
    m_run->setAccessibleDescription(words);
    m_run->setVisible(!runText.isEmpty());
    setToolTip(words);
    m_words = words;
    arrange();
}

/// Two rows of two chips below the buttons; where it is low, one row of four.
void VariantBar::arrange()
{
    const int usual = std::max<int>(Theme::scaled(VariantChip::chipHeight), CardButton::buttonHeight);
    const bool low = height() < top + 3 * usual + gap + chipGap;
    const bool tight = height() < top + 2 * usual + gap;
    const int high = tight ? std::min(usual, (height() - 1) / 2) : usual;
    const int y = tight ? 0 : top;
    const int keepWidth = m_keep->sizeHint().width();
    const int runWidth = std::min(m_run->sizeHint().width(), width() - keepWidth - gap);
    m_run->setGeometry(0, y, runWidth, high);
    m_keep->setGeometry(m_run->text().isEmpty() ? 0 : runWidth + gap, y, keepWidth, high);
    const int columns = low ? Variants::most : 2;
    const int chipWidth = (width() - (columns - 1) * gap) / columns;
    const int chipsTop = y + high + (tight ? 1 : gap);
    int shown = 0;
    for (VariantChip* chip : m_chips) {
        if (chip->isHidden())
            continue;
        const QRect box((shown % columns) * (chipWidth + gap), chipsTop + (shown / columns) * (high + chipGap), chipWidth, high);
        chip->setGeometry(box);
        if (m_edit && chip->place() == m_renamed)
            m_edit->setGeometry(low ? QRect(0, box.top(), width(), high) : box);
        ++shown;
    }
    m_wordsTop = chipsTop + (shown + columns - 1) / columns * (high + chipGap) + 2;
    update();
}

void VariantBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void VariantBar::remove(int place)
{
    VariantChip* gone = chip(place);
    const bool focused = gone && gone->hasFocus();
    m_variants.remove(place);
    if (focused && gone->isHidden())
        m_keep->setFocus(Qt::TabFocusReason);
}

void VariantBar::startRenaming(int place)
{
    endRenaming(false);
    VariantChip* renamed = chip(place);
    if (!renamed || !renamed->isKept())
        return;
    m_renamed = place;
    m_edit = new QLineEdit(renamed->text(), this);
    m_edit->setFont(Theme::font(12));
    m_edit->setAccessibleName(tr("Name of variant %1").arg(Variants::letterOf(place)));
    m_edit->setMaxLength(60);
    arrange();
    m_edit->selectAll();
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { endRenaming(true); });
    m_edit->show();
    m_edit->setFocus(Qt::OtherFocusReason);
}

void VariantBar::endRenaming(bool take)
{
    if (!m_edit)
        return;
    QLineEdit* edit = std::exchange(m_edit, nullptr);
    edit->removeEventFilter(this);
    edit->disconnect(this);
    const bool focused = edit->hasFocus();
    const QString name = edit->text();
    edit->hide();
    edit->deleteLater();
    if (take)
        m_variants.rename(m_renamed, name);
    if (VariantChip* renamed = chip(m_renamed); renamed && focused)
        renamed->setFocus(Qt::TabFocusReason);
}

bool VariantBar::eventFilter(QObject* watched, QEvent* event)
{
    const bool press = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched == m_edit && press && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            endRenaming(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void VariantBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    const QFont font = Theme::font(11);
    const int line = static_cast<int>(QFontMetricsF(font).lineSpacing());
    const int room = (height() - m_wordsTop) / line * line;
    if (room <= 0)
        return;
    painter.setFont(font);
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QRect(0, m_wordsTop, width() - 4, room), Qt::TextWordWrap, m_words);
}

} // namespace highwater

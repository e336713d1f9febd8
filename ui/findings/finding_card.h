// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice.h"
#include "theme/theme.h"

#include <QList>
#include <QWidget>

namespace highwater {

class CardButton;

/// One finding: a state, a title, what is wrong, what a change would do, and buttons. GUI thread only.
class FindingCard final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int cardHeight = 91;
    /// theme must outlive the card.
    FindingCard(const Theme& theme, QWidget* parent);

    /// The same finding with newer figures, or another one; the focus stays where it is.
    void setAdvice(const Advice& advice);
    [[nodiscard]] const Advice& advice() const { return m_advice; }
    /// Whether it is about the same thing as another advice.
    [[nodiscard]] bool isAbout(const Advice& advice) const;
    /// Where Tab stops, in its order.
    [[nodiscard]] QList<QWidget*> stops() const;

Q_SIGNALS:
    void showMeWanted(const highwater::Advice& finding);
    void applyWanted(const highwater::Advice& finding);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeButtons();
    void paintWords(QPainter& painter) const;
    void paintOrigin(QPainter& painter) const;

    const Theme& m_theme;
    Advice m_advice;
    CardButton* m_show;
    CardButton* m_apply;
};

/// "wrong", "worth a look", "a note": how serious it is, in a word.
QString severityWord(Finding::Severity severity);
/// Everything that is known about a finding, the figures of its evidence line by line.
QString wholeText(const Advice& advice);

} // namespace highwater

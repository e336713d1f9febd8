// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "units/error.h"

#include <QAction>
#include <QList>
#include <QWidget>

namespace highwater {

class ActionButton;

/// Says what was refused, where and what would be right: 40 px under the tool bar that push the content down. All faults of one attempt
/// can be paged through. Hidden until there is a fault.
class FaultBanner final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int bannerHeight = 40;
    /// theme outlives the banner.
    FaultBanner(Theme* theme, QWidget* parent);

    void showFaults(const QString& title, const Faults& faults);
    /// Something to know that is no fault: the same place, another colour and shape.
    void showNote(const QString& title, const QString& text);
    /// A question that waits for an answer, with a button for each; it blocks nothing. Faults and notes may cover it for a while, and
    /// only an answer or the x takes it away. The actions outlive the offer.
    void offer(const QString& title, const QString& text, const QList<QAction*>& answers);
    void withdraw();
    [[nodiscard]] bool isOffering() const { return !m_answers.isEmpty(); }
    [[nodiscard]] QList<ActionButton*> answerButtons() const { return m_answers; }
    /// Takes the fault or note away; an offer below it is seen again.
    void clear();
    [[nodiscard]] int page() const { return m_page; }
    [[nodiscard]] int pageCount() const { return static_cast<int>(m_faults.size()); }
    /// The fault that is shown, in words: place and message.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void visibilityChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QAction* make(const char* drawing, const QString& name);
    void present();
    void presentOffer();
    void close();
    void turn(int pages);
    void place();

    Theme* m_theme;
    QString m_title;
    Faults m_faults;
    int m_page = 0;
    bool m_isNote = false;
    bool m_showsOffer = false;
    QString m_offerTitle;
    QString m_offerText;
    QList<ActionButton*> m_answers; ///< of the offer
    QAction* m_previous;
    QAction* m_next;
    QAction* m_close;
    ActionButton* m_previousButton;
    ActionButton* m_nextButton;
    ActionButton* m_closeButton;
};

} // namespace highwater

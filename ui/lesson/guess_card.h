// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/lesson.h"
#include "lesson/lesson_run.h"
#include "lesson/text_card.h"

#include <optional>

class QLineEdit;

namespace highwater {

class PanelButton;
class Session;
class SketchPad;

/// What came out, beside what was guessed.
class CompareView final : public QWidget
{
    Q_OBJECT
public:
    CompareView(const Theme& theme, QWidget* parent);
    /// guess, measured: with units; verdict: "4.1 times too high"; source: "simulated".
    void showResult(const QString& guess, const QString& measured, const QString& verdict, const QString& source);
    /// A line, with a bar below it when progress is there.
    void showNote(const QString& note, std::optional<double> progress = {});
    void showNothing();
    [[nodiscard]] QString words() const { return accessibleName(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_guess, m_measured, m_verdict, m_source, m_note;
    std::optional<double> m_progress;
};

/// Guess first, then run: a field, a pad for a curve, and the comparison.
class GuessCard final : public LessonCard
{
    Q_OBJECT
public:
    GuessCard(Session& session, const Theme& theme, QWidget* parent);

    /// Absent: the card is hidden. The prediction is copied.
    void setPrediction(const std::optional<lessons::Prediction>& prediction, double secondsNeeded);
    /// Whether the model that runs is the one that is asked about.
    void setPlayable(bool playable);
    [[nodiscard]] const LessonRun& run() const { return m_run; }

Q_SIGNALS:
    void nodeWanted(const QString& node);

private:
    void start();
    void follow();
    void checkGuess();

    Session& m_session;
    LessonRun m_run;
    std::optional<lessons::Prediction> m_prediction;
    double m_secondsNeeded = 0;
    std::optional<double> m_guess; ///< absent: the field holds none
    double m_guessed = 0;          ///< the guess of the run that goes on
    bool m_playable = false;
    MarkdownView* m_question;
    SketchPad* m_pad;
    QLineEdit* m_field;
    PanelButton* m_button;
    CompareView* m_compare;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/guess_card.h"

#include "inspector/paint.h"
#include "lesson/guess_text.h"
#include "lesson/panel_button.h"
#include "lesson/sketch_pad.h"
#include "session/session.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int resultHeight = 56;
constexpr int noteHeight = 24;

/// A field of the tokens, 28 px high.
class GuessField final : public QLineEdit
{
public:
    GuessField(const Theme& theme, QWidget* parent) : QLineEdit(parent), m_theme(theme)
    {
        setFrame(false);
        setFixedHeight(28);
        setMinimumWidth(70);
        setTextMargins(6, 0, 4, 0);
        setFont(Theme::font(12));
        connect(&theme, &Theme::changed, this, [this] { applyTheme(); });
        applyTheme();
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        if (hasFocus())
            paint::focusRing(painter, rect(), 4, m_theme);
        else
            paint::box(painter, rect(), 4, Qt::transparent, m_theme.color(Token::Strong));
    }

private:
    void applyTheme()
    {
        QPalette palette = m_theme.palette();
        palette.setColor(QPalette::Base, m_theme.color(Token::Raised));
        palette.setColor(QPalette::PlaceholderText, m_theme.color(Token::Muted));
        setPalette(palette);
    }
    const Theme& m_theme;
};

} // namespace

CompareView::CompareView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    showNothing();
}

void CompareView::showResult(const QString& guess, const QString& measured, const QString& verdict, const QString& source)
{
    m_guess = guess;
    m_measured = measured;
    m_verdict = verdict;
    m_source = source;
    m_note.clear();
    setFixedHeight(resultHeight);
    setAccessibleName(tr("your guess %1, %2 %3: %4").arg(guess, source, measured, verdict));
    show();
    update();
}

void CompareView::showNote(const QString& note, std::optional<double> progress)
{
    m_note = note;
    m_progress = progress;
    m_guess.clear();
    setFixedHeight(noteHeight);
    setAccessibleName(note);
    show();
    update();
}

void CompareView::showNothing()
{
    m_note.clear();
    m_guess.clear();
    setAccessibleName({});
    hide();
}

void CompareView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont small = Theme::font(11);
    const QColor muted = m_theme.color(Token::Muted);
    const QColor ink = m_theme.color(Token::Text);
    if (!m_note.isEmpty()) {
        paint::elided(painter, 0, 13, width(), m_note, small, muted);
        if (m_progress) {
            const QRectF well(0, 19, width(), 2);
            paint::fill(painter, well, 1, m_theme.color(Token::Border));
            paint::fill(painter, QRectF(0, 19, width() * *m_progress, 2), 1, m_theme.color(Token::Accent));
        }
        return;
    }
    const QFont strong = Theme::font(12.5, Weight::Medium);
    paint::text(painter, 0, 13, tr("your guess"), small, muted);
    paint::text(painter, width(), 13, m_guess, strong, ink, paint::Align::Right);
    paint::text(painter, 0, 31, m_source, small, muted);
    paint::text(painter, width(), 31, m_measured, strong, ink, paint::Align::Right);
    paint::elided(painter, 0, 50, width(), m_verdict, Theme::font(12, Weight::Medium), ink);
}

GuessCard::GuessCard(Session& session, const Theme& theme, QWidget* parent)
    : LessonCard(tr("Predict, then run"), QStringLiteral("target"), theme, parent), m_session(session), m_run(session, this),
      m_question(new MarkdownView(Token::Raised, theme, this)), m_pad(new SketchPad(theme, this)), m_field(new GuessField(theme, this)),
      m_button(new PanelButton(tr("Run and compare"), {}, PanelButton::Look::Plain, theme, this)), m_compare(new CompareView(theme, this))
{
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_field, 1);
    row->addWidget(m_button);
    body()->addWidget(m_question);
    body()->addWidget(m_pad);
    body()->addLayout(row);
    body()->addWidget(m_compare);
    connect(m_field, &QLineEdit::textChanged, this, &GuessCard::checkGuess);
    connect(m_field, &QLineEdit::returnPressed, m_button, &QAbstractButton::click);
    connect(m_button, &QAbstractButton::clicked, this, &GuessCard::start);
    connect(m_question, &MarkdownView::nodeWanted, this, &GuessCard::nodeWanted);
    connect(&m_run, &LessonRun::changed, this, &GuessCard::follow);
}

void GuessCard::setPrediction(const std::optional<lessons::Prediction>& prediction, double secondsNeeded)
{
    m_run.reset();
    m_prediction = prediction;
    m_secondsNeeded = secondsNeeded;
    if (!prediction) {
        hide();
        return;
    }
    m_question->setMarkdownText(QString::fromStdString(prediction->question));
    const QString what = QString::fromStdString(prediction->what.text);
    m_field->clear();
    m_field->setPlaceholderText(guessExample(prediction->what.unit));
    m_field->setAccessibleName(tr("Your guess: %1").arg(what));
    m_field->setToolTip(what);
    m_pad->setVisible(prediction->sketch.has_value());
    if (const auto& sketch = prediction->sketch) {
        const bool depth = sketch->curve == lessons::Sketch::Curve::Depth;
        const QString title = (depth ? tr("depth of %1") : tr("p99 of %1")).arg(QString::fromStdString(sketch->node));
        m_pad->setAxes(title, sketch->top, valueText(sketch->top, depth ? lessons::Unit::Items : lessons::Unit::Seconds), sketch->seconds,
                       depth ? Token::Text : Token::P99);
    }
    checkGuess();
    show(); // last: it is laid out as it becomes visible
}

void GuessCard::setPlayable(bool playable)
{
    if (m_playable == playable)
        return;
    m_playable = playable;
    checkGuess();
}

void GuessCard::checkGuess()
{
    m_guess.reset();
    QString why;
    if (m_prediction && !m_field->text().trimmed().isEmpty()) {
        const auto guess = readGuess(m_field->text(), m_prediction->what.unit);
        guess ? static_cast<void>(m_guess = *guess) : static_cast<void>(why = QString::fromStdString(guess.error().message));
    }
    m_button->setEnabled(m_playable && m_guess.has_value());
    m_button->setToolTip(!m_playable  ? tr("The lesson's scenario has to run, simulated.")
                         : !why.isEmpty() ? why
                         : !m_guess   ? tr("Write down your guess first.")
                                      : tr("Starts the run and puts your guess beside what comes out."));
    if (m_run.state() == LessonRun::State::Running)
        return;
    why.isEmpty() ? (m_run.state() == LessonRun::State::Idle ? m_compare->showNothing() : static_cast<void>(0)) : m_compare->showNote(why);
}

void GuessCard::start()
{
    if (!m_guess || !m_prediction)
        return;
    m_guessed = *m_guess;
    m_run.start(*m_prediction, m_secondsNeeded);
}

void GuessCard::follow()
{
    if (!m_prediction)
        return;
    m_pad->setRun(m_run.curve());
    switch (m_run.state()) {
    case LessonRun::State::Idle:
        m_compare->showNothing();
        break;
    case LessonRun::State::Running:
        m_compare->showNote(tr("running, until there is enough data"), m_run.progress());
        break;
    case LessonRun::State::Disturbed:
        m_compare->showNote(tr("Something was changed meanwhile: run again."));
        break;
    case LessonRun::State::Done: {
        const lessons::Unit unit = m_prediction->what.unit;
        const double value = *m_run.measured().value;
        m_compare->showResult(valueText(m_guessed, unit), valueText(value, unit), guessVerdict(m_guessed, value), tr("simulated"));
        break;
    }
    }
}

} // namespace highwater

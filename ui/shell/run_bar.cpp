// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/run_bar.h"

#include "inspector/knob_slider.h"
#include "inspector/paint.h"
#include "session/session.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>

#include <cmath>

namespace highwater {

namespace {

constexpr int runWidth = 124;
constexpr int keylessRunWidth = 92;
constexpr int tightRunWidth = 80;
constexpr int speedWidth = 94;
constexpr int tightSpeedWidth = 48;

QString speedText(double speed)
{
    return std::isinf(speed) ? QStringLiteral("max") : QStringLiteral("%1×").arg(speed, 0, 'g', 3);
}

/// Time of the whole scenario: "5:00", the tenths are always 0.
QString lengthText(Duration duration)
{
    QString text = QString::fromStdString(displayClock(duration));
    if (text.endsWith(QStringLiteral(".0")))
        text.chop(2);
    return QStringLiteral("/ ") + text;
}

} // namespace

/// The word speed over its value.
class RunBar::SpeedLabel final : public QWidget
{
public:
    SpeedLabel(Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme) { setFixedSize(40, 36); }
    void setSpeed(double speed)
    {
        if (const QString text = speedText(speed); text != m_text) {
            m_text = text;
            setAccessibleName(RunBar::tr("Speed %1").arg(text));
            update();
        }
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paint::text(painter, 0, 16, RunBar::tr("speed"), Theme::font(10.5), m_theme->color(Token::Muted));
        paint::text(painter, 0, 32, m_text, Theme::font(13, Weight::Medium), m_theme->color(Token::Text));
    }

private:
    Theme* m_theme;
    QString m_text;
};

/// Run time and the scenario's length. Its width follows the widest time of the format, so that nothing beside it moves.
class RunBar::Clock final : public QWidget
{
public:
    Clock(Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme) { setFixedHeight(36); }
    /// Without the length of the scenario, which the time line shows too.
    void setTight(bool tight)
    {
        m_tight = tight;
        fit();
    }
    void setTimes(Instant now, Duration length)
    {
        const QString text = QString::fromStdString(displayClock(now.time_since_epoch()));
        const QString total = lengthText(length);
        if (text == m_text && total == m_total)
            return;
        m_text = text;
        m_total = total;
        setAccessibleName(RunBar::tr("Run time %1 %2").arg(text, total));
        fit();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paint::text(painter, 0, 26, m_text, Theme::font(22, Weight::Medium), m_theme->color(Token::Text));
        if (!m_tight)
            paint::text(painter, timeWidth() + 8, 26, m_total, Theme::font(12), m_theme->color(Token::Muted));
    }

private:
    void fit()
    {
        const int wanted = static_cast<int>(std::ceil(timeWidth() + (m_tight ? 0 : 8 + paint::widthOf(m_total, Theme::font(12)))));
        if (wanted != width())
            setFixedWidth(wanted);
        update();
    }
    [[nodiscard]] qreal timeWidth() const
    {
        QString widest = m_text;
        for (QChar& c : widest)
            c = c.isDigit() ? QLatin1Char('0') : c;
        return std::max(paint::widthOf(QStringLiteral("0:00.0"), Theme::font(22, Weight::Medium)),
                        paint::widthOf(widest, Theme::font(22, Weight::Medium)));
    }
    Theme* m_theme;
    QString m_text = QStringLiteral("0:00.0");
    QString m_total;
    bool m_tight = false;
};

/// A word, less, the number, more, and the key.
class RunBar::Counter final : public QWidget
{
public:
    Counter(const QString& word, QStringView drawing, QAction* less, QAction* more, Theme* theme, QWidget* parent)
        : QWidget(parent), m_word(word), m_drawing(drawing.toString()), m_theme(theme), m_key(keyText(more)),
          m_less(new ActionButton(less, theme, ActionButton::Look::Icon, this)),
          m_more(new ActionButton(more, theme, ActionButton::Look::Icon, this))
    {
        setFixedHeight(28);
        place();
    }

    void setNumber(const QString& number)
    {
        if (number == m_number)
            return;
        m_number = number;
        setAccessibleName(QStringLiteral("%1 %2").arg(m_word, number));
        update();
    }

    void setRoom(Room room)
    {
        m_tight = room == Room::Tight;
        m_keyShown = room == Room::Whole;
        place();
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        if (m_tight)
            painter.drawPixmap(0, 6, iconPixmap(m_drawing, 16, m_theme->color(Token::Muted), devicePixelRatioF()));
        else
            paint::text(painter, 0, 18, m_word, Theme::font(12), m_theme->color(Token::Text));
        const int middle = (m_less->geometry().right() + 1 + m_more->x()) / 2;
        paint::text(painter, middle, 19, m_number, Theme::font(14, Weight::Medium), m_theme->color(Token::Text), paint::Align::Centre);
        if (m_keyShown)
            keybox::paint(painter, m_more->geometry().right() + 7, 6, m_key, *m_theme);
    }

private:
    void place()
    {
        const int left = (m_tight ? 16 : static_cast<int>(std::ceil(paint::widthOf(m_word, Theme::font(12))))) + 8;
        m_less->setGeometry(left, 0, 28, 28);
        const int number = m_tight ? 28 : 36; // between the two buttons
        m_more->setGeometry(left + 28 + number, 0, 28, 28);
        setFixedWidth(left + 56 + number + (m_keyShown ? 6 + keybox::widthOf(m_key) : 0));
        setToolTip(m_word);
    }

    QString m_word;
    QString m_drawing;
    Theme* m_theme;
    QString m_key;
    QString m_number;
    ActionButton* m_less;
    ActionButton* m_more;
    bool m_tight = false;
    bool m_keyShown = true;
};

/// Where the figures come from: simulated in outline, measured filled, analytic square and dashed inside.
class RunBar::Badge final : public QWidget
{
public:
    Badge(Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
    {
        setFixedHeight(16);
        setMode(Mode::Simulated);
    }
    void setMode(Mode mode)
    {
        m_mode = mode;
        m_word = mode == Mode::Simulated ? RunBar::tr("Simulated") : mode == Mode::Measured ? RunBar::tr("Measured") : RunBar::tr("Analytic");
        setFixedWidth(static_cast<int>(std::ceil(paint::widthOf(m_word, Theme::font(10.5, Weight::Medium)))) + 16);
        setAccessibleName(m_word);
        setToolTip(RunBar::tr("The figures of this run are %1.").arg(m_word.toLower()));
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const bool filled = m_mode == Mode::Measured;
        paint::box(painter, rect(), m_mode == Mode::Analytic ? 0 : 7.5, filled ? m_theme->color(Token::Muted) : QColor(Qt::transparent),
                   m_theme->color(Token::Muted));
        if (m_mode == Mode::Analytic) {
            painter.setPen(QPen(m_theme->color(Token::Muted), 1, Qt::DotLine));
            painter.drawRect(QRectF(rect()).adjusted(2.5, 2.5, -2.5, -2.5));
        }
        paint::text(painter, width() / 2.0, 12, m_word, Theme::font(10.5, Weight::Medium), m_theme->color(filled ? Token::Surface : Token::Text),
                    paint::Align::Centre);
    }

private:
    Theme* m_theme;
    Mode m_mode = Mode::Simulated;
    QString m_word;
};

RunBar::RunBar(Session* session, Actions* actions, Theme* theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_actions(actions), m_theme(theme), m_speedLabel(new SpeedLabel(theme, this)),
      m_speed(new KnobSlider(theme, this)), m_clock(new Clock(theme, this)),
      m_producers(new Counter(tr("Producers"), u"producer", actions->removeProducer, actions->addProducer, theme, this)),
      m_consumers(new Counter(tr("Consumers"), u"stage", actions->removeConsumer, actions->addConsumer, theme, this)),
      m_badge(new Badge(theme, this)), m_spike(new ActionButton(actions->spike, theme, ActionButton::Look::Text, this))
{
    setFixedHeight(barHeight);
    const auto button = [&](QAction* action, ActionButton::Look look, QSize size) {
        auto* made = new ActionButton(action, theme, look, this);
        made->setFixedSize(size);
        return made;
    };
    m_speed->setScale(KnobScale{0.1, 1000, true});
    m_speed->setFixedWidth(speedWidth);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Seconds of the run per second, 0.1 to 1000 ([ and ])"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(4);
    row->addWidget(button(actions->restart, ActionButton::Look::Icon, {32, 32}));
    row->addWidget(button(actions->stepBack, ActionButton::Look::Icon, {32, 32}));
    m_run = button(actions->run, ActionButton::Look::Primary, {runWidth, 32});
    row->addWidget(m_run);
    row->addWidget(button(actions->step, ActionButton::Look::Icon, {32, 32}));
    row->addWidget(button(actions->fast, ActionButton::Look::Icon, {32, 32}));
    row->addSpacing(8);
    row->addWidget(m_speedLabel);
    row->addWidget(m_speed);
    row->addWidget(separator());
    row->addWidget(m_clock);
    row->addWidget(separator());
    row->addWidget(m_producers);
    row->addSpacing(8);
    row->addWidget(m_consumers);
    row->addWidget(separator());
    row->addWidget(m_spike);
    m_marks = {new ActionButton(actions->baseline, theme, ActionButton::Look::Text, this),
               new ActionButton(actions->marker, theme, ActionButton::Look::Text, this)};
    for (ActionButton* each : m_marks)
        row->addWidget(each);
    row->addStretch(1);
    m_live = new ActionButton(actions->live, theme, ActionButton::Look::Text, this);
    row->addWidget(m_live);
    row->addSpacing(4);
    row->addWidget(m_badge);
    row->addSpacing(4);
    row->addWidget(button(actions->share, ActionButton::Look::Icon, {28, 28}));
    row->addWidget(button(actions->themeToggle, ActionButton::Look::Icon, {28, 28}));
    row->addWidget(button(actions->keys, ActionButton::Look::Icon, {28, 28}));

    connect(m_speed, &KnobSlider::moved, this, [this](double speed) {
        m_session->setSpeed(speed);
        m_speedLabel->setSpeed(m_session->speed());
    });
    connect(session, &Session::frame, this, &RunBar::follow);
    connect(session, &Session::scenarioOpened, this, &RunBar::follow);
    connect(session, &Session::liveChanged, this, &RunBar::follow);
    connect(theme, &Theme::changed, this, [this] {
        fit();
        update();
    });
    setRoom(Room::Whole);
    follow();
}

QWidget* RunBar::separator()
{
    class Line final : public QWidget
    {
    public:
        Line(Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme) { setFixedSize(17, 28); }

    protected:
        void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(width() / 2, 0, 1, height(), m_theme->color(Token::Border)); }

    private:
        Theme* m_theme;
    };
    auto* line = new Line(m_theme, this);
    m_lines.append(line);
    return line;
}

void RunBar::follow()
{
    m_speedLabel->setSpeed(m_session->speed());
    m_speed->setKnobValue(m_session->speed());
    const auto snapshot = m_session->snapshot();
    if (!snapshot)
        return;
    const int taken = m_clock->width() + m_badge->width();
    m_clock->setTimes(snapshot->now, snapshot->scenario->duration);
    m_badge->setMode(snapshot->mode);
    if (m_clock->width() + m_badge->width() != taken)
        fit();
    m_speed->setEnabled(!m_session->isLive());
    int producers = 0;
    for (const NodeView& node : snapshot->nodes)
        producers += node.isProducer && !node.retired && !node.fromOutside ? 1 : 0;
    m_producers->setNumber(QString::number(producers));
    m_actions->removeProducer->setEnabled(producers > 1);
    m_actions->addProducer->setEnabled(producers > 0);
    const int index = m_session->chartedStage();
    const StageNode* stage = index >= 0 ? snapshot->scenario->nodes[static_cast<std::size_t>(index)].stage() : nullptr;
    m_consumers->setNumber(!stage ? QStringLiteral("–") : stage->workers ? QString::number(*stage->workers) : QStringLiteral("∞"));
    m_actions->addConsumer->setEnabled(stage != nullptr);
    m_actions->removeConsumer->setEnabled(stage && (!stage->workers || *stage->workers > 1));
}

void RunBar::setRoom(Room room)
{
    const bool tight = room == Room::Tight;
    const bool keys = room == Room::Whole;
    m_room = room;
    m_clock->setTight(tight);
    m_producers->setRoom(room);
    m_consumers->setRoom(room);
    m_run->setKeyShown(keys);
    m_run->setFixedWidth(tight ? tightRunWidth : keys ? runWidth : keylessRunWidth);
    m_speed->setFixedWidth(tight ? tightSpeedWidth : speedWidth);
    for (QWidget* line : m_lines)
        line->setFixedWidth(keys ? 17 : 9);
    for (ActionButton* each : {m_spike, m_marks[0], m_marks[1], m_live}) {
        each->setLook(tight ? ActionButton::Look::Icon : ActionButton::Look::Text);
        each->setKeyShown(keys);
        each->setFixedWidth(each->sizeHint().width());
    }
}

/// As much as fits. The widths depend on the language, the fonts and the run's time, so they are asked for.
void RunBar::fit()
{
    for (const Room room : {Room::Whole, Room::NoKeys, Room::Tight}) {
        if (m_room != room)
            setRoom(room);
        layout()->invalidate();
        if (layout()->minimumSize().width() <= width())
            return;
    }
}

void RunBar::resizeEvent(QResizeEvent* event)
{
    fit();
    QWidget::resizeEvent(event);
}

void RunBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/readings.h"
#include "theme/theme.h"

#include <QPixmap>
#include <QWidget>

namespace highwater {

/// What the sections below the knobs share: a title in bold and fixed columns.
class ReadingView : public QWidget
{
    Q_OBJECT
public:
    ReadingView(const QString& title, Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) final;
    virtual void paintBody(QPainter& painter) = 0;
    [[nodiscard]] Theme& theme() const { return *m_theme; }
    [[nodiscard]] int right() const;
    /// A word at the right of the title.
    void setNote(const QString& note) { m_note = note; }
    void setTitle(const QString& title)
    {
        m_title = title;
        setAccessibleName(title);
    }
    /// Shares side by side, 10 px high, with their words below.
    void paintBar(QPainter& painter, int top, const QList<BarPart>& parts);
    static constexpr int padding = 14;

private:
    QString m_title;
    QString m_note;
    Theme* m_theme;
};

/// Two columns of readings and the bar of busy, blocked and idle.
class NowView final : public ReadingView
{
    Q_OBJECT
public:
    explicit NowView(Theme* theme, QWidget* parent = nullptr);
    void setReading(const NowReading& reading);

protected:
    void paintBody(QPainter& painter) override;

private:
    NowReading m_reading;
};

/// One line for each figure, below a bar when there is one. As high as it needs to be; hidden when there is nothing to
/// say.
class DetailView final : public ReadingView
{
    Q_OBJECT
public:
    explicit DetailView(Theme* theme, QWidget* parent = nullptr);
    void setReading(const DetailReading& reading);

protected:
    void paintBody(QPainter& painter) override;

private:
    DetailReading m_reading;
};

/// Grade, price and the bar of standing, useful and unused places.
class BloatView final : public ReadingView
{
    Q_OBJECT
public:
    explicit BloatView(Theme* theme, QWidget* parent = nullptr);
    void setReading(const BloatReading& reading);

protected:
    void paintBody(QPainter& painter) override;

private:
    void paintGrade(QPainter& painter);
    void paintPlaces(QPainter& painter);
    void paintThin(QPainter& painter);
    BloatReading m_reading;
};

/// One line for each law with an icon and its figures.
class ChecksView final : public ReadingView
{
    Q_OBJECT
public:
    explicit ChecksView(Theme* theme, QWidget* parent = nullptr);
    void setReadings(const QList<CheckReading>& readings);

protected:
    void paintBody(QPainter& painter) override;
    bool event(QEvent* event) override;

private:
    QList<CheckReading> m_readings;
};

} // namespace highwater

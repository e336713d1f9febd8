// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/mark_workbench.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <memory>

namespace highwater {

class CardButton;
class MarkGrid;
class Theme;

/// What the workbench says of one stage: a table of the pair in force beside the proposed one, a sentence, the buttons, and the grid of what
/// was tried. Where it is wide, the grid stands beside a table that has its figures in columns. Theme outlives it; GUI thread only.
class MarkSheet final : public QWidget
{
    Q_OBJECT
public:
    explicit MarkSheet(const Theme& theme, QWidget* parent = nullptr);

    /// study: null: none of that node. node: empty: there is nothing to study.
    void show(std::shared_ptr<const MarkStudy> study, const QString& node, bool inBytes);
    [[nodiscard]] CardButton* tryButton() const { return m_try; }
    [[nodiscard]] CardButton* lookButton() const { return m_look; }
    [[nodiscard]] MarkGrid* grid() const { return m_grid; }
    /// Everything in words.
    [[nodiscard]] QString told() const;
    [[nodiscard]] int heightFor(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Line;
    void arrange();
    [[nodiscard]] bool isWide(int width) const;
    [[nodiscard]] int wordsWidth() const; ///< of what is not the grid
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString pair(const MarkFigures& figures) const;
    [[nodiscard]] QList<Line> lines() const;
    void paintRows(QPainter& painter, int top) const;
    void paintColumns(QPainter& painter, int top) const;

    const Theme& m_theme;
    std::shared_ptr<const MarkStudy> m_study;
    QString m_node;
    bool m_inBytes = false;
    CardButton* m_try;
    CardButton* m_look;
    MarkGrid* m_grid;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/mark_workbench.h"

#include <QList>
#include <QWidget>

#include <memory>

namespace highwater {

class CardButton;
class Session;
class Theme;

/// The hysteresis of the selected stage: what its pair of marks does (switches a minute, overshoot, starvation, throughput, p99, losses)
/// beside what the proposed pair would do, and a button that tries that one. A section of the inspector or of the findings. It is handed
/// studies and says what the user wants. GUI thread only.
class MarkWorkbenchPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme must outlive the panel.
    MarkWorkbenchPanel(Session& session, const Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing is known. A study of another node than the selected one is not shown.
    void showStudy(std::shared_ptr<const MarkStudy> study);
    /// The node that a study is wanted of: the selected one; empty when it is no stage with marks.
    [[nodiscard]] QString wantedNode() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void studyWanted(const QString& node); ///< another stage was selected, or the button asks for a fresh look
    void applyWanted(const std::vector<highwater::ScenarioEdit>& edits, const QString& label);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Line;
    void follow();
    void arrange();
    [[nodiscard]] const MarkStudy* shown() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QList<Line> lines() const;
    void paintTable(QPainter& painter, int top) const;

    Session& m_session;
    const Theme& m_theme;
    std::shared_ptr<const MarkStudy> m_study;
    QString m_node;
    CardButton* m_try;
    CardButton* m_look;
};

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/parameters.h"
#include "run/snapshot.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>

class QStackedLayout;

namespace highwater {

class BloatView;
class ChecksView;
class DetailView;
class KnobList;
class NodeHead;
class NowView;
class PanelHead;
class Session;
class Theme;

/// The right dock: what the selected node is, everything about it that can be turned, what it does now, what waiting
/// costs and whether the figures hold. 312 px wide. Values are redrawn ten times a second at most; a changed parameter
/// shows at once.
class InspectorPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme must outlive the panel.
    InspectorPanel(Session* session, Theme* theme, QWidget* parent = nullptr);
    ~InspectorPanel() override;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* buildContent();
    QWidget* buildEmpty();
    void wire(KnobList* list);
    [[nodiscard]] std::optional<Scenario> scenarioOf(const QString& text) const;
    void readFile();
    void showDifferences();
    void frame();
    void refresh();
    void refreshKnobs(const Snapshot& snapshot, const Node& node);
    void apply(KnobList* list, const Edits& edits, const QString& label);
    [[nodiscard]] QList<QPair<QString, QString>> valuesOf(const Edits& edits) const;
    [[nodiscard]] const Node* fileNode(const std::string& name) const;

    Session* m_session;
    Theme* m_theme;
    PanelHead* m_head;
    QStackedLayout* m_pages;
    NodeHead* m_nodeHead = nullptr;
    std::array<KnobList*, 4> m_knobs{}; ///< by kind of node
    NowView* m_now = nullptr;
    DetailView* m_detail = nullptr;
    BloatView* m_bloat = nullptr;
    ChecksView* m_checks = nullptr;

    std::optional<Scenario> m_file;          ///< the scenario as it stands in the file
    std::shared_ptr<const Scenario> m_shown; ///< what the knobs show
    std::shared_ptr<const Scenario>
        m_outdated; ///< the scenario when the last change was sent: pictures of it are from before
    QElapsedTimer m_sinceChange;
    QString m_shownNode;
    QString m_why; ///< of the fault that the session has just reported
    int m_gesture = 0;
    QElapsedTimer m_sinceRefresh;
    QTimer m_refreshLater;
};

} // namespace highwater

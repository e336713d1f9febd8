// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace highwater {

/// Kind, name and state of the node: an icon, 15 px, and a chip with the state's shape and word.
class NodeHead final : public QWidget
{
    Q_OBJECT
public:
    explicit NodeHead(Theme* theme, QWidget* parent = nullptr);
    void setNode(const NodeView& view);
    /// The word on the chip: "pressed 1.20 s".
    [[nodiscard]] QString chipText() const { return m_chip; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme* m_theme;
    QString m_name;
    QString m_chip;
    NodeKind m_kind = NodeKind::Stage;
    StateLook m_look;
    NodeView m_latest;         ///< without its series
    QTimer m_later;            ///< shows the latest state when the one before has had its time
    QElapsedTimer m_sinceLook; ///< a state shorter than 250 ms stays on the chip for 250 ms
};

} // namespace highwater

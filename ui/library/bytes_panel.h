// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/live_view.h"
#include "theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace highwater {

class Session;

/// Where the bytes of a live run are: in the kernel's receive buffers, read, in the queues, on disk, in the send buffers; stacked, over the
/// last minutes, with their sum and the memory of the process in words.
class BytesPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme outlive the panel.
    BytesPanel(Session* session, Theme* theme, QWidget* parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override { return {280, 48}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();
    void paintStack(QPainter& painter, const QRectF& plot) const;
    void paintLegend(QPainter& painter, const QRectF& box) const;

    Session* m_session;
    Theme* m_theme;
    std::shared_ptr<const std::vector<ByteSample>> m_samples;
    double m_top = 1; ///< bytes at the upper edge
};

} // namespace highwater

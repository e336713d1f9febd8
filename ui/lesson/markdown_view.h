// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTextBrowser>

namespace highwater {

/// Markdown of a lesson, as high as it needs to be at its width. Names of nodes, which stand in backticks, are links: by Tab and Enter, or
/// by a click.
class MarkdownView final : public QTextBrowser
{
    Q_OBJECT
public:
    /// ground: what it lies on.
    MarkdownView(Token ground, const Theme& theme, QWidget* parent);
    void setMarkdownText(const QString& markdown);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 0}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void nodeWanted(const QString& node);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void layOut();
    Token m_ground;
    const Theme& m_theme;
    QString m_markdown;
};

} // namespace highwater

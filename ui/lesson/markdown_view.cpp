// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/markdown_view.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double textPixels = 12.5;
constexpr double linePixels = 18;
constexpr double paragraphGap = 8;
const QString nodeScheme = QStringLiteral("node");

/// What stood in backticks becomes a link to the node.
void linkNames(QTextDocument* document, const QColor& ink)
{
    struct Name
    {
        int from, length;
        QString text;
    };
    QList<Name> names;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextFragment fragment = at.fragment();
            if (fragment.charFormat().fontFixedPitch())
                names.append({fragment.position(), fragment.length(), fragment.text()});
        }
    }
    for (const Name& name : std::as_const(names)) {
        QTextCursor cursor(document);
        cursor.setPosition(name.from);
        cursor.setPosition(name.from + name.length, QTextCursor::KeepAnchor);
        QTextCharFormat format;
        format.setFont(Theme::font(textPixels, Weight::Medium));
        format.setForeground(ink);
        format.setAnchor(true);
        format.setAnchorHref(nodeScheme + QLatin1Char(':') + QString::fromLatin1(name.text.toUtf8().toPercentEncoding()));
        cursor.setCharFormat(format);
    }
}

void space(QTextDocument* document)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(linePixels, QTextBlockFormat::FixedHeight);
        format.setTopMargin(0);
        format.setBottomMargin(block.next().isValid() ? paragraphGap : 0);
        QTextCursor(block).setBlockFormat(format);
    }
}

} // namespace

MarkdownView::MarkdownView(Token ground, const Theme& theme, QWidget* parent) : QTextBrowser(parent), m_ground(ground), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setOpenLinks(false);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    document()->setDocumentMargin(0);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (url.scheme() == nodeScheme)
            Q_EMIT nodeWanted(url.path(QUrl::FullyDecoded));
    });
    connect(&theme, &Theme::changed, this, &MarkdownView::layOut);
}

void MarkdownView::setMarkdownText(const QString& markdown)
{
    m_markdown = markdown;
    layOut();
}

void MarkdownView::layOut()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Base, m_theme.color(m_ground));
    palette.setColor(QPalette::Text, m_theme.color(Token::Text));
    setPalette(palette);
    viewport()->setPalette(palette);
    document()->setDefaultFont(Theme::font(textPixels));
    document()->setMarkdown(m_markdown, QTextDocument::MarkdownDialectCommonMark);
    space(document());
    linkNames(document(), m_theme.color(Token::Accent));
    // Without a link there is nothing to reach by Tab.
    setFocusPolicy(m_markdown.contains(QLatin1Char('`')) ? Qt::StrongFocus : Qt::NoFocus);
    setAccessibleName(document()->toPlainText());
    updateGeometry();
}

int MarkdownView::heightForWidth(int width) const
{
    const qreal before = document()->textWidth();
    document()->setTextWidth(width);
    const int height = static_cast<int>(std::ceil(document()->size().height()));
    document()->setTextWidth(before);
    return height;
}

QSize MarkdownView::sizeHint() const
{
    return {200, heightForWidth(std::max(40, width()))};
}

void MarkdownView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void MarkdownView::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the panel scrolls
}

} // namespace highwater

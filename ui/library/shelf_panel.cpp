// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/shelf_panel.h"

#include "inspector/paint.h"
#include "inspector/panel_head.h"
#include "inspector/slim_thumb.h"
#include "library/shelf_delegate.h"
#include "library/shelf_model.h"
#include "scenario/shelf.h"
#include "session/session.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace highwater {

namespace {

constexpr int fullWidth = 256;
constexpr int foldedWidth = 44;

/// The list, which never is a blank panel: without a row it says why.
class ShelfView final : public QListView
{
public:
    ShelfView(Theme* theme, QWidget* parent) : QListView(parent), m_theme(theme) {}

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QListView::paintEvent(event);
        if (model()->rowCount() > 0)
            return;
        QPainter painter(viewport());
        const int middle = viewport()->width() / 2;
        painter.drawPixmap(middle - 16, 40,
                           iconPixmap(u"search", 32, m_theme->color(Token::Muted), devicePixelRatioF()));
        paint::text(painter, middle, 98, ShelfPanel::tr("No scenario fits."), Theme::font(14),
                    m_theme->color(Token::Text), paint::Align::Centre);
        paint::text(painter, middle, 118, ShelfPanel::tr("Esc shows all of them."), Theme::font(11),
                    m_theme->color(Token::Muted), paint::Align::Centre);
    }

private:
    Theme* m_theme;
};

} // namespace

ShelfPanel::ShelfPanel(Session* session, Theme* theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme),
      m_head(new PanelHead(tr("Scenarios"), theme, this)), m_magnifier(new QToolButton(this)),
      m_search(new QLineEdit(this)), m_list(new ShelfView(theme, this)), m_model(new ShelfModel(shelf(), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    auto* searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(14, 0, 14, 0);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    layout->addSpacing(4);
    layout->addWidget(m_list, 1);

    m_magnifier->setAutoRaise(true);
    m_magnifier->setIconSize({16, 16});
    m_magnifier->setFixedSize(24, 24);
    m_magnifier->setToolTip(tr("Search the scenarios"));
    m_magnifier->setAccessibleName(tr("Search the scenarios"));
    m_search->setPlaceholderText(tr("name or word"));
    m_search->setAccessibleName(tr("Search the scenarios"));
    m_search->setFixedHeight(28);
    m_search->setFont(Theme::font(12));
    m_search->installEventFilter(this);
    m_search->hide();

    m_list->setModel(m_model);
    m_list->setItemDelegate(new ShelfDelegate(theme, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    new SlimThumb(m_list, theme);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setAccessibleName(tr("Scenarios"));
    m_list->installEventFilter(this);

    connect(m_magnifier, &QToolButton::clicked, this, [this] { showSearch(m_search->isHidden()); });
    connect(m_search, &QLineEdit::textChanged, this, &ShelfPanel::filter);
    connect(m_list, &QListView::clicked, this, &ShelfPanel::openRow);
    connect(session, &Session::scenarioOpened, this, &ShelfPanel::markOpen);
    connect(theme, &Theme::changed, this, &ShelfPanel::applyTheme);
    applyTheme();
    setFolded(false);
    markOpen();
}

void ShelfPanel::applyTheme()
{
    m_magnifier->setIcon(themedIcon(u"search", *m_theme, Token::Muted));
    QPalette palette = m_theme->palette();
    palette.setColor(QPalette::Base, m_theme->color(Token::Surface));
    m_list->setPalette(palette);
    m_list->viewport()->update();
    update();
}

QSize ShelfPanel::sizeHint() const
{
    return {m_folded ? foldedWidth : fullWidth, 420};
}

void ShelfPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
}

void ShelfPanel::resizeEvent(QResizeEvent*)
{
    m_magnifier->move(width() - 12 - m_magnifier->width() + 4, 2);
    m_magnifier->raise();
}

void ShelfPanel::setFolded(bool folded)
{
    m_folded = folded;
    if (folded)
        showSearch(false);
    m_head->setVisible(!folded);
    m_magnifier->setVisible(!folded);
    static_cast<ShelfDelegate*>(m_list->itemDelegate())->setFolded(folded);
    setMinimumWidth(folded ? foldedWidth : fullWidth);
    setMaximumWidth(folded ? foldedWidth : QWIDGETSIZE_MAX);
    m_list->doItemsLayout();
    updateGeometry();
}

void ShelfPanel::showSearch(bool on, const QString& text)
{
    m_search->setVisible(on);
    m_search->setText(on ? text : QString());
    (on ? static_cast<QWidget*>(m_search) : m_list)->setFocus();
}

void ShelfPanel::filter(const QString& text)
{
    m_model->setFilter(text);
    markOpen();
}

void ShelfPanel::markOpen()
{
    const int row = m_model->rowOfFile(m_session->file());
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    else
        m_list->selectionModel()->clear();
}

void ShelfPanel::openByNumber(int n)
{
    openFile(m_model->fileOfNumber(n));
}

void ShelfPanel::openRow(const QModelIndex& index)
{
    openFile(index.data(ShelfModel::FileRole).toString());
}

void ShelfPanel::openFile(const QString& file)
{
    if (!file.isEmpty())
        m_session->open(file);
    markOpen(); // also back to the open one, when the other was refused
}

bool ShelfPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape && !m_search->isHidden()) {
        showSearch(false);
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        // From the search field the first row that fits.
        const QModelIndex chosen = watched == m_search ? m_model->index(0) : m_list->currentIndex();
        openRow(chosen);
        return true;
    }
    if (watched == m_search && key->key() == Qt::Key_Down) {
        m_list->setFocus();
        return true;
    }
    const QString text = key->text();
    const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    // Digits open a scenario; they are the window's keys.
    if (watched == m_list && plain && !m_folded && text.size() == 1 && text[0].isLetter()) {
        showSearch(true, text);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editor_panel.h"

#include "theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

namespace highwater {

namespace {

constexpr int buttonSide = 26;
constexpr int buttonDistance = 8; ///< from the corner of the canvas

} // namespace

EditorPanel::EditorPanel(Session& session, Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_panel(new CanvasPanel(session, theme, this)), m_editor(new CanvasEditor(session, m_panel->canvas(), theme, this)),
      m_actions(new EditorActions(*m_editor, m_panel->canvas(), this)), m_palette(new PaletteStrip(theme, this)),
      m_button(new QToolButton(&m_panel->canvas()))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_palette);
    row->addWidget(m_panel, 1);
    setFocusProxy(m_panel);
    m_palette->hide();
    connect(m_editor, &CanvasEditor::editingChanged, m_palette, &QWidget::setVisible);
    connect(m_editor, &CanvasEditor::armedChanged, this, [this] { m_palette->setArmed(m_editor->armed()); });
    connect(m_palette, &PaletteStrip::pieceChosen, this, [this](Piece piece) {
        m_editor->arm(m_editor->armed() == piece ? std::nullopt : std::optional(piece));
        m_panel->canvas().setFocus();
    });
    connect(m_palette, &PaletteStrip::pieceWanted, m_editor, &CanvasEditor::insert);
    m_button->setDefaultAction(m_actions->edit);
    m_button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setAccessibleName(tr("Edit the picture"));
    m_button->setFixedSize(buttonSide, buttonSide);
    m_panel->canvas().installEventFilter(this);
    connect(&theme, &Theme::changed, this, &EditorPanel::applyColors);
    applyColors();
    placeButton();
}

/// What talks to the canvas goes before it.
EditorPanel::~EditorPanel()
{
    delete m_actions;
    delete m_editor;
}

void EditorPanel::applyColors()
{
    m_actions->edit->setIcon(themedIcon(u"edit", m_theme));
    m_button->setStyleSheet(QStringLiteral("QToolButton { background: %1; border: 1px solid %2; border-radius: 4px; }"
                                           "QToolButton:hover { background: %3; }"
                                           "QToolButton:checked { background: %4; border-color: %5; }"
                                           "QToolButton:focus { border: 2px solid %5; }")
                                .arg(m_theme.color(Token::Surface).name(), m_theme.color(Token::Border).name(), m_theme.color(Token::Hover).name(),
                                     m_theme.color(Token::Selected).name(), m_theme.color(Token::Accent).name()));
}

void EditorPanel::placeButton()
{
    m_button->move(m_panel->canvas().width() - buttonSide - buttonDistance, buttonDistance);
}

bool EditorPanel::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        placeButton();
    return QWidget::eventFilter(object, event);
}

} // namespace highwater

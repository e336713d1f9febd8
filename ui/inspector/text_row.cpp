// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/text_row.h"

namespace highwater {

TextRow::TextRow(const QString& key, const QString& help, Theme* theme, QWidget* parent)
    : ParameterRow(key, help, theme, parent), m_field(new ValueField(ValueField::Kind::Text, theme, this))
{
    connect(m_field, &ValueField::committed, this, [this](const QString& text) { Q_EMIT edited(text.trimmed()); });
    connect(this, &ParameterRow::resetWanted, this, [this] { Q_EMIT edited(m_file); });
}

void TextRow::setView(const QString& label, const QString& text, const QString& file)
{
    m_file = file;
    setLabel(label);
    m_field->edit()->setAccessibleName(label);
    m_field->setShown({text, {}});
    setFileNote(!file.isEmpty() && file != text ? file : QString());
}

void TextRow::resizeEvent(QResizeEvent* event)
{
    ParameterRow::resizeEvent(event);
    m_field->setGeometry(0, controlTop, width(), 24);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/parameter_row.h"
#include "inspector/value_field.h"

namespace highwater {

/// A parameter that is a text of the scenario, over the whole width.
class TextRow final : public ParameterRow
{
    Q_OBJECT
public:
    TextRow(const QString& key, const QString& help, Theme* theme, QWidget* parent = nullptr);

    void setView(const QString& label, const QString& text, const QString& file);
    void refuse(const QString& why) { m_field->setFault(why); }
    [[nodiscard]] ValueField* field() const { return m_field; }

Q_SIGNALS:
    void edited(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    ValueField* m_field;
    QString m_file;
};

} // namespace highwater

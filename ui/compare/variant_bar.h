// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/variants.h"
#include "theme/theme.h"

#include <QWidget>

#include <array>

class QAction;
class QLineEdit;

namespace highwater {

class CardButton;
class VariantChip;

/// The variants beside their table: a button that runs them, one that keeps another one, a chip for each, and a few words below where there
/// is room. Variants and theme outlive it.
class VariantBar final : public QWidget
{
    Q_OBJECT
public:
    VariantBar(Variants& variants, const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] CardButton* runButton() const { return m_run; }
    [[nodiscard]] CardButton* keepButton() const { return m_keep; }
    /// The chip of a place; null: there is no such variant.
    [[nodiscard]] VariantChip* chip(int place) const;
    /// Where a name is being written; null: nowhere.
    [[nodiscard]] QLineEdit* nameEdit() const { return m_edit; }
    /// runText: of the button; words: what is said below.
    void tell(const QString& runText, const QString& words);
    void startRenaming(int place);

Q_SIGNALS:
    void runWanted();
    void keepWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void dress();
    void arrange();
    void endRenaming(bool take);
    void remove(int place);

    Variants& m_variants;
    const Theme& m_theme;
    CardButton* m_run;
    CardButton* m_keep;
    std::array<VariantChip*, Variants::most> m_chips{}; ///< in the order of the variants; those without one are hidden
    QLineEdit* m_edit = nullptr;
    int m_renamed = 0; ///< place
    QString m_words;
    int m_wordsTop = 0;
};

} // namespace highwater

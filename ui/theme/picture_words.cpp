// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/picture_words.h"

#include <unordered_map>

namespace highwater {

namespace {

std::unordered_map<const char*, QString>& known()
{
    static std::unordered_map<const char*, QString> words;
    return words;
}

} // namespace

const QString& Painted::tr(const char* english)
{
    const auto [place, isNew] = known().try_emplace(english);
    if (isNew)
        place->second = QCoreApplication::translate("Painted", english);
    return place->second;
}

void Painted::forget()
{
    known().clear();
}

} // namespace highwater

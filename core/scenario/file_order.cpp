// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/file_order.h"

#include <algorithm>
#include <unordered_map>

namespace highwater {

namespace {

/// Every pointer of a file, numbered in the order of the text.
class FileOrder
{
public:
    explicit FileOrder(const Json& root) { number(root, {}); }

    void sort(Faults& faults) const
    {
        std::stable_sort(faults.begin(), faults.end(),
                         [this](const Error& a, const Error& b) { return placeOf(a.where) < placeOf(b.where); });
    }

private:
    void number(const Json& value, const std::string& pointer)
    {
        m_places.emplace(pointer, m_places.size());
        if (value.is_object()) {
            for (auto member = value.begin(); member != value.end(); ++member) {
                number(*member, pointerTo(pointer, member.key()));
            }
        } else if (value.is_array()) {
            for (std::size_t i = 0; i < value.size(); ++i) {
                number(value[i], pointerTo(pointer, std::to_string(i)));
            }
        }
    }

    [[nodiscard]] std::size_t placeOf(std::string pointer) const
    {
        for (;;) {
            if (const auto place = m_places.find(pointer); place != m_places.end()) {
                return place->second;
            }
            const auto slash = pointer.rfind('/');
            if (slash == std::string::npos) {
                return 0;
            }
            pointer.resize(slash);
        }
    }

    std::unordered_map<std::string, std::size_t> m_places;
};

} // namespace

void sortByPlace(Faults& faults, const Json& root)
{
    FileOrder(root).sort(faults);
}

} // namespace highwater

// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/remarks.h"

#include "scenario/field_reader.h"
#include "scenario/tree.h"

namespace highwater {

namespace {

constexpr const char* nodesField = "nodes";

/// The member itself or the next one that is no remark.
Json::const_iterator said(Json::const_iterator member, const Json& object)
{
    while (member != object.end() && isOwnField(member.key())) {
        ++member;
    }
    return member;
}

/// same(name, one value, other value) for the members that are no remarks, pair by pair.
template <typename Same>
bool sameMembers(const Json& one, const Json& other, const Same& same)
{
    if (!one.is_object() || !other.is_object()) {
        return one == other;
    }
    auto left = said(one.begin(), one);
    auto right = said(other.begin(), other);
    while (left != one.end() && right != other.end()) {
        if (left.key() != right.key() || !same(left.key(), *left, *right)) {
            return false;
        }
        left = said(++left, one);
        right = said(++right, other);
    }
    return left == one.end() && right == other.end();
}

bool sameNode(const Json& one, const Json& other)
{
    return sameMembers(one, other, [](const std::string&, const Json& left, const Json& right) { return left == right; });
}

bool sameNodes(const Json& one, const Json& other)
{
    if (!one.is_object() || !other.is_object()) {
        return one == other;
    }
    if (one.size() != other.size()) {
        return false;
    }
    auto right = other.begin();
    for (auto left = one.begin(); left != one.end(); ++left, ++right) {
        if (left.key() != right.key() || !sameNode(*left, *right)) {
            return false;
        }
    }
    return true;
}

/// Its own members and, behind them, the remarks of another object.
Json carried(const Json& object, const Json& other)
{
    if (!object.is_object() || !other.is_object()) {
        return object;
    }
    if (sameNode(object, other)) {
        return other;
    }
    Json result = Json::object();
    for (auto member = said(object.begin(), object); member != object.end(); member = said(++member, object)) {
        appendMember(result, member.key(), *member);
    }
    for (auto member = other.begin(); member != other.end(); ++member) {
        if (isOwnField(member.key())) {
            appendMember(result, member.key(), *member);
        }
    }
    return result;
}

} // namespace

bool sameButRemarks(const Document& one, const Document& other)
{
    if (one.folder() != other.folder()) {
        return false;
    }
    if (&one.tree() == &other.tree()) {
        return true;
    }
    return sameMembers(one.tree().json, other.tree().json, [](const std::string& name, const Json& left, const Json& right) {
        return name == nodesField ? sameNodes(left, right) : left == right;
    });
}

Document withRemarksOf(const Document& document, const Document& other)
{
    if (sameButRemarks(document, other)) {
        return other;
    }
    Json root = carried(document.tree().json, other.tree().json);
    const auto nodes = root.find(nodesField);
    const auto otherNodes = other.tree().json.find(nodesField);
    if (nodes != root.end() && nodes->is_object() && otherNodes != other.tree().json.end() && otherNodes->is_object()) {
        for (auto node = nodes->begin(); node != nodes->end(); ++node) {
            if (const auto same = otherNodes->find(node.key()); same != otherNodes->end()) {
                *node = carried(*node, *same);
            }
        }
    }
    return document.with({}, root.dump()).value_or(document);
}

} // namespace highwater

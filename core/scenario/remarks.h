// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

namespace highwater {

/// Remarks are what an author adds to a scenario, or to a node of it, for himself or for a program that draws it: members that begin with
/// "x-", such as notes and places. The format keeps them and leaves them alone: what runs does not depend on them. (An "x-" member further
/// down counts as a part of what it stands in, and a node called "x-ray" is a node.) Pure functions; any thread.

/// Whether two documents differ in nothing but remarks.
bool sameButRemarks(const Document& one, const Document& other);

/// A document with the remarks of another one in place of its own. Nodes that the other one does not have keep theirs. Where nothing but
/// remarks differs, the result is equal to the other one, order of members included.
Document withRemarksOf(const Document& document, const Document& other);

} // namespace highwater

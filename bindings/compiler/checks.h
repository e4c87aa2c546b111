#ifndef MORTISE_BINDINGS_COMPILER_CHECKS_H_
#define MORTISE_BINDINGS_COMPILER_CHECKS_H_

#include "bindings/compiler/diagnostics.h"
#include "bindings/compiler/model.h"

namespace mortise::idl {

// Pass 7: the standard's rules that a finished model can be asked for. Each
// function reports what its file's name says; CheckModel calls them all.
void CheckModel(const Model& model, Diagnostics* diagnostics);

// Names of members, constants, attributes, operations, special operations.
void CheckMembers(const Model& model, Diagnostics* diagnostics);
// Argument lists, default values, overloads as groups.
void CheckOperations(const Model& model, Diagnostics* diagnostics);
// iterable, async_iterable, maplike, setlike.
void CheckIterables(const Model& model, Diagnostics* diagnostics);
// Dictionaries: names, default values, cycles.
void CheckDictionaries(const Model& model, Diagnostics* diagnostics);
// toJSON, [Default], and interfaces that inherit from DOMException.
void CheckConventions(const Model& model, Diagnostics* diagnostics);
// Extended attributes of interfaces, and of members.
void CheckInterfaceAttributes(const Model& model, Diagnostics* diagnostics);
void CheckMemberAttributes(const Model& model, Diagnostics* diagnostics);

// Whether `value` can be the value of a constant or the default value of
// something of type `type`; reports what is wrong with it.
void CheckLiteral(const Literal& value, const Type& type, bool is_constant,
                  Diagnostics* diagnostics);

}  // namespace mortise::idl

#endif  // MORTISE_BINDINGS_COMPILER_CHECKS_H_

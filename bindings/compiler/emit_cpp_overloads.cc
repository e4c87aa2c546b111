#include "bindings/compiler/emit_cpp_file.h"
#include "bindings/compiler/emit_cpp_members.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {
namespace {

std::string_view TakesOf(TypeKind kind) {
  if (IsNumericType(kind)) return "kTakesNumber";
  if (IsStringType(kind)) return "kTakesString";
  switch (kind) {
    case TypeKind::kAny:
      return "kTakesAny";
    case TypeKind::kUndefined:
      return "kTakesUndefined";
    case TypeKind::kBoolean:
      return "kTakesBoolean";
    case TypeKind::kBigInt:
      return "kTakesBigint";
    case TypeKind::kObject:
      return "kTakesObject";
    case TypeKind::kSymbol:
      return "kTakesSymbol";
    case TypeKind::kArrayBuffer:
      return "kTakesArrayBuffer";
    case TypeKind::kSharedArrayBuffer:
      return "kTakesSharedArrayBuffer";
    case TypeKind::kDataView:
      return "kTakesDataView";
    case TypeKind::kInt8Array:
      return "kTakesInt8Array";
    case TypeKind::kInt16Array:
      return "kTakesInt16Array";
    case TypeKind::kInt32Array:
      return "kTakesInt32Array";
    case TypeKind::kUint8Array:
      return "kTakesUint8Array";
    case TypeKind::kUint16Array:
      return "kTakesUint16Array";
    case TypeKind::kUint32Array:
      return "kTakesUint32Array";
    case TypeKind::kUint8ClampedArray:
      return "kTakesUint8ClampedArray";
    case TypeKind::kBigInt64Array:
      return "kTakesBigInt64Array";
    case TypeKind::kBigUint64Array:
      return "kTakesBigUint64Array";
    case TypeKind::kFloat16Array:
      return "kTakesFloat16Array";
    case TypeKind::kFloat32Array:
      return "kTakesFloat32Array";
    case TypeKind::kFloat64Array:
      return "kTakesFloat64Array";
    case TypeKind::kAsyncSequence:
      return "kTakesAsyncSequence";
    case TypeKind::kSequence:
    case TypeKind::kFrozenArray:
      return "kTakesSequence";
    case TypeKind::kCallbackFunction:
      return "kTakesFunction";
    case TypeKind::kCallbackInterface:
    case TypeKind::kRecord:
      return "kTakesAnyObject";
    case TypeKind::kDictionary:
      return "kTakesAnyObject | kTakesNull";
    default:
      return {};
  }
}

template <typename Action>
void ForEachFlattened(const Type& type, Action action) {
  if (type.kind() != TypeKind::kUnion) {
    action(type);
    return;
  }
  for (const Type* member : type.flattened_member_types()) action(*member);
}

bool TakesIterables(const OverloadCandidates& candidates) {
  const auto index =
      static_cast<uint32_t>(candidates.distinguishing_argument_index);
  for (const OverloadEntry& entry : candidates.entries) {
    if (entry.type(index)->FindMember(TypeKind::kSequence) ||
        entry.type(index)->FindMember(TypeKind::kFrozenArray) ||
        entry.type(index)->FindMember(TypeKind::kAsyncSequence)) {
      return true;
    }
  }
  return false;
}

// To ask whether an argument is iterable may run script, which comes after the
// conversion of the arguments before it.
bool ConvertsFirst(const OverloadCandidates& candidates) {
  return candidates.entries.size() > 1 &&
         candidates.distinguishing_argument_index > 0 &&
         TakesIterables(candidates);
}

// Whether some number of arguments selects the operation before any argument
// is converted.
bool NeedsFunction(const OverloadGroup& group, const Operation& operation) {
  for (const OverloadCandidates& candidates : group.candidates) {
    if (ConvertsFirst(candidates)) continue;
    for (const OverloadEntry& entry : candidates.entries) {
      if (entry.operation == &operation) return true;
    }
  }
  return false;
}

// Moves the lines of `text` from `from` on to the right.
void Indent(size_t from, std::string_view spaces, std::string* text) {
  for (size_t at = from; at < text->size();) {
    text->insert(at, spaces);
    const size_t end = text->find('\n', at);
    at = end == std::string::npos ? text->size() : end + 1;
  }
}

size_t PositionOf(const OverloadGroup& group, const Operation& operation) {
  size_t position = 0;
  while (group.operations[position] != &operation) ++position;
  return position;
}

}  // namespace

// "{kTakesNumber | kTakesNull}", and the rows of its interfaces' table.
std::string CppFile::OverloadRow(const Argument& argument,
                                 std::string* interfaces) {
  std::string bits;
  const auto add = [&bits](std::string_view bit) {
    if (bit.empty() || bits.find(bit) != std::string::npos) return;
    StrAppend(&bits, bits.empty() ? "" : " | ", bit);
  };
  if (argument.is_optional) add("kTakesMissing");
  if (argument.type->includes_nullable_type()) add("kTakesNull");
  ForEachFlattened(*argument.type, [&](const Type& type) {
    add(TakesOf(type.kind()));
    if (type.kind() != TypeKind::kInterface) return;
    Need(type);
    StrAppend(interfaces, interfaces->empty() ? "" : ", ", "&",
              BindingClass(*type.definition()), "::kTypeInfo");
  });
  return bits.empty() ? "0" : bits;
}

void CppFile::AddOverloadBody(const Definition& owner,
                              const OverloadGroup& group,
                              const Operation& operation, OverloadKind kind,
                              Target target, size_t first) {
  switch (kind) {
    case OverloadKind::kOperation:
      AddInvocation(owner, operation, target, first);
      return;
    case OverloadKind::kConstructor:
      AddConstruction(owner, operation, "Create", first);
      return;
    case OverloadKind::kFactory:
      AddConstruction(owner, operation,
                      StrCat("Create", PascalCase(group.name)), first);
      return;
  }
}

// The function of one overload, whose arguments' number has been checked.
void CppFile::AddOverloadFunction(const Definition& owner,
                                  const OverloadGroup& group,
                                  const Operation& operation,
                                  const std::string& function,
                                  OverloadKind kind, Target target) {
  const bool returns_promise =
      operation.return_type &&
      operation.return_type->kind() == TypeKind::kPromise;
  StrAppend(&functions_, "// ", Declaration(operation), "\nvoid ", function,
            "(const Call& call",
            target == Target::kClass
                ? std::string()
                : StrCat(", ", CppClass(owner), "& object"),
            returns_promise ? ", PromiseResult& result" : "", ") {\n");
  AddOverloadBody(owner, group, operation, kind, target, 0);
  StrAppend(&functions_, "}\n\n");
}

// Calls with one number of arguments.
void CppFile::AddOverloadCase(const Definition& owner,
                              const OverloadGroup& group,
                              const OverloadCandidates& candidates,
                              const std::string& function, OverloadKind kind,
                              Target target) {
  const bool returns_promise =
      group.first().return_type &&
      group.first().return_type->kind() == TypeKind::kPromise;
  const auto invoke = [&](const Operation& operation) {
    return StrCat(function, PositionOf(group, operation) + 1, "(call",
                  target == Target::kClass ? "" : ", object",
                  returns_promise ? ", result" : "", ");\n");
  };
  StrAppend(&functions_, "    case ", candidates.argument_count, ":");
  if (candidates.entries.size() == 1) {
    StrAppend(&functions_, "\n      return ",
              invoke(*candidates.entries[0].operation));
    return;
  }
  const auto index =
      static_cast<uint32_t>(candidates.distinguishing_argument_index);
  const bool converts_first = ConvertsFirst(candidates);
  StrAppend(&functions_, " {\n");
  const size_t begin = functions_.size();
  if (converts_first) {
    for (uint32_t i = 0; i < index; ++i) {
      ConvertArgument(candidates.entries[0].argument(i), i);
    }
  }
  Indent(begin, "    ", &functions_);
  std::string rows;
  std::string tables;
  for (size_t i = 0; i < candidates.entries.size(); ++i) {
    std::string interfaces;
    const std::string bits =
        OverloadRow(candidates.entries[i].argument(index), &interfaces);
    if (!interfaces.empty()) {
      StrAppend(&tables, "      static constexpr const WrapperTypeInfo* k",
                "Interfaces", i, "[] = {", interfaces, "};\n");
      StrAppend(&rows, "          {", bits, ", kInterfaces", i, "},\n");
    } else {
      StrAppend(&rows, "          {", bits, "},\n");
    }
  }
  StrAppend(&functions_, tables,
            "      static constexpr OverloadType kTypes[] = {\n", rows,
            "      };\n      switch (call.Select(", index, ", kTypes)) {\n");
  for (size_t i = 0; i < candidates.entries.size(); ++i) {
    const Operation& operation = *candidates.entries[i].operation;
    StrAppend(&functions_, "        case ", i, ":");
    if (converts_first) {
      // The arguments have the names of the first entry's.
      StrAppend(&functions_, " {\n");
      const size_t body = functions_.size();
      for (uint32_t j = 0; j < index; ++j) {
        const std::string from =
            ArgumentName(candidates.entries[0].argument(j));
        const std::string to = ArgumentName(candidates.entries[i].argument(j));
        if (from != to) {
          StrAppend(&functions_, "  auto& ", to, " = ", from, ";\n");
        }
      }
      AddOverloadBody(owner, group, operation, kind, target, index);
      Indent(body, "        ", &functions_);
      StrAppend(&functions_, "          return;\n        }\n");
    } else {
      StrAppend(&functions_, "\n          return ", invoke(operation));
    }
  }
  StrAppend(&functions_, "      }\n      return;\n    }\n");
}

// https://webidl.spec.whatwg.org/#dfn-overload-resolution-algorithm
void CppFile::AddOverloads(const Definition& owner, const OverloadGroup& group,
                           const std::string& function, std::string_view member,
                           OverloadKind kind, Target target) {
  const bool returns_promise =
      group.first().return_type &&
      group.first().return_type->kind() == TypeKind::kPromise;
  for (size_t i = 0; i < group.operations.size(); ++i) {
    if (!NeedsFunction(group, *group.operations[i])) continue;
    AddOverloadFunction(owner, group, *group.operations[i],
                        StrCat(function, i + 1), kind, target);
  }
  BeginFunction(
      owner, StrCat(group.name, ": overloaded"), function, member,
      kind == OverloadKind::kOperation ? "kOperation" : "kConstructor");
  if (kind == OverloadKind::kOperation) {
    BeginBody(owner, target, returns_promise);
  } else {
    StrAppend(&functions_, "  if (!call.IsConstructor()) return;\n");
  }
  if (group.length > 0) {
    StrAppend(&functions_, "  if (!call.HasArguments(", group.length,
              ")) return;\n");
  }
  StrAppend(&functions_, "  switch (std::min(call.length(), ",
            group.candidates.size() - 1, ")) {\n");
  for (const OverloadCandidates& candidates : group.candidates) {
    if (candidates.entries.empty()) continue;
    AddOverloadCase(owner, group, candidates, function, kind, target);
  }
  StrAppend(&functions_, "  }\n  call.ThrowNoOverload();\n}\n\n");
}

}  // namespace mortise::idl

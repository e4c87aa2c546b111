#include "bindings/compiler/emit_cpp_file.h"
#include "bindings/compiler/emit_cpp_types.h"
#include "bindings/compiler/text.h"

namespace mortise::idl {

// Conversions that are written by hand: the header that has them.
void CppFile::AddCustom(const Definition& definition) {
  header_includes_.insert(std::string(definition.extended_attributes.Value(
      ExtendedAttributeId::kCustomBinding)));
  StrAppend(&header_, "// ", definition.name,
            ": converted by the header above.\n\n");
}

void CppFile::AddCallback(const Definition& callback, const Type& return_type,
                          absl::Span<const Argument* const> arguments,
                          std::string_view operation,
                          bool treat_non_object_as_null,
                          std::string_view type_info) {
  header_includes_.insert("bindings/runtime/traits_callback.h");
  header_includes_.insert(paths_.ImplementationHeader(callback));
  std::string tags;
  for (const Argument* argument : arguments) {
    const std::string tag = Tag(*argument->type, argument->range);
    StrAppend(&tags, tags.empty() ? "" : ", ",
              argument->is_variadic ? StrCat("IdlVariadicArguments<", tag, ">")
              : argument->is_optional ? StrCat("IdlOptionalArgument<", tag, ">")
                                      : tag);
  }
  StrAppend(&header_, "struct ", BindingClass(callback),
            " {\n  using Cpp = ", CppClass(callback),
            ";\n  using Result = ", Tag(return_type, callback.range),
            ";\n  using Arguments = IdlArguments<", tags,
            ">;\n  static constexpr const char* kName = ", Quote(callback.name),
            ";\n  static constexpr const char* kOperation = ",
            operation.empty() ? std::string("nullptr") : Quote(operation),
            ";\n  static constexpr bool kTreatNonObjectAsNull = ",
            treat_non_object_as_null ? "true" : "false", ";\n", type_info,
            "};\n\n");
}

void CppFile::Add(const CallbackFunction& callback) {
  if (callback.Has(ExtendedAttributeId::kCustomBinding)) {
    AddCustom(callback);
    return;
  }
  AddCallback(callback, *callback.return_type, callback.arguments, {},
              callback.legacy_treat_non_object_as_null(), {});
}

void CppFile::Add(const CallbackInterface& callback) {
  if (callback.Has(ExtendedAttributeId::kCustomBinding)) {
    AddCustom(callback);
    return;
  }
  const bool is_object = !callback.constants.empty();
  AddCallback(callback, *callback.operation->return_type,
              callback.operation->arguments, callback.operation->name,
              /*treat_non_object_as_null=*/false,
              is_object ? "  static const WrapperTypeInfo kTypeInfo;\n" : "");
  if (!is_object) return;
  header_includes_.insert("bindings/runtime/wrapper_type_info.h");
  exposures_.clear();
  AddConstants(callback, callback.exposure, callback.constants);
  TypeInfo info;
  StrAppend(&info.extra, "    .kind = ConstructKind::kCallbackInterface,\n");
  if (callback.exposure) {
    StrAppend(&info.extra, "    .exposure = ",
              ExposureConstant(callback, *callback.exposure), ",\n");
  }
  AddTypeInfo(callback, callback.exposure, info);
}

}  // namespace mortise::idl

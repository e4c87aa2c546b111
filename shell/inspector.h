#ifndef MORTISE_SHELL_INSPECTOR_H_
#define MORTISE_SHELL_INSPECTOR_H_

#include <v8.h>

#include <string>
#include <string_view>
#include <vector>

#include "shell/inspect.h"
#include "shell/inspect_layout.h"

namespace mortise::shell {

// One run of Inspect(): the walk through the objects that a value reaches.
class Inspector {
 public:
  Inspector(v8::Local<v8::Context> context, const InspectOptions& options);
  Inspector(const Inspector&) = delete;
  Inspector& operator=(const Inspector&) = delete;

  std::string Value(v8::Local<v8::Value> value);

 private:
  // inspector.cc: the walk, and objects in general.
  std::string Primitive(v8::Local<v8::Value> value) const;
  std::string ObjectOnce(v8::Local<v8::Object> object);
  std::string Object(v8::Local<v8::Object> object);
  void Describe(v8::Local<v8::Object> object, ObjectLayout& layout);
  void AddProperties(v8::Local<v8::Object> object, bool with_indices,
                     ObjectLayout& layout);
  void AddProperty(v8::Local<v8::Object> object, v8::Local<v8::Name> key,
                   ObjectLayout& layout);
  // The own property's value, or what kind of accessor it is; false if there
  // is no such property.
  bool OwnProperty(v8::Local<v8::Object> object, v8::Local<v8::Name> key,
                   std::string& text);
  // `text` alone if nothing else is to be said of the object.
  static std::string WithText(std::string text, const ObjectLayout& layout);

  // inspector_types.cc: kinds of objects.  Each returns true if it was its
  // kind, and has then filled `layout`, or `text` for what is not bracketed.
  bool DescribeFunction(v8::Local<v8::Object> object, std::string& text);
  bool DescribeAtomic(v8::Local<v8::Object> object, std::string& text);
  bool DescribeError(v8::Local<v8::Object> object, std::string& text);
  bool DescribeArray(v8::Local<v8::Object> object, ObjectLayout& layout);
  bool DescribeCollection(v8::Local<v8::Object> object, ObjectLayout& layout);
  bool DescribeBuffer(v8::Local<v8::Object> object, ObjectLayout& layout);
  bool DescribePromise(v8::Local<v8::Object> object, ObjectLayout& layout);
  bool DescribePlatformObject(v8::Local<v8::Object> object,
                              ObjectLayout& layout);

  // With what an error holds besides its stack: cause, errors.
  void AddErrorProperties(v8::Local<v8::Object> object, ObjectLayout& layout);
  void AddAttributes(v8::Local<v8::Object> object, v8::Local<v8::Object> holder,
                     ObjectLayout& layout);

  // Its `name`, as a script may have set it; empty if that is no string.
  std::string FunctionName(v8::Local<v8::Function> function) const;
  // The name of the class, with `fallback` for objects without prototype.
  std::string ClassName(v8::Local<v8::Object> object,
                        std::string_view fallback) const;
  // The nearest Symbol.toStringTag; empty for none.
  std::string Tag(v8::Local<v8::Object> object) const;
  // ClassName() and size: "Map(2)".
  std::string SizedName(v8::Local<v8::Object> object, std::string_view fallback,
                        size_t size) const;
  // Without running a getter or a trap.
  v8::MaybeLocal<v8::Value> OwnDataProperty(v8::Local<v8::Object> object,
                                            v8::Local<v8::Name> key) const;
  v8::MaybeLocal<v8::Value> OwnDataProperty(v8::Local<v8::Object> object,
                                            std::string_view name) const;
  std::string Text(v8::Local<v8::Value> string) const;
  void Add(ObjectLayout& layout, std::string_view key,
           v8::Local<v8::Value> value);

  v8::Isolate* const isolate_;
  const v8::Local<v8::Context> context_;
  const InspectOptions options_;
  // The objects around the one that is being shown.
  std::vector<v8::Local<v8::Object>> path_;
  // Those of them that were met again inside themselves: <ref *1> and so on.
  std::vector<v8::Global<v8::Object>> circular_;
};

}  // namespace mortise::shell

#endif  // MORTISE_SHELL_INSPECTOR_H_

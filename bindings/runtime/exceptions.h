#ifndef MORTISE_BINDINGS_RUNTIME_EXCEPTIONS_H_
#define MORTISE_BINDINGS_RUNTIME_EXCEPTIONS_H_

#include <v8.h>

#include "absl/strings/string_view.h"
#include "core/dom/exception_or.h"

namespace mortise::bindings {

class Realm;

// Throws in the current realm: each leaves an exception pending.  Messages are
// UTF-8.
void ThrowTypeError(v8::Isolate* isolate, absl::string_view message);

// The JavaScript value of what core throws, its message after `prefix`.
// Empty when making it threw something else.
v8::MaybeLocal<v8::Value> ToException(Realm& realm, const Exception& exception,
                                      absl::string_view prefix);
void ThrowException(Realm& realm, const Exception& exception,
                    absl::string_view prefix);

}  // namespace mortise::bindings

#endif  // MORTISE_BINDINGS_RUNTIME_EXCEPTIONS_H_

#ifndef MORTISE_BINDINGS_RUNTIME_GENERATED_H_
#define MORTISE_BINDINGS_RUNTIME_GENERATED_H_

// What the source of every generated interface includes.

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bindings/runtime/call.h"
#include "bindings/runtime/dictionary_reader.h"
#include "bindings/runtime/iteration_definition.h"
#include "bindings/runtime/legacy_platform_object.h"
#include "bindings/runtime/promise_result.h"
#include "bindings/runtime/realm.h"
#include "bindings/runtime/result.h"
#include "bindings/runtime/script_event_handler.h"
#include "bindings/runtime/traits_any.h"
#include "bindings/runtime/traits_bigint.h"
#include "bindings/runtime/traits_buffers.h"
#include "bindings/runtime/traits_callback.h"
#include "bindings/runtime/traits_compound.h"
#include "bindings/runtime/traits_enumeration.h"
#include "bindings/runtime/traits_interface.h"
#include "bindings/runtime/traits_numbers.h"
#include "bindings/runtime/traits_promise.h"
#include "bindings/runtime/traits_record.h"
#include "bindings/runtime/traits_strings.h"
#include "bindings/runtime/traits_union.h"

#endif  // MORTISE_BINDINGS_RUNTIME_GENERATED_H_

// V8's headers, read once for each target that is large enough.

#include <string>
#include <utility>
#include <vector>

#include "v8.h"

#include "shell/version.h"

#include <nghttp2/nghttp2.h>
#include <openssl/crypto.h>
#include <unicode/uversion.h>
#include <uv.h>
#include <v8.h>
#include <zlib.h>

#include "absl/base/config.h"
#include "core/base/strings.h"

namespace mortise::shell {

std::string VersionText() {
  UVersionInfo icu_version;
  u_getVersion(icu_version);
  char icu[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(icu_version, icu);
  return Concat("mortise ", MORTISE_VERSION, "\n", "V8 ", v8::V8::GetVersion(),
                "\n", "Abseil ", ABSL_LTS_RELEASE_VERSION, ".",
                ABSL_LTS_RELEASE_PATCH_LEVEL, "\n", "libuv ",
                uv_version_string(), "\n", "nghttp2 ",
                nghttp2_version(0)->version_str, "\n", "OpenSSL ",
                OpenSSL_version(OPENSSL_VERSION_STRING), "\n", "zlib ",
                zlibVersion(), "\n", "ICU ", icu, "\n");
}

}  // namespace mortise::shell

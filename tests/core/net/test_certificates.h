#ifndef MORTISE_TESTS_CORE_NET_TEST_CERTIFICATES_H_
#define MORTISE_TESTS_CORE_NET_TEST_CERTIFICATES_H_

#include <string>

namespace mortise::net {

// A certificate and its key, in PEM.
struct TestIdentity {
  std::string certificate_pem;
  std::string private_key_pem;
};

struct TestCertificateOptions {
  std::string common_name = "test";
  // In OpenSSL's words: "DNS:localhost,IP:127.0.0.1"; empty for none.
  std::string subject_alt_names = "";
  bool is_authority = false;
  // Validity, in seconds from now.
  long from = -3600;
  long to = 3600;
};

// Makes a certificate with a new key.  Signed by `issuer`, or by itself if
// that is null.
TestIdentity MakeCertificate(const TestCertificateOptions& options,
                             const TestIdentity* issuer);

}  // namespace mortise::net

#endif  // MORTISE_TESTS_CORE_NET_TEST_CERTIFICATES_H_

#include "tests/core/net/test_certificates.h"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace mortise::net {

namespace {

struct Deleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
template <typename T>
using Owned = std::unique_ptr<T, Deleter>;

std::string TextOf(BIO* bio) {
  char* data;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<size_t>(size));
}

void AddExtension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension =
      X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  ASSERT_NE(extension, nullptr) << value;
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

TestIdentity MakeCertificate(const TestCertificateOptions& options,
                             const TestIdentity* issuer) {
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  const Owned<X509> certificate(X509_new());
  X509* x509 = certificate.get();
  static long serial = 1;
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), serial++);
  X509_gmtime_adj(X509_getm_notBefore(x509), options.from);
  X509_gmtime_adj(X509_getm_notAfter(x509), options.to);
  X509_set_pubkey(x509, key.get());
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
      reinterpret_cast<const unsigned char*>(options.common_name.c_str()), -1,
      -1, 0);
  AddExtension(x509, NID_basic_constraints,
               options.is_authority ? "critical,CA:TRUE" : "CA:FALSE");
  if (!options.subject_alt_names.empty()) {
    AddExtension(x509, NID_subject_alt_name, options.subject_alt_names);
  }
  if (issuer) {
    const Owned<BIO> text(
        BIO_new_mem_buf(issuer->certificate_pem.data(),
                        static_cast<int>(issuer->certificate_pem.size())));
    const Owned<BIO> key_text(
        BIO_new_mem_buf(issuer->private_key_pem.data(),
                        static_cast<int>(issuer->private_key_pem.size())));
    const Owned<X509> issued_by(
        PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    const Owned<EVP_PKEY> signs(
        PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
    X509_set_issuer_name(x509, X509_get_subject_name(issued_by.get()));
    EXPECT_GT(X509_sign(x509, signs.get(), EVP_sha256()), 0);
  } else {
    X509_set_issuer_name(x509, X509_get_subject_name(x509));
    EXPECT_GT(X509_sign(x509, key.get(), EVP_sha256()), 0);
  }
  const Owned<BIO> out(BIO_new(BIO_s_mem()));
  const Owned<BIO> key_out(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(out.get(), x509);
  PEM_write_bio_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0,
                           nullptr, nullptr);
  return {TextOf(out.get()), TextOf(key_out.get())};
}

}  // namespace mortise::net

"""nginx as a TLS proxy in front of WebSocket servers."""

import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder};
  proxy_temp_path {folder};
  fastcgi_temp_path {folder};
  scgi_temp_path {folder};
  uwsgi_temp_path {folder};
  ssl_certificate {folder}/certificate.pem;
  ssl_certificate_key {folder}/key.pem;
  proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection upgrade;
  proxy_buffer_size 64k;
  proxy_buffers 4 64k;
  {servers}
}}
"""

SERVER = """
  server {{
    listen 127.0.0.1:{port} ssl;
    location / {{ proxy_pass http://127.0.0.1:{behind}; }}
  }}
"""


def find_nginx():
    # Not on everybody's PATH.
    return shutil.which("nginx") or "/usr/sbin/nginx"


def make_certificate(folder):
    """certificate.pem and key.pem for 127.0.0.1, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         "/CN=interoperation test", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"],
        check=True, capture_output=True)


class TlsProxy:
    """Listens, for each of `ports`, on a port of its own."""

    def __init__(self, ports):
        self._scratch = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._scratch.name)
        make_certificate(self.folder)
        self.certificate = self.folder / "certificate.pem"
        # All are held open until each is known, so that none comes twice.
        sockets = [socket.create_server(("127.0.0.1", 0)) for _ in ports]
        self.ports = [s.getsockname()[1] for s in sockets]
        for s in sockets:
            s.close()
        servers = "".join(SERVER.format(port=port, behind=behind)
                          for port, behind in zip(self.ports, ports))
        (self.folder / "nginx.conf").write_text(
            CONFIGURATION.format(folder=self.folder, servers=servers))
        self._process = subprocess.Popen(
            [find_nginx(), "-e", "stderr", "-p", self.folder, "-c",
             self.folder / "nginx.conf"])
        self._await_start()

    def _await_start(self):
        for _ in range(500):
            if self._process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", self.ports[-1])).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.02)
        self.stop()
        raise RuntimeError("nginx did not start")

    def stop(self):
        self._process.terminate()
        self._process.wait()
        self._scratch.cleanup()

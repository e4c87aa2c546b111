"""What the interoperation tests share: servers that others wrote.

npm's packages are installed under out/interop/ when they are first needed.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = pathlib.Path(os.environ.get("MORTISE_OUT", ROOT / "out/Release"))
PACKAGES = ROOT / "out/interop"
NODE_ENVIRONMENT = {"NODE_PATH": str(PACKAGES / "node_modules")}


def install_packages():
    """Installs what package-lock.json names, if that is not yet done."""
    lock = (HERE / "package-lock.json").read_bytes()
    installed = PACKAGES / "installed.json"
    if installed.exists() and installed.read_bytes() == lock:
        return
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PACKAGES / name)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
                   cwd=PACKAGES, check=True)
    installed.write_bytes(lock)


def make_certificate(folder):
    """Writes certificate.pem, whose path it returns, and key.pem."""
    certificate = pathlib.Path(folder) / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=test",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-out", certificate, "-keyout", pathlib.Path(folder) / "key.pem"],
        check=True, capture_output=True)
    return str(certificate)


class Server:
    """A process that prints its ports and lives until its input ends."""

    def __init__(self, command, env=None):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **(env or {})})
        self.ports = self._process.stdout.readline().strip()

    def stop(self):
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


class NodeServer(Server):
    """A script of this folder, run by Node with npm's packages."""

    def __init__(self, script, *arguments):
        install_packages()
        super().__init__(["node", HERE / script, *arguments], NODE_ENVIRONMENT)


class Nginx:
    """nginx with TLS, which hands requests on to other ports of this machine;
    needs make_certificate(folder)."""

    START_SECONDS = 20

    def __init__(self, folder, upstream_ports, http2=False):
        folder = pathlib.Path(folder)
        ports = dict(zip(upstream_ports, free_ports(len(upstream_ports))))
        self.ports = json.dumps(ports)
        protocols = "ssl http2" if http2 else "ssl"
        servers = "".join(
            f"""
            server {{
              listen 127.0.0.1:{ports[mode]} {protocols};
              location / {{ proxy_pass http://127.0.0.1:{upstream}; }}
            }}""" for mode, upstream in upstream_ports.items())
        temporary = "\n".join(
            f"{kind}_temp_path {folder};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(f"""
            daemon off;
            master_process off;
            pid {folder}/nginx.pid;
            events {{}}
            http {{
              access_log off;
              ssl_certificate {folder}/certificate.pem;
              ssl_certificate_key {folder}/key.pem;
              proxy_http_version 1.1;
              proxy_set_header Upgrade $http_upgrade;
              proxy_set_header Connection $http_connection;
              proxy_buffer_size 64k;
              proxy_buffers 4 64k;
              {temporary}
              {servers}
            }}""")
        self._process = subprocess.Popen(
            # /usr/sbin is not on everybody's PATH.
            [shutil.which("nginx") or "/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf",
             "-e", folder / "error.log"], stderr=subprocess.DEVNULL)
        for port in ports.values():
            self._await(port)

    def _await(self, port):
        deadline = time.monotonic() + self.START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                if time.monotonic() > deadline or self._process.poll():
                    raise
                time.sleep(0.02)

    def stop(self):
        self._process.terminate()
        self._process.wait()


def free_ports(count):
    # All are held until each is known, so that none comes twice.
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports

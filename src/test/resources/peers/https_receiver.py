"""A district's system in a process of its own: takes lists over HTTPS from whoever shows the hub's certificate, and keeps each
under its key. Usage: https_receiver.py PORT FOLDER CERTIFICATE KEY CLIENT_CERTIFICATE"""
import http.server
import pathlib
import ssl
import sys

port, folder, certificate, key, client = sys.argv[1:]


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        name = self.headers["Idempotency-Key"].replace("/", "_")
        file = pathlib.Path(folder, name)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = 409 if file.exists() else 201
        if status == 201:
            part = file.with_name(name + ".part")
            part.write_bytes(body)
            part.rename(file)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        """Nothing: lines would name the lists."""


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Receiver)
tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=client)
tls.verify_mode = ssl.CERT_REQUIRED
tls.load_cert_chain(certificate, key)
server.socket = tls.wrap_socket(server.socket, server_side=True)
server.serve_forever()

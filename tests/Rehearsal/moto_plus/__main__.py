"""Listens on a loopback port and says where in one line of JSON; ends on SIGTERM and SIGINT."""
import argparse
import json
import os
import signal
import sys
import threading

# AWS's own policies, such as AmazonEKSClusterPolicy, are attached to roles; moto reads this when it is imported.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")

try:
    from werkzeug.serving import make_server

    import moto
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
except ImportError as error:
    sys.exit(f"{error}, in {sys.executable}. Install it with: {sys.executable} -m pip install 'moto[server]==5.2.1'.")

from . import cloudfront, ec2, ecr, elasticache_groups, elasticache_parameters, elbv2, iam, rds, ses  # noqa: E402, F401
from . import eks_access, eks_addons, eks_cluster, eks_nodes, eks_pod_identity  # noqa: E402, F401
from .faults import Faults  # noqa: E402


class OneAtATime:
    """moto's dictionaries are not made for several threads; each answer takes milliseconds, so waiting for one's turn costs nothing."""

    def __init__(self, application):
        self._application, self._turn = application, threading.Lock()

    def __call__(self, environ, start_response):
        with self._turn:
            return list(self._application(environ, start_response))


def main():
    parser = argparse.ArgumentParser(prog="moto_plus")
    parser.add_argument("-H", "--host", default="127.0.0.1")
    parser.add_argument("-p", "--port", type=int, default=0, help="0, the default, takes a free one")
    parser.add_argument("--log", help="a file for all further output, once it listens")
    parser.add_argument("--until-input-ends", action="store_true", help="end when whoever started it has ended")
    arguments = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    application = Faults(OneAtATime(DomainDispatcherApplication(create_backend_app)))
    server = make_server(arguments.host, arguments.port, application, threaded=True)
    ready = {"url": f"http://{arguments.host}:{server.server_port}", "pid": os.getpid(), "moto": moto.__version__}
    print(json.dumps(ready), flush=True)
    if arguments.log:  # whoever started it may go away, and the pipes with it
        log = os.open(arguments.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for stream in (1, 2):
            os.dup2(log, stream)
    if arguments.until_input_ends:
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()


main()

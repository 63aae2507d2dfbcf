"""A headless Chromium over its debugging pipe, for the tests of pages.

Takes a page's address, gives what scripts in it say, what it logged and what it
asked the network for. Nothing but Python's library and the browser is needed.
"""
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
PATIENCE = 300  # seconds for one answer; a busy machine is no failure
# Is what a selector names in sight?
SEEN = """(s => { const e = document.querySelector(s);
  if (!e) return false; const r = e.getBoundingClientRect();
  return r.top >= 0 && r.bottom <= innerHeight && r.width > 0; })"""


def constat(*args):
    """What the program under test prints, called in the project's folder."""
    r = subprocess.run([os.path.abspath(sys.argv[1]), *args], cwd=ROOT,
                       capture_output=True, timeout=300)
    assert r.returncode in (0, 1), (args, r.stderr)
    return r.stdout.decode()



class Browser:
    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        try:
            self._start(program, [] if os.geteuid() else ["--no-sandbox"])
        except (EOFError, BrokenPipeError):
            # A container may forbid the sandbox to others than root, too.
            self._stop()
            self._start(program, ["--no-sandbox"])

    def _start(self, program, more):
        to_browser, self.out = os.pipe()
        self.inp, from_browser = os.pipe()

        def in_child():
            # Both may already be 3 or 4: move them out of the way first.
            a, b = os.dup(to_browser), os.dup(from_browser)
            a, b = (os.dup(a) if a in (3, 4) else a,
                    os.dup(b) if b in (3, 4) else b)
            os.dup2(a, 3)
            os.dup2(b, 4)

        args = [program, "--headless=new", "--remote-debugging-pipe",
                "--disable-gpu", "--no-first-run", "--hide-scrollbars",
                "--disable-dev-shm-usage", *more,
                "--disable-background-networking", "--disable-sync",
                "--disable-component-update", "--disable-default-apps",
                "--user-data-dir=" + self.folder.name, "about:blank"]
        self.process = subprocess.Popen(
            args, preexec_fn=in_child, close_fds=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.held = b""
        self.serial = 0
        self.events = []
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")
        self.session = self.call("Target.attachToTarget", flatten=True,
                                 targetId=target["targetId"])["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def _stop(self):
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.inp)

    def close(self):
        self._stop()
        # Its children may still write there for a moment.
        shutil.rmtree(self.folder.name, ignore_errors=True)
        self.folder.cleanup()

    def _receive(self, deadline):
        while b"\0" not in self.held:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.inp], [], [], left)[0]:
                raise TimeoutError("the browser is silent")
            data = os.read(self.inp, 1 << 20)
            if not data:
                raise EOFError("the browser is gone")
            self.held += data
        message, self.held = self.held.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.serial += 1
        message = {"id": self.serial, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        deadline = time.monotonic() + PATIENCE
        while True:
            got = self._receive(deadline)
            if got.get("id") == self.serial:
                if "error" in got:
                    raise RuntimeError(f"{method}: {got['error']}")
                return got["result"]
            self._take(got)

    def _take(self, event):
        self.events.append(event)
        if event.get("method") == "Page.javascriptDialogOpening":
            # A dialog would stop everything; that it came is kept.
            self.serial += 1
            os.write(self.out, json.dumps(
                {"id": self.serial, "method": "Page.handleJavaScriptDialog",
                 "params": {"accept": False}, "sessionId": self.session}
            ).encode() + b"\0")

    def go(self, url):
        """Another page than the one that is open."""
        self.leave(lambda: self.call("Page.navigate", url=url))

    def leave(self, act):
        """Do what leads to another page, and wait until it is there."""
        self.events = []
        act()
        deadline = time.monotonic() + PATIENCE
        while not any(e.get("method") == "Page.loadEventFired"
                      for e in self.events):
            self._take(self._receive(deadline))

    def open(self, url, settle=True):
        self.go("about:blank")
        self.go(url)
        if settle:
            self.run("new Promise(done => setTimeout(done, 50))")

    def run(self, script):
        got = self.call("Runtime.evaluate", expression=script,
                        returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in got:
            raise RuntimeError(json.dumps(got["exceptionDetails"])[:600])
        return got["result"].get("value")

    def key(self, key):
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = {"Enter": 13, "Tab": 9, "Escape": 27}.get(
            key, ord(key.upper()[0]))
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, text=text,
                  windowsVirtualKeyCode=code)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key,
                  windowsVirtualKeyCode=code)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y,
                      button="left", clickCount=1)

    def look(self, scheme="light", width=1280, height=900, media=""):
        self.call("Emulation.setDeviceMetricsOverride", width=width,
                  height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def complaints(self):
        """Everything that a quiet page would not have done."""
        found = []
        for e in self.events:
            method, p = e.get("method"), e.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append("exception: " + json.dumps(p)[:300])
            elif method == "Runtime.consoleAPICalled":
                found.append("console: " + json.dumps(p["args"])[:300])
            elif method == "Log.entryAdded":
                found.append("log: " + p["entry"]["text"])
            elif method == "Page.javascriptDialogOpening":
                found.append("dialog: " + p["message"])
        return found

    def requests(self):
        """Without the pictures that the browser has of its own, as in the field
        of a date."""
        urls = [e["params"]["request"]["url"] for e in self.events
                if e.get("method") == "Network.requestWillBeSent"]
        return [u for u in urls if not u.startswith("data:")]

# SPDX-License-Identifier: Apache-2.0
"""For how long the console's thread was away from its event loop, in every GUI test there is: the
programs run as ctest runs them, and each test tells its longest stretch (tests/support). Called by
run_bench.py."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

MOST_MS = 50
TIMES = 3  # A test that is over the limit is run so often in all; the median counts.


class Suite:
    """Tests of one program that share a process, as ctest has them."""

    def __init__(self, name, command, environment):
        self.name = name
        self.command = command
        self.environment = environment

    def run(self, only=None):
        """The stretches by test: milliseconds and what took them. Ends this program when a test
        fails: what it measured is not what it says."""
        command = [*self.command, f"--gtest_filter={only}"] if only else list(self.command)
        with tempfile.TemporaryDirectory(prefix="zooscope-bench-") as folder:
            output = os.path.join(folder, "tests.json")
            done = subprocess.run(
                [*command, f"--gtest_output=json:{output}"], capture_output=True, text=True,
                timeout=1800, env={**os.environ, **self.environment, "ZS_STALL_MS": "0"})
            if done.returncode != 0:
                sys.exit(f"{' '.join(command)}: {done.stdout[-4000:]}{done.stderr[-2000:]}")
            with open(output, encoding="utf-8") as file:
                suites = json.load(file)["testsuites"]
        return {f"{suite['name']}.{test['name']}": (float(test["stall_ms"]), test["stall_in"])
                for suite in suites for test in suite["testsuite"] if "stall_ms" in test}


def suites(build):
    """All that ctest knows by the label gui, but what needs something brought from elsewhere."""
    listed = subprocess.run(
        ["ctest", "--test-dir", build, "--show-only=json-v1", "--label-regex", "^gui$"],
        capture_output=True, text=True, check=True)
    found = {}
    for test in json.loads(listed.stdout)["tests"]:
        properties = {entry["name"]: entry["value"] for entry in test["properties"]}
        is_gui = "gui" in properties.get("LABELS", [])  # ctest adds the fixtures of those that are.
        if not is_gui or "FIXTURES_REQUIRED" in properties or "command" not in test:
            continue
        program, *words = test["command"]
        name = test["name"]
        if "interop" not in properties["LABELS"]:  # ctest has each of its tests by itself.
            name, words = pathlib.Path(program).name, []
        environment = dict(word.split("=", 1) for word in properties.get("ENVIRONMENT", []))
        found.setdefault(name, Suite(name, [program, *words], environment))
    return [found[name] for name in sorted(found)]


def measure(report, binaries, is_small):
    every = suites(str(pathlib.Path(binaries).resolve().parent))
    if is_small:
        every = [suite for suite in every if suite.name in ("support_gui_test", "ui_common_test")]
    if not every:
        sys.exit("no GUI tests: build the target gui-tests")
    for suite in every:
        stretches = suite.run()
        for test, (took, what) in stretches.items():
            if took > MOST_MS and not is_small:
                again = [(took, what), *(suite.run(test)[test] for _ in range(TIMES - 1))]
                stretches[test] = (statistics.median(one[0] for one in again), what)
        longest = max((took for took, _ in stretches.values()), default=0)
        report.limit(suite.name, "stall ms", longest, None, MOST_MS)
        for test, (took, what) in sorted(stretches.items(), key=lambda one: -one[1][0]):
            if took > MOST_MS:
                report.note(f"{took:.0f} ms in {test}: {what}")

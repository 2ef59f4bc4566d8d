# SPDX-License-Identifier: Apache-2.0
"""The table of a benchmark: each figure beside its target, and whether it was reached."""


class Report:
    """Prints a line as soon as its figure is known; counts those that miss their target."""

    def __init__(self, is_smoke_run):
        self.is_smoke_run = is_smoke_run
        self.missed = []
        self.passed = 0

    def head(self):
        print(f"{'what':34}{'figure':>12}{'ours':>12}{'Apache':>12}{'ratio':>9}  {'target':<17}",
              flush=True)

    def line(self, what, figure, ours, theirs, target, reached):
        """`theirs` may be None: not measured, or not comparable."""
        ratio = f"{ours / theirs:9.3f}" if theirs else f"{'':9}"
        other = f"{theirs:12.2f}" if theirs is not None else f"{'-':>12}"
        verdict = "pass" if reached else "MISS"
        if self.is_smoke_run:
            verdict = "(smoke run)"  # So few operations prove nothing.
        elif reached:
            self.passed += 1
        else:
            self.missed.append(f"{what}, {figure}")
        print(f"{what:34}{figure:>12}{ours:12.2f}{other}{ratio}  {target:<17}{verdict}", flush=True)

    def ratio(self, what, figure, ours, theirs, target):
        """A rate is better when larger, all else when smaller; `target` is ours/Apache's."""
        value = ours / theirs if theirs else float("inf")
        if figure.startswith("rate"):
            self.line(what, figure, ours, theirs, f">= {target:.2f} x", value >= target)
        else:
            self.line(what, figure, ours, theirs, f"<= {target:.3f} x", value <= target)

    def limit(self, what, figure, ours, theirs, most):
        self.line(what, figure, ours, theirs, f"<= {most:g}", ours <= most)

    def floor(self, what, figure, ours, least):
        self.line(what, figure, ours, None, f">= {least:.1f}", ours >= least)

    def least(self, what, figure, value, theirs=None, target=None):
        """What the machine, its network stack and the load program take by themselves: no server
        can do better. With Apache's figure and the target: whether any server could reach it."""
        ratio, verdict = f"{'':9}", "bound"
        if theirs:
            ratio = f"{value / theirs:9.3f}"
            is_rate = figure.startswith("rate")
            if value / theirs < target if is_rate else value / theirs > target:
                verdict = "bound: no server could reach the target here"
        print(f"{'  ' + what:34}{figure:>12}{value:12.2f}{'-':>12}{ratio}  {verdict}", flush=True)

    def note(self, text):
        """Belongs to the figure above."""
        print(f"  {text}", flush=True)

    def summary(self):
        if self.is_smoke_run:
            print("smoke run: the figures prove nothing")
            return
        print(f"{self.passed} targets reached, {len(self.missed)} missed"
              + "".join(f"\n  missed: {name}" for name in self.missed))

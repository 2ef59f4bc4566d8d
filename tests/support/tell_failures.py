# SPDX-License-Identifier: Apache-2.0
"""tell_failures.py RESULTS.xml: how each failed test ended, from ctest's JUnit file."""
import sys
import xml.etree.ElementTree

LINES = 40


def main():
    failed = [case for case in xml.etree.ElementTree.parse(sys.argv[1]).iter("testcase")
              if case.get("status") == "fail"]
    for case in failed:
        print(f"\n== {case.get('name')} failed after {float(case.get('time', 0)):.1f} s; it ended:")
        print("\n".join((case.findtext("system-out") or "").rstrip().splitlines()[-LINES:]))
    print(f"\n{len(failed)} failed:", *(case.get("name") for case in failed))


if __name__ == "__main__":
    main()

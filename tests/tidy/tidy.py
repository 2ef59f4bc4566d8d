#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every rule against the project's own tree. Usage: tidy.py [ROOT]"""
import pathlib
import sys

import coroutines
import layers
import style
from tree import excused, read_tree

RULES = (layers.check_table, layers.check_layers, layers.check_purity, coroutines.check_co_await,
         coroutines.check_tasks, style.check_spdx, style.check_lengths, style.check_sleeps,
         style.check_readmes, style.check_colours, style.check_machine_paths)


def problems_of(files):
    by_path = {file.path: file for file in files}
    problems = [problem for rule in RULES for problem in rule(files)]
    return [problem for problem in problems
            if problem.path not in by_path or not excused(by_path[problem.path], problem)]


def main(arguments):
    root = arguments[0] if arguments else pathlib.Path(__file__).resolve().parents[2]
    files = read_tree(root)
    if not any(file.is_cpp() for file in files):
        sys.exit(f"there are no sources in {root}")
    problems = problems_of(files)
    for problem in problems:
        print(problem)
    print(f"{len(files)} files read, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

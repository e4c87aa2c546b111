# Needs: mortise
"""Each flag that makes the `gc` configuration collect garbage at every turn is
honoured by the V8 at hand: with it alone, V8 collects more."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from run_tests import GC_STRESS_OPTIONS  # pylint: disable=wrong-import-position

MORTISE = pathlib.Path(os.environ["MORTISE_OUT"]) / "mortise"
V8_OPTIONS = "--v8-options="

# Half a million short-lived objects, and a few turns of the loop.
SCRIPT = """
const kept = [];
for (let i = 0; i < 250000; ++i) kept[i % 1000] = {i, a: [i]};
let turns = 0;
(function turn() { if (++turns < 20) setTimeout(turn); })();
"""


def v8_flags():
    return [flag for option in GC_STRESS_OPTIONS
            if option.startswith(V8_OPTIONS)
            for flag in option.removeprefix(V8_OPTIONS).split(",")]


def trace(flag_to_trace, options):
    """V8's trace of a run with the options, line by line."""
    command = [MORTISE, *options, V8_OPTIONS + flag_to_trace, "-e", SCRIPT]
    return subprocess.run(command, capture_output=True, text=True, timeout=120,
                          check=True).stdout.splitlines()


class GcStress(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.plain = trace("--trace-gc", [])

    def test_a_plain_run_collects_the_young_generation_only(self):
        self.assertGreater(len(self.plain), 5)
        self.assertFalse([line for line in self.plain if "Mark-sweep" in line])

    def test_each_flag_is_honoured(self):
        for flag in v8_flags():
            with self.subTest(flag):
                if flag == "--stress-flush-code":
                    # Counts in what a collection throws away.
                    what = "--trace-flush-bytecode"
                    options = ["--gc-each-turn"]
                    self.assertFalse(trace(what, options))
                    self.assertTrue(trace(what, [*options, V8_OPTIONS + flag]))
                    continue
                lines = trace("--trace-gc", [V8_OPTIONS + flag])
                full = [line for line in lines if "Mark-sweep" in line]
                self.assertTrue(full or len(lines) > 1.25 * len(self.plain),
                                f"{len(lines)} collections")

    def test_gc_each_turn_collects_in_each_turn(self):
        lines = trace("--trace-gc", ["--gc-each-turn"])
        self.assertGreaterEqual(
            len([line for line in lines if "Mark-sweep" in line]), 20)

    def test_all_together_collect_all_the_time(self):
        lines = trace("--trace-gc", list(GC_STRESS_OPTIONS))
        self.assertGreater(len(lines), 20 * len(self.plain))


if __name__ == "__main__":
    unittest.main()

"""Prints GN's `true` or `false`: whether the path given exists."""
import os
import sys

print("true" if os.path.exists(sys.argv[1]) else "false")

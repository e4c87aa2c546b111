"""Runs a program that the build has made: GN's actions run scripts only.

Usage: run_program.py PROGRAM [ARGUMENT...]
"""
import subprocess
import sys

program = sys.argv[1]
if "/" not in program:
    program = "./" + program
sys.exit(subprocess.call([program] + sys.argv[2:]))

"""The figures that are compared, and the table they are printed in."""

import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Figure:
    # As the scripts name it.
    key: str
    title: str
    unit: str
    # What one of the script's units is in `unit`.
    scale: float = 1
    # The most that Mortise may need, or, of a rate, the least it must reach: a
    # number, or the name of the peer to be matched.
    target: float | str | None = None

    @property
    def is_rate(self):
        return self.unit.endswith("/s")

    def is_met(self, value, limit):
        return value >= limit if self.is_rate else value <= limit


FIGURES = (
    Figure("event.code / field", "event.code / plain field", "x",
           target=1.4),
    Figure("new CloseEvent", "new CloseEvent, three members", "ns", target=300),
    Figure("dispatch 1", "dispatch to one listener", "ns", target=200),
    Figure("cycles", "connect and close", "1/s", target="node+ws"),
    Figure("startup", "start to printed event.code", "ms", target="deno"),

    Figure("field", "plain field read", "ns"),
    Figure("getter", "#private getter read", "ns"),
    Figure("event.code", "event.code read", "ns"),
    Figure("field of string", "plain field.length read", "ns"),
    Figure("event.reason", "event.reason.length read", "ns"),
    Figure("event.data", "event.data read", "ns"),
    Figure("new Event", "new Event", "ns"),
    Figure("new MessageEvent", "new MessageEvent", "ns"),
    Figure("dispatch 10", "dispatch to ten listeners", "ns"),
    Figure("dispatch new CloseEvent", "new CloseEvent dispatched", "ns"),
    Figure("add and remove", "listener added and removed", "ns"),
    Figure("round trips", "32-byte round trips", "1/s"),
    Figure("64 in flight", "32-byte echoes, 64 in flight", "1/s"),
    Figure("1 MiB", "1 MiB echoes, 2 in flight", "MB/s", scale=1e-6),
)

OURS = "mortise"


class Results:
    """Each runtime's figures, one value a round."""

    def __init__(self):
        self._values = {}
        self._reasons = {}

    def add(self, runtime, key, value):
        self._values.setdefault((runtime, key), []).append(value)

    def skip(self, runtime, key, reason):
        self._reasons[runtime, key] = reason

    def values(self, runtime, figure):
        return [value * figure.scale
                for value in self._values.get((runtime, figure.key), ())]

    def median(self, runtime, figure):
        values = self.values(runtime, figure)
        return statistics.median(values) if values else None

    def skipped(self):
        return [(*place, reason) for place, reason in self._reasons.items()]

    def measured(self):
        return [figure for figure in FIGURES
                if any(key == figure.key for _, key in self._values)]


def format_number(value):
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _spread(values):
    return f"{format_number(min(values))}-{format_number(max(values))}"


def _verdict(figure, results):
    """The target and whether it is met, as two cells."""
    if figure.target is None:
        return "", ""
    limit = figure.target
    words = "at least" if figure.is_rate else "at most"
    if isinstance(limit, str):
        words, limit = f"{words} {limit}'s", results.median(limit, figure)
    else:
        words = f"{words} {limit:g}"
    ours = results.median(OURS, figure)
    if limit is None or ours is None:
        return words, "not measured"
    return words, "met" if figure.is_met(ours, limit) else "MISSED"


def _ratio(figure, ours, theirs):
    """How many times as fast as the peer Mortise is."""
    if ours is None or theirs is None:
        return ""
    ratio = ours / theirs if figure.is_rate else theirs / ours
    return f"x{format_number(ratio)}"


def _print_columns(rows, left):
    """`left`: the columns that are not set right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        print("  ".join(
            cell.ljust(width) if i in left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths))).rstrip())


def print_table(results, runtimes):
    peers = [name for name in runtimes if name != OURS]
    figures = results.measured()
    rows = [["figure", "unit", OURS, "spread"]]
    for peer in peers:
        rows[0] += [peer, ""]
    rows[0] += ["target", ""]
    for figure in figures:
        ours = results.median(OURS, figure)
        row = [figure.title, figure.unit]
        if ours is None:
            row += ["-", ""]
        else:
            row += [format_number(ours),
                    _spread(results.values(OURS, figure))]
        for peer in peers:
            theirs = results.median(peer, figure)
            row += ["-" if theirs is None else format_number(theirs),
                    _ratio(figure, ours, theirs)]
        rows.append(row + list(_verdict(figure, results)))
    last = len(rows[0])
    _print_columns(rows, {0, 1, last - 2, last - 1})

    if peers:
        print("\nThe peers' spread:")
        rows = [["figure", "unit", *peers]]
        for figure in figures:
            spreads = [results.values(peer, figure) for peer in peers]
            rows.append([figure.title, figure.unit,
                         *(_spread(v) if v else "-" for v in spreads)])
        _print_columns(rows, {0, 1})
    for runtime, key, reason in results.skipped():
        print(f"Not measured: {runtime}, {key}: {reason}")

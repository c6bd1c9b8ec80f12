# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one table, and what follows from it."""

ROWS = {
    "plain": "plain",
    "verp": "VERP",
    "personal": "personal",
    "signed": "personal + signed",
}


def number(value):
    """Three digits that matter."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def line(figure):
    readers = f"{figure.recipients:,}" if figure.recipients else ""
    start = f"{ROWS[figure.row]:<18} {figure.program:<14} {readers:>9}"
    if not figure.rate:
        return f"{start}  {figure.note}"
    spread = f"{number(min(figure.rates))}–{number(max(figure.rates))}" if len(figure.rates) > 1 else ""
    return (f"{start} {number(figure.rate):>10} {spread:>17} {number(figure.cpu_ms):>9} {number(figure.peak_mb):>8}"
            f" {len(figure.rates):>4}  {figure.note}").rstrip()


HEAD = (f"{'row':<18} {'program':<14} {'readers':>9} {'copies/s':>10} {'range':>17} {'CPU ms':>9} {'peak MB':>8}"
        f" {'runs':>4}  notes")


def show(figures):
    print(HEAD)
    for row in ROWS:
        print()
        for figure in sorted((f for f in figures if f.row == row), key=lambda f: f.program != "colporteur"):
            print(line(figure))
        if row == "verp":
            print(f"{'VERP':<18} {'colporteur':<14} {'':>9}  see personal: its copies are made by the same machinery, and cost the same")


RATES_HEAD = f"{'commands':<16} {'connections':>11} {'answered/s':>10} {'range':>17} {'mails each':>10} {'runs':>4} {'ours/theirs':>11}  notes"


def rate_line(rate, rates):
    """`rates`: among them ours, for the ratio."""
    start = f"{rate.program:<16} {rate.connections or '':>11}"
    if not rate.rate:
        return f"{start}  {rate.note}"
    ours = next((r.rate for r in rates if r.program == "colporteur" and r.connections == rate.connections), 0)
    ratio = number(ours / rate.rate) if ours and rate.program != "colporteur" else ""
    spread = f"{number(min(rate.rates))}–{number(max(rate.rates))}" if len(rate.rates) > 1 else ""
    return (f"{start} {number(rate.rate):>10} {spread:>17} {number(rate.mails):>10} {len(rate.rates):>4} {ratio:>11}"
            f"  {rate.note}").rstrip()


def show_rates(rates):
    print(f"\n{RATES_HEAD}\n")
    for rate in sorted(rates, key=lambda r: r.connections):
        print(rate_line(rate, rates))


def show_values(title, values):
    print(f"\n{title}\n")
    for words, value, unit in values:
        print(f"{words:<66} {number(value):>9} {unit}")


class Figures:
    """Looks up what was measured."""

    def __init__(self, figures):
        self.figures = [figure for figure in figures if figure.rate]

    def get(self, program, row, recipients):
        for figure in self.figures:
            if (figure.program, figure.row, figure.recipients) == (program, row, recipients):
                return figure
        return None

    def pairs(self, row, other, other_row):
        """Ours and the other's, at each size where there are both; the largest last."""
        for figure in sorted(self.figures, key=lambda f: f.recipients):
            theirs = self.get(other, other_row, figure.recipients)
            if figure.program == "colporteur" and figure.row == row and theirs:
                yield figure, theirs


def ratios(figures, signature_ms):
    """(words, ratio, aim) of everything that was measured in this run."""
    known = Figures(figures)
    for figure in known.figures:
        if figure.program == "colporteur" and figure.row == "signed":
            yield f"signed, {figure.recipients:,}: CPU per copy / RSA-2048 signature", figure.cpu_ms / signature_ms, "≤ 1.35"
    for row in ("personal", "plain"):
        for ours, theirs in known.pairs(row, "smtp-source", row):
            yield f"{row}, {ours.recipients:,}: rate / smtp-source", ours.rate / theirs.rate, "≥ 0.8" if row == "personal" else ""
    for ours, theirs in known.pairs("personal", "mlmmj", "verp"):
        yield f"personal, {ours.recipients:,}: rate / mlmmj's VERP", ours.rate / theirs.rate, "≥ 1.5"
        yield f"personal, {ours.recipients:,}: CPU per copy / mlmmj's VERP", ours.cpu_ms / theirs.cpu_ms, "≤ 1"
    for peer in ("sympa", "sympa-tuned", "mailman"):
        for row, aim in (("plain", "≥ 1"), ("personal", "≥ 40"), ("signed", "≥ 30")):
            for ours, theirs in known.pairs(row, peer, row):
                yield f"{row}, {ours.recipients:,}: rate / {peer}", ours.rate / theirs.rate, aim
    for ours, theirs in known.pairs("plain", "mlmmj", "plain"):
        yield f"plain, {ours.recipients:,}: rate / mlmmj", ours.rate / theirs.rate, "≥ 1"


def kept(value, aim):
    if not aim:
        return ""
    sign, limit = aim.split()
    good = value >= float(limit) if sign == "≥" else value <= float(limit)
    return "kept" if good else "MISSED"


def show_ratios(values):
    print("\nratios\n")
    for words, value, aim in values:
        print(f"{words:<66} {number(value):>9} {aim:>8}  {kept(value, aim)}".rstrip())

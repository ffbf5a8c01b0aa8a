"""Whether a probability means what it says: of the pairs that a matcher gives one of, how many are
of one person. All pairs from 0.01 on are asked for, parted into bands, and each band is printed
with its mean probability and the share of true pairs; below them the mean distance of the two,
weighted by the pairs (expected calibration error), and the mean square of the error (Brier).

Pairs that never met, or were left out because of their names or birthdays, have no probability; how
many true ones are among them is said as well.
"""

import csv
import subprocess
from itertools import pairwise

LEAST = 0.01
EDGES = [LEAST, 0.05, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 0.999, 1.0]


def judged(command, out):
    """All pairs from the least probability on, by their records. Two whom a third record connects
    have the probability that they get at 0.5, where they are not compared by themselves alone."""
    found = {}
    for threshold in (LEAST, 0.5):
        asked = [*command, "--threshold", str(threshold)]
        subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)
        with open(out, newline="") as lines:
            for line in csv.DictReader(lines):
                pair = tuple(sorted((line["id_a"], line["id_b"])))
                found[pair] = float(line["probability"])
    return found


def tell(name, found, true):
    print(f"calibration of {name}: band, pairs, mean probability, share of true pairs")
    error, square = 0, 0
    for low, high in pairwise(EDGES):
        is_last = high == EDGES[-1]
        band = {
            pair: probability
            for pair, probability in found.items()
            if low <= probability < high or is_last and probability >= high
        }
        if not band:
            continue
        mean = sum(band.values()) / len(band)
        share = sum(pair in true for pair in band) / len(band)
        error += abs(mean - share) * len(band)
        print(f"  {low:5.3f} to {high:5.3f} {len(band):8} {mean:8.4f} {share:8.4f}")
    for pair, probability in found.items():
        square += (probability - (pair in true)) ** 2
    count = max(1, len(found))
    unmet = len(true - found.keys())
    print(
        f"  of {len(found)} pairs: expected calibration error {error / count:.4f}, "
        f"Brier {square / count:.4f}; {unmet} true pairs have none",
        flush=True,
    )

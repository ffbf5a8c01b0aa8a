"""Splink 5 with the DuckDB engine, in the settings its own examples use for such columns.

    splinks.py FILE OUT    matches a file of synthetic people and writes the pairs
"""

import logging
import sys

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.CRITICAL)

FEBRL = dict(
    comparisons=[
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        cl.ExactMatch("state"),
    ],
    rules=[
        block_on("given_name", "surname"),
        block_on("soc_sec_id"),
        block_on("date_of_birth"),
        block_on("postcode", "given_name"),
        block_on("postcode", "surname"),
        block_on("address_1"),
        block_on("street_number", "suburb"),
    ],
    known=[block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")],
    training=[block_on("date_of_birth"), block_on("given_name", "surname"), block_on("soc_sec_id")],
)

FEW = dict(
    comparisons=[
        cl.NameComparison("given_name"),
        cl.NameComparison("surname"),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
    ],
    rules=[
        block_on("given_name", "surname"),
        block_on("date_of_birth"),
        block_on("postcode", "given_name"),
        block_on("postcode", "surname"),
        block_on("address_1"),
    ],
    known=[block_on("given_name", "surname", "date_of_birth")],
    training=[block_on("date_of_birth"), block_on("given_name", "surname")],
)

# As FEBRL, without the number of social security.
NUMBERLESS = dict(
    comparisons=FEBRL["comparisons"][:3] + FEBRL["comparisons"][4:],
    rules=FEBRL["rules"][:1] + FEBRL["rules"][2:],
    known=FEBRL["known"][1:],
    training=FEBRL["training"][:2],
)

PEOPLE = dict(
    comparisons=[
        cl.NameComparison("given_name"),
        cl.NameComparison("family_name"),
        cl.EmailComparison("email"),
        cl.DamerauLevenshteinAtThresholds("phone", [1]),
        cl.DamerauLevenshteinAtThresholds("birthday", [1, 2]),
        cl.JaroWinklerAtThresholds("address", [0.9, 0.7]),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.ExactMatch("postal_code"),
    ],
    rules=[
        block_on("email"),
        block_on("phone"),
        block_on("birthday", "given_name"),
        block_on("birthday", "family_name"),
        block_on("given_name", "family_name", "postal_code"),
        block_on("postal_code", "birthday"),
        block_on("address", "family_name"),
    ],
    known=[block_on("email"), block_on("phone", "family_name")],
    training=[block_on("email"), block_on("birthday", "family_name")],
)

CONTACTS = dict(
    comparisons=[
        cl.NameComparison("given_name"),
        cl.NameComparison("family_name"),
        cl.EmailComparison("email"),
        cl.DamerauLevenshteinAtThresholds("phone", [1]),
        cl.JaroWinklerAtThresholds("company", [0.9, 0.7]),
        cl.DamerauLevenshteinAtThresholds("birthday", [1, 2]),
        cl.JaroWinklerAtThresholds("address", [0.9, 0.7]),
        cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        cl.ExactMatch("postal_code"),
    ],
    rules=[
        block_on("email"),
        block_on("phone"),
        block_on("birthday"),
        block_on("given_name", "family_name"),
        block_on("family_name", "company"),
        block_on("family_name", "postal_code"),
        block_on("given_name", "company"),
    ],
    known=[block_on("email"), block_on("phone", "family_name")],
    training=[block_on("email"), block_on("given_name", "family_name")],
)


def predict(files, id_column, how):
    """Pairs at or above 0.5, after estimation without labels."""
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    api = DuckDBAPI(connection=connection)
    frames = []
    for number, file in enumerate(files):
        connection.execute(
            f"create table list{number} as select * from read_csv('{file}', all_varchar = true)"
        )
        frames.append(api.register(f"list{number}"))
    settings = SettingsCreator(
        link_type="link_only" if len(files) > 1 else "dedupe_only",
        unique_id_column_name=id_column,
        comparisons=how["comparisons"],
        blocking_rules_to_generate_predictions=how["rules"],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    linker = Linker(frames if len(files) > 1 else frames[0], settings)
    linker.training.estimate_probability_two_random_records_match(how["known"], recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in how["training"]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5)
    return connection, found.physical_name


def pairs(files, id_column, how):
    connection, table = predict(files, id_column, how)
    columns = f"{id_column}_l, {id_column}_r"
    rows = connection.execute(f"select {columns} from {table}").fetchall()
    return {tuple(sorted(row)) for row in rows}


def febrl(files, columns):
    return pairs(files, "rec_id", {"all": FEBRL, "numberless": NUMBERLESS, "few": FEW}[columns])


def contacts(file):
    return pairs([file], "id", CONTACTS)


if __name__ == "__main__":
    connection, table = predict([sys.argv[1]], "id", PEOPLE)
    connection.execute(
        f"copy (select id_l, id_r, match_probability from {table}) to '{sys.argv[2]}' (header)"
    )

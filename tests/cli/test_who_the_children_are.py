"""``board --by sex`` and its like: the group is named, and what is published is safe."""


def test_a_breakdown_by_a_characteristic_names_the_group(ask):
    rows = ask("board", "--measure", "icpc", "--by", "age", "--format", "json").json
    assert rows
    assert all(row["group"] and row["service"] is None for row in rows)


def test_small_counts_are_left_out_where_it_is_for_publication(ask):
    [row] = ask("board", "--measure", "icpc", "--publish", "--format", "json").json
    assert (row["numerator"], row["denominator"], row["value"]) == (None, None, None)


def test_other_breakdowns_have_the_fields_of_the_contract_alone(ask):
    assert "group" not in ask("board", "--by", "team", "--format", "json").json[0]

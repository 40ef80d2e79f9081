"""From a table of the department to figures: which rows, which years, what is unknown."""

from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.comparators import ComparatorExtract, Compared, read_comparators
from caseworkbench.extracts.statistics_file import year_end
from caseworkbench.extracts.statistics_tables import statistics_tables
from caseworkbench.measures.sources import catalogue
from caseworkbench.settings import Settings

from .files import ASSESSMENTS, PLACING, REVIEWS, YEAR_2018, assessments, reviews, section_47s, statistics

Figures = dict[tuple[str, str, str], float]


def figures(extract: ComparatorExtract) -> Figures:
    found: Figures = {}
    for raw in extract.rows():
        for measure, ends, area, value in zip(*raw.columns.values(), strict=True):
            assert isinstance(value, float)
            found[str(measure), str(ends)[:4], str(area)] = value
    return found


def read(path: Path, region: str | None = None, neighbours: tuple[str, ...] = ()) -> Figures:
    return figures(read_comparators([path], Compared(region, neighbours)))


def test_a_percentage_is_the_bands_within_the_limit_over_all_bands(tmp_path):
    found = read(assessments(tmp_path), "Upper Vale")
    assert found["assessment", "2018", "england"] == 80
    assert found["assessment", "2018", "region"] == 75
    assert found["assessment_rate", "2018", "england"] == 500.5


def test_conferences_within_fifteen_days_are_the_first_two_bands(tmp_path):
    path = section_47s(tmp_path, [("England", "2024", "900,187.1,800,160,400,60,390,59,100,200,60,40")])
    assert read(path) == {("icpc", "2024", "england"): 75, ("s47_rate", "2024", "england"): 187.1}


def test_plans_reviewed_are_the_percentage_as_published(tmp_path):
    assert read(reviews(tmp_path, [("England", "2024", "35090,31500,89.8")])) == {
        ("cp_reviewed_dfe", "2024", "england"): 89.8
    }


def test_where_the_percentage_is_not_in_the_table_it_is_made_of_the_counts(tmp_path):
    headings = REVIEWS.removesuffix(",Reviewed_within_timescales_percent")
    path = statistics(tmp_path / "d6.csv", headings, [("England", "2024", "200,150")])
    assert read(path)["cp_reviewed_dfe", "2024", "england"] == 75


@pytest.mark.parametrize("sign", ["c", "x", "z", ":", "low", "k", "u", "", " C ", "LOW"])
def test_a_suppressed_value_is_unknown_and_never_nought(tmp_path, sign):
    rows = [
        ("England", "2023", "200,150,75"),
        ("England", "2024", f"200,150,{sign}"),
    ]
    assert read(reviews(tmp_path, rows)) == {("cp_reviewed_dfe", "2023", "england"): 75}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("100,5,c,10,20,20,20,10,10,5,c", None),  # unknown on both sides of the limit
        ("c,5,c,10,20,20,20,10,10,5,5", None),  # no total to take the rest from
        ("100,5,c,10,20,20,20,c,10,5,5", 80),  # 100 less the 20 that took longer
        ("100,5,0,10,20,20,20,10,c,c,5", 80),
        ("10,5,c,10,20,20,20,10,10,5,5", None),  # more took longer than there were in all
        ("60,5,0,10,20,20,20,10,c,c,5", None),
        ("0,5,0,0,0,0,0,0,0,0,0", None),  # a share of nothing
    ],
)
def test_an_unknown_band_leaves_the_percentage_unknown_unless_it_follows_from_the_total(tmp_path, cells, expected):
    found = read(assessments(tmp_path, [("England", "2024", cells)]))
    assert found.get(("assessment", "2024", "england")) == expected


def test_the_statistical_neighbours_are_the_plain_mean_of_their_figures(tmp_path):
    found = read(assessments(tmp_path), neighbours=("Northbridge", "Eastmere", "County Sudley"))
    assert found["assessment", "2018", "statistical_neighbours"] == pytest.approx((80 + 70 + 100) / 3)
    assert found["assessment_rate", "2018", "statistical_neighbours"] == 300


@pytest.mark.parametrize("named", ["902", "l902", "EASTMERE", " eastmere "])
def test_a_neighbour_is_known_by_name_and_by_either_code(tmp_path, named):
    assert read(assessments(tmp_path), neighbours=(named,))["assessment", "2018", "statistical_neighbours"] == 70


def test_a_neighbour_named_twice_counts_once(tmp_path):
    found = read(assessments(tmp_path), neighbours=("Eastmere", "902", "Northbridge"))
    assert found["assessment", "2018", "statistical_neighbours"] == 75


def test_punctuation_and_an_ampersand_make_no_other_place(tmp_path):
    rows = [("St. Orrin and Wick", "2018", "100,5,0,10,20,20,20,10,10,5,5")]
    found = read(assessments(tmp_path, rows), neighbours=("St Orrin & Wick",))
    assert found["assessment", "2018", "statistical_neighbours"] == 80


def test_a_suppressed_neighbour_is_left_out_of_the_mean_and_named(tmp_path):
    compared = Compared(None, ("Northbridge", "Eastmere", "St. Orrin and Wick"))
    extract = read_comparators([assessments(tmp_path)], compared)
    assert figures(extract)["assessment", "2018", "statistical_neighbours"] == 75
    assert any("assessment: St. Orrin and Wick in 2018 left out of the mean" in note for note in extract.notes)


def test_a_neighbour_that_no_file_knows_is_named_with_the_likeliest(tmp_path):
    extract = read_comparators([assessments(tmp_path)], Compared(None, ("Northbridge", "Sudley")))
    assert figures(extract)["assessment", "2018", "statistical_neighbours"] == 80
    assert any("Sudley is not in any name.csv" in n and "did you mean County Sudley?" in n for n in extract.notes)


def test_a_neighbour_that_changed_its_name_is_one(tmp_path):
    old = [("Northbridge", "2017", "100,5,0,10,20,20,20,10,10,5,5")]
    path = assessments(tmp_path, [*old, ("Northbridge", "2018", "100,5,0,10,20,20,20,20,10,0,0")])
    text = path.read_text(encoding="utf-8-sig").replace("Northbridge", "Northbridge Borough", 1)
    path.write_text(text, encoding="utf-8")
    extract = read_comparators([path], Compared(None, ("L901",)))
    found = figures(extract)
    assert found["assessment", "2017", "statistical_neighbours"] == 80
    assert found["assessment", "2018", "statistical_neighbours"] == 90
    assert not any("left out of the mean" in note for note in extract.notes)


@pytest.mark.parametrize("region", ["Lower Vale", "lower  vale", "R2", "r2"])
def test_the_region_is_known_by_name_and_code(tmp_path, region):
    assert read(assessments(tmp_path), region)["assessment", "2018", "region"] == pytest.approx(500 / 6)


def test_no_region_and_no_neighbours_configured_are_left_out_and_said(tmp_path):
    extract = read_comparators([assessments(tmp_path)], Compared())
    assert {area for _, _, area in figures(extract)} == {"england"}
    assert any("No region is configured" in note for note in extract.notes)
    assert any("No statistical neighbours are configured" in note for note in extract.notes)


@pytest.mark.parametrize(
    ("period", "identifier", "ends"),
    [
        ("2024", "Reporting year", date(2024, 3, 31)),
        ("2024", "reporting_year", date(2024, 3, 31)),
        ("201718", "Financial year", date(2018, 3, 31)),
        ("2017-18", "Financial year", date(2018, 3, 31)),
        ("2017/18", "Financial year", date(2018, 3, 31)),
        ("2017-2018", "Reporting year", date(2018, 3, 31)),
        ("199900", "Financial year", date(2000, 3, 31)),
        ("201719", "Financial year", None),
        ("2017", "Financial year", None),  # 2016-17 or 2017-18: nobody can say
        ("2024", "Calendar year", None),
        ("202324", "Academic year", None),
        ("2024", "", None),
        ("March", "Reporting year", None),
    ],
)
def test_a_year_ends_on_the_last_of_march(period, identifier, ends):
    assert year_end(period, identifier) == ends


def test_rows_of_another_time_are_left_out_and_said(tmp_path):
    path = assessments(tmp_path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    calendar = lines[1].replace("2018,Reporting year", "2019,Calendar year")
    path.write_text("\n".join([*lines, calendar]) + "\n", encoding="utf-8")
    extract = read_comparators([path], Compared())
    assert {year for _, year, _ in figures(extract)} == {"2018"}
    assert any("1 row was left out" in note and "Calendar year 2019" in note for note in extract.notes)


def test_a_file_of_other_times_only_is_refused(tmp_path):
    path = statistics(tmp_path / "c.csv", ASSESSMENTS, YEAR_2018, "Calendar year")
    with pytest.raises(WorkbenchError, match=r"no row of a reporting or financial year.*Calendar year 2018"):
        read(path)


def test_case_dashes_and_new_columns_in_the_headings_make_no_difference(tmp_path):
    path = assessments(tmp_path)
    heading, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    heading = heading.upper().replace("1-10_DAYS", "1_10-days").replace("61+_DAYS", "61+ Days")
    path.write_text("\n".join([f"{heading},New_column", *(f"{row},7" for row in rows)]), encoding="utf-8")
    assert read(path)["assessment", "2018", "england"] == 80


def test_a_table_that_lacks_a_band_is_refused_by_the_name_of_the_column(tmp_path):
    path = statistics(tmp_path / "c.csv", ASSESSMENTS.replace("41-45_days", "Other"), YEAR_2018)
    with pytest.raises(WorkbenchError, match=r"c\.csv looks like .* lacks the column 41-45_days:"):
        read(path)


def test_a_table_that_does_not_say_where_it_speaks_of_is_refused(tmp_path):
    path = assessments(tmp_path)
    path.write_text(path.read_text(encoding="utf-8-sig").replace("geographic_level", "level"), encoding="utf-8")
    with pytest.raises(WorkbenchError, match="lacks the column geographic_level"):
        read(path)


def test_another_table_of_the_department_is_refused_with_those_that_are_known(tmp_path):
    (tmp_path / "x.csv").write_text(f"{PLACING},Adoptions\n2024,Reporting year,{',' * 8},3\n", encoding="utf-8")
    with pytest.raises(
        WorkbenchError, match=r"none of the statistics tables known.*Reviewed_within_timescales_percent"
    ):
        read(tmp_path / "x.csv")


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"PK\x03\x04 not text", b"", b"just words\n"])
def test_a_file_that_is_no_statistics_is_refused(tmp_path, content):
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(WorkbenchError, match=r"x\.csv"):
        read(tmp_path / "x.csv")


def test_a_file_that_is_cut_off_is_refused(tmp_path):
    path = assessments(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(WorkbenchError, match="cut off"):
        read(path)


def test_two_different_rows_for_one_place_and_year_are_refused(tmp_path):
    rows = [*YEAR_2018, ("England", "2018", "90,5,0,10,20,20,20,10,10,0,0")]
    with pytest.raises(WorkbenchError, match="two different rows for England in 2018"):
        read(assessments(tmp_path, rows))


def test_the_same_row_twice_is_one(tmp_path):
    assert (
        read(assessments(tmp_path, [*YEAR_2018, YEAR_2018[3]]), neighbours=("901", "902"))[
            "assessment", "2018", "statistical_neighbours"
        ]
        == 75
    )


def test_a_value_that_is_no_number_counts_as_unknown_and_is_named(tmp_path):
    rows = [("England", "2023", "200,150,75"), ("England", "2024", "200,150,about 80")]
    extract = read_comparators([reviews(tmp_path, rows)], Compared())
    assert {year for _, year, _ in figures(extract)} == {"2023"}
    assert any("'about 80'" in note and "line 3" in note for note in extract.notes)


def test_where_two_downloads_overlap_the_one_that_reaches_further_is_believed(tmp_path):
    newer = reviews(tmp_path, [("England", "2023", "200,150,76"), ("England", "2024", "200,150,80")])
    (tmp_path / "old").mkdir()
    older = reviews(tmp_path / "old", [("England", "2022", "200,150,70"), ("England", "2023", "200,150,75")])
    extract = read_comparators([newer, older], Compared())
    assert [figures(extract)["cp_reviewed_dfe", year, "england"] for year in ("2022", "2023", "2024")] == [70, 76, 80]
    assert any("1 figure differs between the files" in note for note in extract.notes)


def test_every_measure_that_a_table_gives_is_one_of_the_catalogue():
    known = catalogue(Settings()).measures
    assert {figure.measure for table in statistics_tables() for figure in table.figures} <= set(known)


def test_a_table_of_england_alone_needs_no_columns_of_regions_and_authorities(tmp_path):
    (tmp_path / "d6.csv").write_text(
        "time_period,time_identifier,geographic_level,country_code,country_name,CPP_At31_3Months,"
        "Reviewed_within_timescales,Reviewed_within_timescales_percent\n"
        "2024,Reporting year,National,E92000001,England,200,150,75\n",
        encoding="utf-8",
    )
    assert read(tmp_path / "d6.csv") == {("cp_reviewed_dfe", "2024", "england"): 75}


def test_suppressed_values_in_square_brackets_are_unknown(tmp_path):
    rows = [("England", "2023", "200,150,75"), ("England", "2024", "[c],[low],[x]")]
    extract = read_comparators([reviews(tmp_path, rows)], Compared())
    assert {year for _, year, _ in figures(extract)} == {"2023"}
    assert not any("neither a number" in note for note in extract.notes)


def test_referrals_give_their_rate_and_the_share_of_those_again_within_a_year(tmp_path):
    headings = f"{PLACING},category,Referrals,Referrals_rate,Re_referrals,Re_referrals_percent"
    rows = [("England", "2024", "1000,505.5,220,22.0"), ("England", "2023", "1000,c,c,c")]
    assert read(statistics(tmp_path / "c1.csv", headings, rows)) == {
        ("referral_rate", "2024", "england"): 505.5,
        ("re_referral", "2024", "england"): 22,
    }
    counts = headings.replace(",Re_referrals_percent", "").replace("Referrals_rate,", "")
    assert read(statistics(tmp_path / "counts.csv", counts, [("England", "2024", "1000,220")])) == {
        ("re_referral", "2024", "england"): 22
    }


def test_another_publication_is_refused_in_a_sentence_that_can_be_read(tmp_path):
    (tmp_path / "x.csv").write_text(f"{PLACING},Adoptions\n2024,Reporting year,{',' * 8},3\n", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="none of the statistics tables known") as refused:
        read(tmp_path / "x.csv")
    assert len(str(refused.value)) < 900


@pytest.mark.parametrize(
    ("columns", "cells", "measure", "value"),
    [
        ("CPP_start,CPP_start_rate,CPP_At31,CPP_At31_rate", "600,50.5,480,40.4", "cp_rate", 40.4),
        ("CPP_start,CPP_subsequent,CPP_subsequent_percent", "600,150,25", "cp_repeat", 25),
    ],
)
def test_plans_give_their_rate_and_the_share_of_those_begun_again(tmp_path, columns, cells, measure, value):
    path = statistics(tmp_path / "d.csv", f"{PLACING},category,{columns}", [("England", "2024", cells)])
    assert read(path) == {(measure, "2024", "england"): value}


def test_the_headline_figures_of_england_give_the_rate_of_plans(tmp_path):
    (tmp_path / "headline.csv").write_text(
        "time_period,time_identifier,geographic_level,country_code,country_name,children_in_need,"
        "child_protection_plans,child_protection_plans_per_10000_children,referrals,completed_assessments\n"
        "2024,Reporting year,National,E92000001,England,4000,480,40.4,6000,6500\n"
        "2014,Reporting year,National,E92000001,England,3900,500,42.5,6100,u\n",
        encoding="utf-8",
    )
    assert read(tmp_path / "headline.csv") == {
        ("cp_rate", "2024", "england"): 40.4,
        ("cp_rate", "2014", "england"): 42.5,
    }


def test_of_a_whole_release_in_a_folder_the_tables_known_are_taken_and_the_others_named(tmp_path):
    (tmp_path / "release").mkdir()
    reviews(tmp_path / "release", [("England", "2024", "200,150,75")])
    (tmp_path / "release" / "a1.csv").write_text(f"{PLACING},Adoptions\n2024,Reporting year,{',' * 8},3\n")
    (tmp_path / "release" / "d6.meta.csv").write_text("col_name,col_type,label\nx,Filter,X\n")
    (tmp_path / "release" / "data-guidance.txt").write_text("How to read these tables\n")
    extract = read_comparators([tmp_path / "release"], Compared())
    assert figures(extract) == {("cp_reviewed_dfe", "2024", "england"): 75}
    assert [file.name for file in extract.files] == ["d6.csv"]
    assert extract.notes[-1].endswith("none of the tables known: a1.csv, d6.meta.csv, data-guidance.txt.")
    with pytest.raises(WorkbenchError, match=r"a1\.csv is none of the statistics tables known"):
        read_comparators([tmp_path / "release" / "d6.csv", tmp_path / "release" / "a1.csv"], Compared())


def test_a_folder_without_a_table_that_is_known_is_refused(tmp_path):
    (tmp_path / "a1.csv").write_text(f"{PLACING},Adoptions\n2024,Reporting year,{',' * 8},3\n")
    with pytest.raises(WorkbenchError, match=r"None of the files \(a1\.csv\) is a statistics table known"):
        read_comparators([tmp_path], Compared())


def test_a_table_that_is_cut_off_is_refused_in_a_folder_too(tmp_path):
    path = assessments(tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(WorkbenchError, match="cut off"):
        read_comparators([tmp_path], Compared())

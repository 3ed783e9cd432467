import json

import msgspec

from checks.results import Results
from reports.json_report import encode
from tests.reports.cases import case


def test_what_is_written_is_what_was_judged() -> None:
    results = case("partly-read").results
    assert msgspec.json.decode(encode(results), type=Results) == results


def test_other_programs_find_the_words_they_were_promised() -> None:
    results = case("exchange-2007").results
    document = json.loads(encode(results))
    assert document["schema"] == "exready/results"
    assert document["targets"][0]["counts"]["not-verified"] == results.targets[0].counts.not_verified
    assert document["error"] is None


def test_same_results_same_bytes_that_end_in_a_newline() -> None:
    first, second = encode(case("exchange-2007").results), encode(case("exchange-2007").results)
    assert first == second
    assert first.endswith(b"}\n")

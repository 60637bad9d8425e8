"""Errors read as place, message, hint; several are told together, sorted; they cross process boundaries."""

from __future__ import annotations

import pickle

from counterbrief.errors import CounterbriefError, Place, ProblemsError, ReadError


def test_an_error_reads_as_place_message_and_hint() -> None:
    error = ReadError("wrong", where=Place(file="a.yaml", line=14, column=5), hint="mend it")
    assert str(error) == "a.yaml:14:5: wrong; mend it"
    assert str(CounterbriefError("wrong")) == "wrong"
    assert str(Place(file="a.yaml", line=3)) == "a.yaml:3"
    assert str(Place(file="a.yaml")) == "a.yaml"


def test_problems_are_sorted_by_place() -> None:
    late = ReadError("late", where=Place(file="b.yaml", line=1, column=1))
    early = ReadError("early", where=Place(file="a.yaml", line=10, column=1))
    first = ReadError("first", where=Place(file="a.yaml", line=9, column=1))
    assert str(ProblemsError([late, early, first])) == "a.yaml:9:1: first\na.yaml:10:1: early\nb.yaml:1:1: late"


def test_errors_cross_a_process_boundary_whole() -> None:
    error = ProblemsError([ReadError("wrong", where=Place(file="a.yaml", line=1), hint="mend it")], hint="all of it")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is ProblemsError
    assert str(again) == str(error)
    assert again.problems[0].where == Place(file="a.yaml", line=1)

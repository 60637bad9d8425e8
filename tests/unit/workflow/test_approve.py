"""Approving: by somebody else, for exactly this content, for no longer than the corpus allows."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from tests import builders as b

from counterbrief.errors import NotFoundError
from counterbrief.model import Approval, Attests, Audience, LocalText
from counterbrief.workflow import ApprovalError, Corpus, approve, check


def corpus() -> Corpus:
    return Corpus(records=b.records(approve=False))


def test_an_approval_covers_the_record_as_it_is_and_runs_as_long_as_the_policy_allows() -> None:
    after = approve(corpus(), "page", by="reviewer", on=b.GIVEN)
    assert after.get(Approval, "page-by-reviewer") == attrs.evolve(
        b.approval(b.PAGE), until=b.GIVEN + dt.timedelta(days=731)
    )


def test_approving_everything_makes_a_plan_ready() -> None:
    after = corpus()
    for record in b.CONTENT:
        after = approve(after, record.id, by="reviewer", on=b.GIVEN)
    checked = check(after, on=b.DAY)
    assert checked.clean
    assert checked.ready == ("brief",)


def test_with_audiences_it_clears_for_use() -> None:
    after = approve(corpus(), "page", by="reviewer", on=b.GIVEN, audiences=[Audience.TEACHERS])
    approval = after.get(Approval, "page-by-reviewer")
    assert (approval.attests, approval.audiences) == (Attests.CLEARED_FOR_USE, (Audience.TEACHERS,))


def test_a_second_approval_by_the_same_person_replaces_the_first() -> None:
    once = approve(corpus(), "page", by="reviewer", on=b.GIVEN)
    changed = once.put(attrs.evolve(b.PAGE, title="Another title"))
    twice = approve(changed, "page", by="reviewer", on=b.DAY)
    assert [one.given for one in twice.records.of(Approval)] == [b.DAY]


@pytest.mark.parametrize(
    ("record", "by", "until", "expected"),
    [
        ("page", "writer", None, "'writer' wrote 'page' and cannot approve it"),
        ("page", "reviewer", b.GIVEN + dt.timedelta(days=732), "an approval may run 731 days in this corpus"),
        (
            "page",
            "reviewer",
            b.GIVEN - dt.timedelta(days=1),
            "an approval given on 2026-11-01 cannot end on 2026-10-31",
        ),
    ],
)
def test_an_approval_that_cannot_be_given_says_why(record: str, by: str, until: dt.date | None, expected: str) -> None:
    with pytest.raises(ApprovalError) as caught:
        approve(corpus(), record, by=by, on=b.GIVEN, until=until)
    assert expected in str(caught.value)


def test_only_the_team_approves_and_only_what_exists() -> None:
    with pytest.raises(NotFoundError, match="there is no team-member 'reviewr'; did you mean 'reviewer'"):
        approve(corpus(), "page", by="reviewr", on=b.GIVEN)
    with pytest.raises(NotFoundError, match="there is no record 'pge'"):
        approve(corpus(), "pge", by="reviewer", on=b.GIVEN)
    with pytest.raises(ApprovalError, match="is an approval itself; approve 'page'"):
        approve(approve(corpus(), "page", by="reviewer", on=b.GIVEN), "page-by-reviewer", by="reviewer", on=b.DAY)


def test_a_new_member_of_the_team_can_approve() -> None:
    third = attrs.evolve(b.REVIEWER, id="third", role=LocalText.of(en="second reviewer"))
    after = approve(corpus().put(third), "page", by="third", on=b.GIVEN)
    assert after.get(Approval, "page-by-third").record == "page"

"""Consented, and revocable: a testimony is used only within its consent, on the day of the build (promise 5)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from counterbrief.model import Basis, BriefPlan, Known, Scope, Testimony
from counterbrief.model.draft import Path
from counterbrief.vetting.finding import Case, Finding


def consent(case: Case) -> Iterator[Finding]:
    """``consent-none``, ``consent-scope``, ``consent-elements``, ``consent-expired`` and ``consent-not-yet``."""
    if case.draft is None:
        return
    plan = case.draft.plan
    for item in case.draft.items:
        if item.quote is not None:
            for finding in _judge(item.quote.testimony, case):
                yield attrs.evolve(finding, record=plan.id, path=item.path, statement=item.id)


def forbids(testimony: Testimony, case: Case) -> bool:
    """Whether a testimony's consent does not allow the brief of the case to use it on its day."""
    return any(True for _ in _judge(testimony, case))


def _judge(testimony: Testimony, case: Case) -> Iterator[Finding]:
    given = testimony.consent
    if given.basis is Basis.NONE:
        yield _finding(testimony, "consent-none", "nothing permits its use", "take it out of the plan", ("basis",))
        return
    if given.elements is not None:
        unmet = [name for name, met in attrs.asdict(given.elements).items() if met is not Known.YES]
        if unmet:
            yield _finding(
                testimony,
                "consent-elements",
                f"its consent is not known to be informed ({', '.join(unmet)})",
                "take it out of the plan, or record how these elements were met",
                ("elements",),
            )
    if case.draft is not None:
        outside = tuple(_outside(given.scope, case.draft.plan))
        if outside:
            yield _finding(
                testimony,
                "consent-scope",
                f"its consent does not cover {' and '.join(outside)}",
                "take it out of the plan, or change what the plan is for",
                ("scope",),
            )
    if given.until is not None and given.until < case.on:
        yield _finding(
            testimony,
            "consent-expired",
            f"its consent ended on {given.until}",
            "take it out of the plan, or ask the person again",
            ("until",),
        )
    if given.given is not None and given.given > case.on:
        yield _finding(
            testimony, "consent-not-yet", f"its consent begins on {given.given}", "build on a later day", ("given",)
        )


def _outside(scope: Scope, plan: BriefPlan) -> Iterator[str]:
    """What of a plan's use lies outside a scope, in words."""
    if plan.purpose not in scope.purposes:
        yield f"the purpose '{plan.purpose.value}'"
    if plan.audience not in scope.audiences:
        yield f"the audience '{plan.audience.value}'"
    for medium in plan.media:
        if medium not in scope.media:
            yield f"the medium '{medium.value}'"
    if scope.languages is not None and not _speaks(plan.language, scope.languages):
        yield f"the language '{plan.language}'"


def _speaks(language: str, allowed: tuple[str, ...]) -> bool:
    return language in allowed or language.partition("-")[0] in allowed


def _finding(testimony: Testimony, code: str, what: str, remedy: str, path: Path) -> Finding:
    return Finding(
        code=code,
        record=testimony.id,
        path=("consent", *path),
        message=f"testimony {testimony.id!r} cannot be used: {what}",
        remedy=remedy,
        cause=f"{code}:{testimony.id}:{what}",
        about=(testimony.id,),
    )

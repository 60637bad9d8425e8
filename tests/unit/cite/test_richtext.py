import itertools

from hypothesis import given
from hypothesis import strategies as st

from counterbrief.cite import Level, Run, html, merged, plain

runs = st.builds(
    Run,
    text=st.text(max_size=8),
    emphasis=st.booleans(),
    strong=st.booleans(),
    small_caps=st.booleans(),
    level=st.sampled_from(Level),
    href=st.sampled_from([None, 'https://example.org/?a=1&b="2"']),
)


def test_html_nests_marks_and_closes_only_what_ends() -> None:
    rich = (
        Run(text="A ", emphasis=True),
        Run(text="bold", emphasis=True, strong=True),
        Run(text=" <x>", emphasis=True),
        Run(text="NASA", small_caps=True),
        Run(text="2", level=Level.SUPERSCRIPT),
        Run(text="2", level=Level.SUBSCRIPT),
    )

    assert html(rich) == (
        '<i>A <b>bold</b> &lt;x&gt;</i><span style="font-variant: small-caps">NASA</span><sup>2</sup><sub>2</sub>'
    )


def test_html_has_links_only_when_asked_and_escapes_addresses() -> None:
    rich = (Run(text="here", href='https://example.org/?a=1&b="2"'),)

    assert html(rich) == "here"
    assert html(rich, links=True) == '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">here</a>'


@given(st.lists(runs, max_size=6))
def test_merging_keeps_the_words_and_leaves_no_equal_neighbours(some: list[Run]) -> None:
    joined = merged(tuple(some))

    assert plain(joined) == plain(tuple(some))
    assert all(run.text for run in joined)
    assert not any(left.same_marks(right) for left, right in itertools.pairwise(joined))
    assert merged(joined) == joined


@given(st.lists(runs, max_size=6))
def test_every_tag_that_opens_closes(some: list[Run]) -> None:
    markup = html(tuple(some), links=True)

    for tag in ("a", "i", "b", "span", "sup", "sub"):
        opened = markup.count(f"<{tag}>") + markup.count(f"<{tag} ")
        assert opened == markup.count(f"</{tag}>")

"""Comparing words with words: which stretch of a page fits best, and how its words pair with those of a quotation.

Levenshtein distance with free ends in the page, its columns held as bit vectors: H. Hyyrö, "A bit-vector algorithm for
computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003), figure 3, over words.
"""

from __future__ import annotations

from collections.abc import Sequence

#: A word of the quotation and a word of the page; None where the other side has none.
Pair = tuple[int | None, int | None]


def align(quoted: Sequence[str], page: Sequence[str]) -> tuple[int, list[Pair]]:
    """The least number of changed words, and the pairs of the best fit, in order.

    Pairs begin with the first and end with the last word of ``quoted``; of ``page`` they cover what lies between.
    """
    size = len(quoted)
    every, top = (1 << size) - 1, 1 << (size - 1)
    where: dict[str, int] = {}
    for place, word in enumerate(quoted):
        where[word] = where.get(word, 0) | 1 << place
    up, down = every, 0
    ups, downs = [up], [down]
    cost = best = size
    best_end = 0
    for place, word in enumerate(page, 1):
        reach = where.get(word, 0) | down
        diagonal = ((((reach & up) + up) ^ up) | reach) & every
        right = down | (every & ~(up | diagonal))
        left = up & diagonal
        if right & top:
            cost += 1
        elif left & top:
            cost -= 1
        right = (right << 1) & every
        down = right & diagonal
        up = ((left << 1) | ~(right | diagonal)) & every
        ups.append(up)
        downs.append(down)
        # Of equal fits the first counts, drawn out as far as it goes and to the last word of the quotation.
        if cost < best or (cost == best and (place == best_end + 1 or word == quoted[-1] != page[best_end - 1])):
            best, best_end = cost, place
    return best, _pairs(quoted, page, ups, downs, best_end)


def _pairs(quoted: Sequence[str], page: Sequence[str], ups: list[int], downs: list[int], end: int) -> list[Pair]:
    pairs: list[Pair] = []
    row, column = len(quoted), end
    while row:
        bit = 1 << (row - 1)
        if column and quoted[row - 1] == page[column - 1]:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif ups[column] & bit:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            if downs[column] & bit:
                pairs.append((None, column))
            else:
                row -= 1
                pairs.append((row, column))
    pairs.reverse()
    return pairs

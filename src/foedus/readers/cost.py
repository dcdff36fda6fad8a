"""Tokens and money: what a page will cost, told beforehand, and a budget that is never gone beyond.

Without the endpoint's own tokenizer tokens are estimated from above: one for every three bytes. English takes
about four characters a token, so a page costs less than is told here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from foedus.errors import BudgetSpent, UsageError
from foedus.model import Article
from foedus.readers.model import Usage
from foedus.readers.parts import parts
from foedus.readers.prompt import messages

_BYTES_A_TOKEN: Final = 3
_A_MESSAGE: Final = 8  # tokens around each


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in and out, in whatever currency the endpoint is paid."""

    million_in: float
    million_out: float

    def of(self, usage: Usage) -> float:
        """What so many tokens cost."""
        return (usage.tokens_in * self.million_in + usage.tokens_out * self.million_out) / 1e6


def price(text: str) -> Price:
    """The price in "0.15/0.60". Raises UsageError for what is none."""
    try:
        million_in, million_out = (float(part) for part in text.split("/"))
    except ValueError:
        million_in = -1.0
        million_out = -1.0
    if not (0 <= million_in < 1e6 and 0 <= million_out < 1e6):
        raise UsageError(f"{text!r} is no price: write what a million tokens cost, in and out, as 0.15/0.60")
    return Price(million_in, million_out)


def tokens(text: str) -> int:
    """The most tokens that a text is likely to be."""
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN)


def question(part: str) -> int:
    """The tokens of the question about one part of a page."""
    return sum(tokens(message["content"]) + _A_MESSAGE for message in messages(part))


def of_page(article: Article, most_out: int) -> Usage:
    """What a page costs at most, answers of `most_out` tokens each among it."""
    asked = [question(part) for part in parts(article)]
    return Usage(sum(asked), most_out * len(asked), counted=False)


@dataclass(slots=True)
class Budget:
    """What may be spent, and what was. `tokens` are in and out together, `money` in the price's currency."""

    tokens: int | None = None
    money: float | None = None
    price: Price | None = None
    spent: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        if self.money is not None and self.price is None:
            raise UsageError("a budget in money needs the price of tokens: --price 0.15/0.60")

    def admit(self, ahead: Usage) -> None:
        """Raises BudgetSpent where one more question could go beyond the budget."""
        after = self.spent.plus(ahead)
        total = after.tokens_in + after.tokens_out
        if self.tokens is not None and total > self.tokens:
            raise BudgetSpent(
                f"the budget of {self.tokens:,} tokens is spent: one more question could make it {total:,}"
            )
        if self.money is not None and self.price is not None and self.price.of(after) > self.money:
            raise BudgetSpent(
                f"the budget of {self.money:g} is spent: one more question could make it"
                f" {self.price.of(after):.4f}"
            )

    def take(self, used: Usage) -> None:
        """Book what a question cost."""
        self.spent = self.spent.plus(used)

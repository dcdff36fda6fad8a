"""What an endpoint sends, as claims said: whatever it promised, every byte of it is checked.

The envelope must be that of a chat completion, its content one JSON object with a list of claims. A claim of
a wrong shape is refused by itself, with what is wrong with it; the others stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from foedus.errors import ReaderError
from foedus.readers.model import LONGEST_NAME, LONGEST_WORDS, MOST_CLAIMS, MOST_NAMES, Refused, Said

_LINE: Final = 160  # characters of what was refused that are shown


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: tuple[_Choice, ...]
    usage: _Usage | None = None


class _Content(msgspec.Struct):
    claims: tuple[msgspec.Raw, ...]


# made with the module: msgspec works a type out where it is first used, which no two threads may do at once
_COMPLETION: Final = msgspec.json.Decoder(_Completion)
_CONTENT: Final = msgspec.json.Decoder(_Content)
_SAID: Final = msgspec.json.Decoder(Said)


@dataclass(frozen=True, slots=True)
class Answer:
    """The content of an answer, and the tokens that the endpoint says it took; None where it does not say."""

    content: str
    tokens_in: int | None
    tokens_out: int | None


def answer(body: bytes) -> Answer:
    """The answer in an endpoint's response. Raises ReaderError for what is none, or is cut off."""
    try:
        found = _COMPLETION.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReaderError(f"the endpoint's answer is no chat completion ({plain(str(error))})") from error
    if not found.choices:
        raise ReaderError("the endpoint's answer has no choice in it")
    first = found.choices[0]
    if first.message.refusal:
        raise ReaderError(f"the model declines to answer: {plain(first.message.refusal)}")
    if first.finish_reason == "length":
        raise ReaderError("the model's answer is cut off: allow it more tokens with --max-output")
    if not first.message.content:
        raise ReaderError("the model's answer is empty")
    usage = found.usage or _Usage()
    return Answer(first.message.content, _count(usage.prompt_tokens), _count(usage.completion_tokens))


def claims_said(content: str) -> tuple[list[Said], list[Refused]]:
    """The claims in an answer's content, and those whose shape is wrong.

    Raises ReaderError where the content is no JSON object with a list of claims.
    """
    try:
        found = _CONTENT.decode(_unfenced(content))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise ReaderError(f"the model's answer is no list of claims ({plain(str(error))})") from error
    said: list[Said] = []
    refused: list[Refused] = []
    for raw in found.claims[:MOST_CLAIMS]:
        try:
            one = _SAID.decode(raw)
            _check_lengths(one)
        except (msgspec.DecodeError, ValueError, RecursionError) as error:
            refused.append(Refused(f"its form is wrong: {plain(str(error))}", plain(bytes(raw).decode())))
        else:
            said.append(one)
    if (more := len(found.claims) - MOST_CLAIMS) > 0:
        refused.append(Refused(f"more than {MOST_CLAIMS} claims of one part of a page", f"{more} claims"))
    return said, refused


def _check_lengths(said: Said) -> None:
    if not said.passage.strip() or len(said.passage) > LONGEST_WORDS:
        raise ValueError(f"a passage has 1 to {LONGEST_WORDS:,} characters")
    names = (said.agreement, said.date or "", *said.actors, *said.parties, *said.speakers)
    if any(len(name) > LONGEST_NAME for name in names) or len(names) > MOST_NAMES:
        raise ValueError(f"a name has at most {LONGEST_NAME} characters, a claim at most {MOST_NAMES}")


def _unfenced(content: str) -> str:
    """The content without the fence of a code block around it."""
    text = content.strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        return text[text.index("\n") : -3]
    return text


def _count(given: int | None) -> int | None:
    return given if given is not None and 0 <= given < 1 << 40 else None


def plain(text: str) -> str:
    """One short line without what steers a terminal."""
    line = "".join(c if c.isprintable() else " " for c in text[: 4 * _LINE])
    line = " ".join(line.split())
    return line if len(line) <= _LINE else f"{line[:_LINE]} ..."

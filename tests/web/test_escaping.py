"""What a page shows of text comes as markupsafe would write it, whatever the text and wherever in a page."""

from __future__ import annotations

from functools import cache
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from foedus.web.base.escaping import Templates, escaped


def environment(kind: type[Environment], **templates: str) -> Environment:
    made = kind(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)
    made.globals.update(root="/law", twice=lambda text: Markup("{0} {0}").format(text))
    return made


@given(st.text())
def test_text_has_no_mark_of_html_and_is_told_whole(text: str) -> None:
    shown = escaped(text)
    assert not set(shown) & set("<>\"'")
    assert shown.count("&") == sum(map(text.count, "&<>\"'"))
    assert unescape(shown) == unescape(str(escape(text)))


class Loud(str):
    """A text of another class, which says how it is shown."""

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", ""), ("a & b", "a &amp; b"), (12, "12"), (True, "True"), (None, "None"), (1.5, "1.5"),
        (Markup("<b>"), "<b>"), (Loud("x"), "<b>x</b>"), (["<"], "[&#39;&lt;&#39;]"),
    ],
)  # fmt: skip
def test_a_value_is_shown_by_what_it_is(value: object, shown: str) -> None:
    assert escaped(value) == shown


PAGE = """{% extends "base" %}{% from "macros" import line, of %}
{% block title %}{{ t|upper }}{% endblock %}
{% block main %}{{ root }} {{ twice(t) }} {{ line(t) }}{{ of(t) }} {{ t ~ "<" }} {{ t|safe }}
{% set kept %}{{ t }}<i>{% endset %}{{ kept }}{% for x in [1, t] %}{{ loop.index }} {{ x }}{% endfor %}
{% if t %}{{ {"a": t}["a"]|truncate(3) }}{% endif %}{% call(x) around() %}{{ x }}{% endcall %}{% endblock %}
{% macro around() %}<p>{{ caller("<") }}</p>{% endmacro %}"""
MACROS = """{% macro line(x) %}<li>{{ x }} {{ root }}</li>{% endmacro %}{% macro of(x) %}{{ line(x) }}{% endmacro %}"""
BASE = "<title>{% block title %}{% endblock %}</title>{% block main %}{% endblock %}{{ root }}"


@cache
def made() -> list[Template]:
    """The page of ours, and of jinja's own environment."""
    texts = {"page": PAGE, "macros": MACROS, "base": BASE}
    return [environment(kind, **texts).get_template("page") for kind in (Templates, Environment)]


@given(st.text(max_size=20))
def test_a_page_is_the_one_that_jinja_makes(text: str) -> None:
    ours, theirs = made()
    assert ours.render(t=text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") == theirs.render(t=text)


def test_what_is_not_escaped_stays_as_it_is() -> None:
    made = Templates(autoescape=False)
    assert made.from_string("{{ t }}").render(t="<") == "<"
    mixed = Templates(autoescape=True).from_string("{% autoescape false %}{{ t }}{% endautoescape %}{{ t }}")
    assert mixed.render(t="<") == "<&lt;"

"""Generated EDTF dates of every form that foedus reads."""

from hypothesis import strategies as st

from foedus.dates import Edtf, parse
from foedus.errors import DateError

MARKS = st.sampled_from(["", "", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> str:
    """A date without an interval, as text."""
    day = draw(st.dates())
    shape = draw(
        st.sampled_from(
            [
                "day",
                "day",
                "month",
                "year",
                "decade",
                "century",
                "millennium",
                "season",
                "noyear",
                "nomonth",
                "noday",
            ]
        )
    )
    y, m, d = f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}"
    text = {
        "day": f"{y}-{m}-{d}",
        "month": f"{y}-{m}",
        "year": y,
        "decade": f"{y[:3]}X",
        "century": f"{y[:2]}XX",
        "millennium": f"{y[:1]}XXX",
        "season": f"{y}-2{draw(st.integers(1, 4))}",
        "noyear": f"XXXX-{m}-{d}",
        "nomonth": f"{y}-XX-{min(day.day, 28):02d}",
        "noday": f"{y}-{m}-XX",
    }[shape]
    return text + draw(MARKS)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A date or an interval, as text."""
    first = draw(points())
    form = draw(st.sampled_from(["one", "one", "until", "since", "unknown start", "unknown end", "interval"]))
    alone = {
        "one": first,
        "until": f"../{first}",
        "since": f"{first}/..",
        "unknown start": f"/{first}",
        "unknown end": f"{first}/",
    }.get(form)
    if alone is not None:
        return alone
    last = draw(points())
    try:
        parse(f"{first}/{last}")
    except DateError:
        return f"{last}/{first}"
    return f"{first}/{last}"


def edtfs() -> st.SearchStrategy[Edtf]:
    """A date or an interval, parsed."""
    return texts().map(parse)

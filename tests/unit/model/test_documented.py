"""What holds for every class of the model."""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
from typing import Any

import attrs
import pytest
from tests import strategies as some

import counterbrief.model
from counterbrief.codec.schema import attribute_docs
from counterbrief.model import KINDS, Record, kind_of


def _classes() -> list[type[Any]]:
    found = []
    for module in pkgutil.iter_modules(counterbrief.model.__path__, "counterbrief.model."):
        for _, class_ in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if class_.__module__ == module.name:
                found.append(class_)
    return found


CLASSES = [class_ for class_ in _classes() if attrs.has(class_)]
#: Made by us, not written by an author: they say in a sentence what they hold.
UNDOCUMENTED = {"Kind", "Quote"}


@pytest.mark.parametrize("class_", CLASSES, ids=lambda class_: class_.__name__)
def test_every_attribute_is_documented_in_the_docstring_of_its_class(class_: type[Any]) -> None:
    docs = attribute_docs(class_)
    names = {attribute.name for attribute in attrs.fields(class_)}
    if class_.__name__ not in UNDOCUMENTED:
        assert sorted(names - set(docs)) == []
        assert all(docs.values())
    assert sorted(set(docs) - names) == []


@pytest.mark.parametrize("class_", CLASSES, ids=lambda class_: class_.__name__)
def test_values_are_frozen(class_: type[Any]) -> None:
    assert class_.__attrs_attrs__
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(object.__new__(class_), attrs.fields(class_)[0].name, "other")


@pytest.mark.parametrize("class_", CLASSES, ids=lambda class_: class_.__name__)
def test_arguments_are_given_by_name(class_: type[Any]) -> None:
    if class_.__name__ != "LocalText":  # it is its pairs
        assert all(attribute.kw_only for attribute in attrs.fields(class_))


@pytest.mark.parametrize("class_", CLASSES, ids=lambda class_: class_.__name__)
def test_defaults_are_values_that_nobody_can_change(class_: type[Any]) -> None:
    # A digest leaves out what equals its default; a factory has nothing to compare with.
    for attribute in attrs.fields(class_):
        if attribute.default is not attrs.NOTHING:
            hash(attribute.default)
            assert "Factory" not in type(attribute.default).__name__


def test_every_class_and_every_enum_says_what_it_is() -> None:
    for class_ in _classes():
        if issubclass(class_, enum.Enum) or attrs.has(class_):
            assert class_.__dict__.get("__doc__"), class_


def test_every_kind_of_record_has_a_name_a_folder_and_a_type_of_its_own() -> None:
    subclasses = [class_ for class_ in CLASSES if issubclass(class_, Record) and class_ is not Record]
    assert {kind.type for kind in KINDS} == set(subclasses)
    assert len({kind.name for kind in KINDS}) == len({kind.folder for kind in KINDS}) == len(KINDS)
    assert [kind.name for kind in KINDS] == sorted(kind.name for kind in KINDS)
    assert all(kind_of(kind.type) is kind for kind in KINDS)
    assert sorted(some.RECORDS) == [kind.name for kind in KINDS]


def test_the_public_names_are_sorted_and_exist() -> None:
    names = counterbrief.model.__all__
    assert names == sorted(names, key=lambda name: (not name.isupper(), name))
    assert all(hasattr(counterbrief.model, name) for name in names)

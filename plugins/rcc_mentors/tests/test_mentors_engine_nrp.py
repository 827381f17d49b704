"""The engine on the published benchmark's two smallest instances; tests/benchmarks/bench_nrp.py has the campaign."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.filling.conflicts import broken
from rcc_mentors.filling.engine import solve

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[3]
INSTANCES = ROOT.parent / "shared" / "data" / "nrp"

pytestmark = pytest.mark.skipif(not INSTANCES.exists(), reason="the benchmark's instances are not here")


@pytest.fixture(scope="module")
def nrp() -> ModuleType:
    spec = importlib.util.spec_from_file_location("nrp", ROOT / "tests" / "benchmarks" / "nrp.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["nrp"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("number", "best_known"), [(1, 607), (2, 828)])
def test_that_a_published_instance_is_proven_and_its_file_agrees(nrp: Any, number: int, best_known: int) -> None:
    instance = nrp.read(INSTANCES / f"Instance{number}.txt")
    asked = nrp.problem_of(instance)
    got = solve(asked, seconds=60)
    assert got.proven
    assert got.cost == best_known
    assert (
        nrp.cost_of(instance, [(who, asked.by_key[key].day, asked.by_key[key].kind) for who, key in got.chosen])
        == best_known
    )
    assert broken(asked, got.chosen) == ()


def test_that_the_file_refuses_a_plan_that_breaks_a_hard_rule(nrp: Any) -> None:
    instance = nrp.read(INSTANCES / "Instance1.txt")
    with pytest.raises(ValueError, match="A breaks: day off"):
        nrp.cost_of(instance, [("A", 0, "D")])

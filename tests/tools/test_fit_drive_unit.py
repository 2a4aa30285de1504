"""The drive unit's loss surface against the measured ID.3 map."""

import json

import numpy as np
import pytest
from scripts import script

tool = script("fit_drive_unit")


@pytest.fixture(scope="module")
def folder():
    if not tool.INPUTS.is_dir():
        pytest.skip("../shared/data/vw_id3_powertrain is absent")
    return tool.INPUTS


@pytest.fixture(scope="module")
def committed():
    return json.loads(tool.OUTPUT.read_text())


ROUND = {
    "copper": 0.04,
    "load_iron": 0.01,
    "inverter": 0.02,
    "excitation": 0.01,
    "weakened_copper": 0.5,
    "constant": 0.002,
    "field_weakening": 0.04,
    "field_weakening_onset": 1.5,
    "drag": 0.001,
}


def test_loss_by_hand():
    """Beyond onset the coasting machine draws power, and its drag is in that."""
    assert tool.loss(ROUND, np.array([0.5]), np.array([2.0]))[0] == pytest.approx(
        0.01 * 2.5 + 0.025 + 0.002 + 0.04 * 0.25
    )
    assert tool.loss(ROUND, np.array([-0.5]), np.array([0.5]))[0] == pytest.approx(
        0.01 + 0.0175 + 0.002 + 0.001 * 0.25
    )


def test_lower_bus_voltage_costs_more_in_field_weakening():
    point = np.array([0.1]), np.array([2.0])
    assert tool.loss(ROUND, *point, voltage=0.8) > tool.loss(ROUND, *point)


def test_goal_out_of_sample(folder):
    errors = tool.out_of_sample(tool.read_map(folder), tool.read_coasting(folder))
    assert len(errors["power_above_10_percent"]) == 22
    assert max(errors["power_above_10_percent"]) <= tool.GOAL_POINTS
    assert max(errors["all"]) <= tool.GOAL_POINTS


def test_fit_finds_the_figures_it_was_made_from(folder):
    switching = ROUND["constant"] - tool.STANDBY_W / tool.PEAK_POWER_W
    truth = ROUND | tool.FIXED | {"field_weakening_onset": tool.ONSET, "switching": switching}
    points = tool.read_map(folder)
    made = tool.Measured(
        points.torque, points.speed, tool.efficiency(truth, points.torque, points.speed)
    )
    speeds = tool.read_coasting(folder)[0]
    idle = tool.coasting(truth, speeds)
    found = tool.fit(made, (speeds, idle))
    assert found == pytest.approx(truth, rel=1e-3)


def test_committed_fit_is_that_of_the_inputs(folder, committed):
    made = tool.build(folder)
    assert committed["inputs_sha256"] == made["inputs_sha256"]
    for machine in ("pm", "induction", "wound"):
        assert committed[machine]["coefficients"] == pytest.approx(
            made[machine]["coefficients"], rel=1e-4
        )


def test_every_coefficient_is_physical_and_estimates_say_so(committed):
    for machine in ("pm", "induction", "wound"):
        assert min(committed[machine]["coefficients"].values()) >= 0.0
    assert {committed[m]["kind"] for m in ("induction", "wound")} == {"estimate"}


def test_peak_efficiency_of_each_machine_is_credible(committed):
    torque, speed = np.meshgrid(np.linspace(0.02, 1, 60), np.linspace(0.05, 3, 60))
    torque, speed = torque[torque * speed <= 1], speed[torque * speed <= 1]
    peak = {
        m: tool.efficiency(committed[m]["coefficients"], torque, speed).max()
        for m in ("pm", "induction", "wound")
    }
    assert 0.95 < peak["pm"] < 0.97
    assert 0.91 < peak["induction"] < peak["pm"]
    assert 0.91 < peak["wound"] < 0.97

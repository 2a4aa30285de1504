from carwright.report.traces import traces


def test_every_cycle_is_drawn_twice_with_phases(found):
    made = traces(found)
    for cycle in found.cycles:
        for width in (960, 340):
            assert f'id="trace-{cycle.id}-{width}"' in made
        assert all(phase.name in made for phase in cycle.phases)
    assert made.count('class="line speed"') == 6
    assert made.count('class="line charge"') == 6
    assert made.count('class="area out"') == 6


def test_the_shown_cycle_is_open_and_the_others_fold(found):
    made = traces(found)
    assert made.index('id="trace-wltc-3b-960"') < made.index("<details>")
    assert made.count("<details>") == 2

from carwright.report.markup import tag
from carwright.report.tables import Row, cards, table


def test_numbers_have_heads_with_scope_and_scroll():
    rows = ["Losses", Row("<air>", ["0.9", "b"])]
    made = table("Energy", ["", "kWh", "who"], rows, text_columns=(1,))
    assert '<th scope="col" class="number">kWh</th>' in made
    assert '<th scope="col">who</th>' in made
    assert '<th scope="row">&lt;air&gt;</th><td class="number">0.9</td><td>b</td>' in made
    assert '<th scope="colgroup" colspan="3"><span>Losses</span></th>' in made
    assert 'tabindex="0" role="region" aria-label="Energy"' in made


def test_cards_carry_their_heads_for_narrow_screens():
    rows = [Row("LatePost", (tag("b", "x"), 3))]
    made = cards("Said", ("Who", "What", "km"), rows, number_columns=(1,))
    assert '<td data-head="What" role="cell"><div><b>x</b></div></td>' in made
    assert '<td data-head="km" role="cell" class="number"><div>3</div></td>' in made
    assert made.count("<th ") == 4

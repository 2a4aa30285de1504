"""How far work has come, by a clock that stands still until it is moved."""

from threading import Thread

import pytest

from carwright.progress import SOON, Telling, duration, in_parts, task, telling


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told(clock: Clock) -> Telling:
    return Telling("believing", clock)


def test_as_a_library_nobody_listens():
    with task("simulating", 3) as step:
        step()
    assert list(in_parts("reading", "abc")) == ["a", "b", "c"]


def test_work_that_does_not_say_its_parts_has_a_time_alone(told: Telling, clock: Clock):
    with telling(told):
        clock.now += 34.0
    assert (told.elapsed, told.share, told.remaining) == (34.0, None, None)
    assert told.line() == "believing: 34 s"


def test_share_and_rest_follow_the_parts(told: Telling, clock: Clock):
    with telling(told), task("simulating", 4) as step:
        clock.now += 10.0
        assert (told.share, told.remaining) == (0.0, None)
        step()
        assert (told.share, told.remaining) == (0.25, 30.0)
        assert told.line() == "believing: 25 % after 10 s, some 30 s left (simulating)"
        clock.now += 20.0
        for _ in range(3):
            step()
        assert (told.share, told.remaining) == (1.0, 0.0)


def test_parts_may_be_of_several_sizes(told: Telling):
    with telling(told), task("all", (1.0, 3.0, 0.0)) as step:
        step()
        assert told.share == 0.25
        step()
        assert told.share == 1.0


def test_a_part_may_be_a_task_itself(told: Telling):
    with telling(told), task("cars", 2) as outer:
        with task("dates", (1.0, 3.0)) as inner:
            inner()
            assert (told.share, told.now) == (0.125, "dates")
            for at, _ in enumerate(in_parts("cars of a date", range(3))):
                assert told.share == pytest.approx(0.125 + 0.375 * at / 3)
        outer()
        assert (told.share, told.now) == (0.5, "cars")


def test_a_second_task_of_one_part_takes_nothing_back(told: Telling):
    with telling(told), task("all", 2):
        list(in_parts("first", range(5)))
        assert told.share == 0.0  # read only now: the first is over
        for at, _ in enumerate(in_parts("second", range(4))):
            assert told.share == pytest.approx(0.125 * at)
        with task("third", 2):
            assert told.share == pytest.approx(0.375)


def test_a_task_that_fails_is_over(told: Telling):
    with telling(told), task("all", 2) as step:
        with pytest.raises(ZeroDivisionError), task("inside", 2):
            raise ZeroDivisionError
        assert told.now == "all"
        step()
        assert told.share == 0.5
    assert told.now == ""


def test_items_that_are_left_half_way_are_over(told: Telling):
    with telling(told), task("all", 1):
        for item in in_parts("looking", range(9)):
            if item == 2:
                break
        assert told.now == "all"


def test_more_steps_than_parts_are_all_of_it(told: Telling):
    with telling(told), task("one", 1) as step:
        step()
        step()
        assert told.share == 1.0


def test_nothing_is_said_of_the_rest_too_soon(told: Telling, clock: Clock):
    with telling(told), task("all", (SOON / 2.0, 1.0)) as step:
        clock.now += 1.0
        step()
        assert told.remaining is None


def test_other_threads_are_not_heard(told: Telling):
    def other() -> None:
        with task("beside", 2) as step:
            step()

    with telling(told), task("all", 4):
        thread = Thread(target=other)
        thread.start()
        thread.join()
        assert (told.share, told.now) == (0.0, "all")


def test_when_it_is_over_nobody_listens(told: Telling):
    with telling(told):
        pass
    with task("later", 2) as step:
        step()
    assert told.share is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (34.6, "35 s"),
        (119.0, "119 s"),
        (125.0, "2 min 05 s"),
        (4000.0, "66 min 40 s"),
    ],
)
def test_durations_in_words(seconds: float, words: str):
    assert duration(seconds) == words

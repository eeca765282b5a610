"""Work in another thread: its order, its errors, its end."""

import threading

import pytest

from index.segment.work import WorkInOrder


def test_pieces_are_done_in_the_order_in_which_they_were_given():
    work, done = WorkInOrder(3), []
    for number in range(100):
        work.do(lambda number=number: done.append(number), wait=number % 10 == 0)
    work.close()
    assert done == list(range(100))


def test_what_is_waited_for_is_done_and_small_work_needs_no_thread():
    work, done = WorkInOrder(3), []
    work.do(lambda: done.append(threading.current_thread()), wait=True)
    assert done == [threading.current_thread()]
    work.close()


def test_an_error_is_raised_and_nothing_is_done_behind_it():
    work, done = WorkInOrder(10), []

    def fail():
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):  # noqa: PT012 - one of the calls, or the last
        work.do(fail)
        for _ in range(5):
            work.do(lambda: done.append(1))
        work.close()
    assert done == []


def test_no_more_than_so_many_wait():
    work, may_go_on, given = WorkInOrder(2), threading.Event(), []

    def give():
        for number in range(6):
            work.do(lambda: may_go_on.wait(10) and None)
            given.append(number)

    giver = threading.Thread(target=give)
    giver.start()
    giver.join(0.3)
    assert len(given) == 2
    may_go_on.set()
    giver.join(10)
    work.close()
    assert len(given) == 6


def test_after_it_was_abandoned_no_thread_is_left():
    work = WorkInOrder(2)
    work.do(lambda: None)
    work.abandon()
    work.close()
    assert not any(t.name.startswith("telusur-work") for t in threading.enumerate())

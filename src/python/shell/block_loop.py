"""An event loop for `await` in a block and for `asyncio.run`: the browser has none that waits."""

import asyncio
import time

SLICE = 0.02  # seconds; an interrupt strikes between two sleeps


class Sleeper:
    """Stands where a loop waits for files. There are none, only timers."""

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("This waits for something that can't happen: nothing else is running.")
        end = time.monotonic() + timeout
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, SLICE))
        return []


class BlockLoop(asyncio.BaseEventLoop):
    """Runs coroutines and timers, one after the other, in this thread."""

    def __init__(self):
        super().__init__()
        self._selector = Sleeper()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class BlockLoopPolicy(asyncio.events._AbstractEventLoopPolicy):
    """Gives everyone who asks for a loop one of these."""

    def __init__(self):
        self.loop = None

    def get_event_loop(self):
        if self.loop is None:
            raise RuntimeError("There is no current event loop. Use asyncio.run().")
        return self.loop

    def set_event_loop(self, loop):
        self.loop = loop

    def new_event_loop(self):
        return BlockLoop()


def install():
    asyncio._set_running_loop(None)
    asyncio.run = asyncio.runners.run
    asyncio.events._set_event_loop_policy(BlockLoopPolicy())

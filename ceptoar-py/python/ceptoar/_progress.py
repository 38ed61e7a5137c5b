"""Telling how far long work is: by a callable of the caller's, or by tqdm or rich where one is installed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

__all__ = ["Progress", "counted", "teller", "told"]

Progress = bool | Callable[[int], object] | None
"""`True`: a bar of tqdm or rich where installed, else a line; or whatever is to be called with the rows done."""


@contextmanager
def told(progress: Progress, frame: object) -> Iterator[Callable[[int], object] | None]:
    """Yield what is to be called with the number of rows done."""
    if progress is None or progress is False:
        yield None
    elif callable(progress):
        yield progress
    else:
        with _bar(_length(frame)) as tell:
            yield tell


@contextmanager
def counted(progress: Progress, unit: str) -> Iterator[Callable[[int, int], object] | None]:
    """Yield what is to be called with how many of how many are done, where nobody knows before how many there are."""
    if progress is None or progress is False:
        yield None
    elif callable(progress):
        yield lambda done, _: progress(done)
    else:
        with ExitStack() as stack:
            bars: list[Callable[[int], object]] = []

            def tell(done: int, total: int) -> object:
                if not bars:
                    bars.append(stack.enter_context(_bar(total, unit)))
                return bars[0](done)

            yield tell


class _Bar:
    """A bar of a stream, which nobody closes by name: it ends when the stream lets go of it."""

    def __init__(self, total: int | None) -> None:
        self._context = _bar(total)
        self._tell = self._context.__enter__()

    def __call__(self, done: int) -> object:
        return self._tell(done)

    def __del__(self) -> None:
        self._context.__exit__(None, None, None)


def teller(progress: Progress, frame: object) -> Callable[[int], object] | None:
    """Return what is to be called with the number of rows done, for work that ends by itself."""
    if progress is None or progress is False:
        return None
    return progress if callable(progress) else _Bar(_length(frame))


def _length(frame: object) -> int | None:
    try:
        return len(frame)  # type: ignore[arg-type]
    except TypeError:
        return None


@contextmanager
def _bar(total: int | None, unit: str = "rows") -> Iterator[Callable[[int], object]]:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        pass
    else:
        with tqdm(total=total, unit=f" {unit}", unit_scale=True) as bar:
            yield lambda done: bar.update(done - bar.n)
        return
    try:
        from rich.progress import Progress as Rich
    except ImportError:
        pass
    else:
        with Rich() as rich:
            task = rich.add_task("ceptoar", total=total)
            yield lambda done: rich.update(task, completed=done)
        return

    def line(done: int) -> None:
        print(f"\r{done:,}" + (f" / {total:,}" if total else "") + f" {unit}", end="", file=sys.stderr, flush=True)

    yield line
    print(file=sys.stderr)

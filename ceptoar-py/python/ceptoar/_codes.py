"""The lists of codes with their sentences."""

from ceptoar._native import codes as _codes

__all__ = ["lint_codes", "problem_codes", "reason_codes"]


def problem_codes() -> dict[str, tuple[str, str]]:
    """Every code of a problem with its sentence in English and Japanese; `{}` stands for what is named.

    >>> problem_codes()["unknown-party"][0]
    'the registry has no party `{}`'
    """
    return _table("problem")


def reason_codes() -> dict[str, tuple[str, str]]:
    """Every code of a reason with its sentence in English and Japanese.

    >>> reason_codes()["no-rule"]
    ('no rule permits it', 'この宛先を認める規則がない')
    """
    return _table("reason")


def lint_codes() -> dict[str, tuple[str, str]]:
    """Every code of a lint with its sentence in English and Japanese.

    >>> lint_codes()["stale-edition"][0]
    'the edition does not speak of this day'
    """
    return _table("lint")


def _table(name: str) -> dict[str, tuple[str, str]]:
    return {code: (en, ja) for code, en, ja in _codes(name)}

"""Runs the notebooks; as a command, writes their outputs anew: `python tests/python/notebooks.py`."""

from pathlib import Path
from typing import Any

import nbclient
import nbformat

FOLDER = Path(__file__).resolve().parents[2] / "ceptoar-py/examples"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def run(file: Path) -> Any:
    """Return the notebook with the outputs of now, and without what differs from run to run."""
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": FOLDER}}
    ).execute()
    return plain(notebook)


def plain(notebook: Any) -> Any:
    """Drop times and versions; what is shown stays."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def outputs(notebook: Any) -> list[list[dict[str, Any]]]:
    """Return what each cell shows, whatever the order of keys and however a kernel cuts what is printed into pieces."""
    return [joined(cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]


def joined(pieces: list[Any]) -> list[dict[str, Any]]:
    """Join what one stream says in pieces: a busy machine cuts it anywhere."""
    whole: list[dict[str, Any]] = []
    for piece in map(dict, pieces):
        last = whole[-1] if whole else {}
        if piece["output_type"] == "stream" and last.get("name") == piece["name"]:
            last["text"] += piece["text"]
        else:
            whole.append(piece)
    return whole


if __name__ == "__main__":
    for file in NOTEBOOKS:
        nbformat.write(run(file), file)
        print(file)

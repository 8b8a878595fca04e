"""What `import pywebio` costs."""

import subprocess

from ..model import Aim, Effort, Probe, Row, Samples, Target
from ..servers.environments import environ
from ..stats import median

_CODE = "import time; t = time.process_time(); import {}; print(time.process_time() - t)"


def _import(target: Target, effort: Effort) -> Samples:
    module = "asyncio" if target.side == "limit" else "pywebio"
    _seconds(target, module)
    return {"import": median([_seconds(target, module) for _ in range(effort.count(5, 3))]) * 1000}


def _seconds(target: Target, module: str) -> float:
    command = [target.python, "-c", _CODE.format(module)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environ(target.python)
    )
    return float(done.stdout)


_IMPORT = Row("import", "import pywebio (limit: asyncio), CPU", "ms", Aim(130))

PROBES = (Probe((_IMPORT,), _import),)

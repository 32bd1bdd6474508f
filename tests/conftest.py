"""What every test can ask for: both engines, the clock, an office, and the people who speak with it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("PYTHONUTF8", "1")

pytest_plugins = ["tests.crossings", "tests.engines", "tests.people"]

"""`python -m ceptoar`: the command line."""

import sys

from ceptoar._cli import main

sys.exit(main())

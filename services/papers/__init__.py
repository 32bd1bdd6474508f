"""What the office hands out on paper: notices and bulletins as PDF, ledgers as sheets, charts, Markdown."""

"""What ceptoar costs, beside Polars and DuckDB, on the same notices, in one run: `python -m ceptoar.bench [--quick]`.

Each answer is compared, party by party, before a time is printed. Needs polars, duckdb, numpy, pyarrow.
"""

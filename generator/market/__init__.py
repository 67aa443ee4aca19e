"""The market: series in order, what is computed from them, rates with their intervals, rounds of tests."""

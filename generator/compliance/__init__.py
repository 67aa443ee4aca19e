"""What was promised and what was done: clocks, timelines of cases, and figures that carry the cases behind them."""

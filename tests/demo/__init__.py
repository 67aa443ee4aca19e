"""A demonstration set: 600 invented cases of four invented platforms over three years, with the truth behind them."""

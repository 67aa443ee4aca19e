"""Foreign registers become records: one reader a register, one shared way of writing, numbering and reporting."""

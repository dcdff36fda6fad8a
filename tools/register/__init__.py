"""Tools that bring the lists at hand into the layout of the register; each can be run again."""

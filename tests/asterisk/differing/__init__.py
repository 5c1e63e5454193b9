"""The parts of `tests/asterisk/differ`."""

"""Experiments made of steps: drives, sprints, charges; their ledgers, results and batches."""

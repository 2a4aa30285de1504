"""The step, and what is made of steps: drives, ledgers, results, batches."""

"""Tasks computed from records: nothing is ticked twice, a task is gone when the record that answers it is there."""

"""One turn: the learner writes, the tutor answers, memory moves.

- `taking`: from outside. Also `retrying`, `cancelling`, and `recovery` of what a process left.
- `answering`: the way of one turn. `opening` stores the message, `preparing` reads and plans,
  `replying` and `correcting` ask the models at the same time, `closing` writes what came of it.
- `leases`: which process answers; `waiting` for the message before, `running` in this one.
"""

-- Nothing to undo: the table goes with the step before.
DO 0;

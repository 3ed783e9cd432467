"""What the process ends with; other programs rely on these numbers."""

DONE = 0
THRESHOLD_REACHED = 1
USAGE = 2
INCOMPLETE = 3
SIGN_IN_REFUSED = 4
UNREACHABLE = 5
DEFECT = 70
INTERRUPTED = 130

# Of what a command can end with for one of several files, the better before the worse.
WORSE = (DONE, INCOMPLETE, THRESHOLD_REACHED, DEFECT)

MEANINGS = {
    DONE: "done; findings do not fail a command without --fail-on",
    THRESHOLD_REACHED: "the --fail-on threshold was reached; the output was written",
    USAGE: "usage, configuration, or a file that cannot be read or written; a file that was there is unchanged",
    INCOMPLETE: "incomplete: something could not be read or verified; the output was written",
    SIGN_IN_REFUSED: "the sign-in was refused everywhere; nothing was written",
    UNREACHABLE: "nothing could be reached; nothing was written",
    DEFECT: "a defect in exready; the details are in the log file that is named",
    INTERRUPTED: "interrupted; what was read is kept, --resume goes on",
}

package org.rhyton.jupyter;

import java.util.List;

/**
 * What went wrong in a cell, as front ends show it.
 *
 * @param name what kind of error it is
 * @param message in one line
 * @param lines to be shown, coloured as on a terminal
 */
record CellError(String name, String message, List<String> lines) {
    CellError {
        lines = List.copyOf(lines);
    }
}

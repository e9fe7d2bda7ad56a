package org.rhyton.plot;

/**
 * Equal cells, row after row.
 *
 * @param count how many cells
 * @param columns how many cells a row has
 * @param cellWidth the width of a cell
 * @param cellHeight the height of a cell
 * @param gap between two cells
 */
record Grid(int count, int columns, double cellWidth, double cellHeight, double gap) {
    Grid {
        columns = Math.min(columns, count);
    }

    Picture.Size size() {
        int rows = Math.ceilDiv(count, columns);
        return new Picture.Size(columns * (cellWidth + gap) - gap, rows * (cellHeight + gap) - gap);
    }

    double x(int cell) {
        return cell % columns * (cellWidth + gap);
    }

    double y(int cell) {
        int row = cell / columns;
        return row * (cellHeight + gap);
    }
}

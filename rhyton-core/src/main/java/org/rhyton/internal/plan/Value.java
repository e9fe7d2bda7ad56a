package org.rhyton.internal.plan;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.internal.graph.Cell;

/** Memory of a program: where a step puts its result, or where data comes from. Always in row-major order. */
final class Value {
    /** Where the memory is. */
    enum Home {
        /** In the arena, from the step that fills it to the last that reads it. */
        ARENA,
        /** In the arena for the whole run: filled before the first step. */
        INPUT,
        /** A variable's own array. */
        CELL,
        /** An array that never changes. */
        CONSTANT
    }

    final DType dtype;
    final Dim elements;
    final Home home;
    final @Nullable Cell cell;
    final @Nullable Object constant;

    /** The steps between which an arena value lives, by position. */
    int firstStep = Integer.MAX_VALUE;

    int lastStep = -1;

    /** The values's number within its plan. */
    int index = -1;

    private Value(DType dtype, Dim elements, Home home, @Nullable Cell cell, @Nullable Object constant) {
        this.dtype = dtype;
        this.elements = elements;
        this.home = home;
        this.cell = cell;
        this.constant = constant;
    }

    static Value arena(DType dtype, Dim elements) {
        return new Value(dtype, elements, Home.ARENA, null, null);
    }

    static Value input(DType dtype, Dim elements) {
        return new Value(dtype, elements, Home.INPUT, null, null);
    }

    static Value cell(Cell cell) {
        return new Value(cell.dtype(), cell.shape().volume(), Home.CELL, cell, null);
    }

    static Value constant(DType dtype, Dim elements, Object array) {
        return new Value(dtype, elements, Home.CONSTANT, null, array);
    }

    void usedAt(int step) {
        firstStep = Math.min(firstStep, step);
        lastStep = Math.max(lastStep, step);
    }
}

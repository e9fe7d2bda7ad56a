package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Team;

/** Matrix products, one for each index of the leading axes. Operands may lie transposed. */
record MatMulStep(View a, View b, Value result) implements Step {
    /** Multiply-adds below which handing over to other threads costs more than it brings. */
    private static final long SERIAL = 1 << 16;

    /** Multiply-adds that a thread does in a nanosecond. */
    private static final long A_NANOSECOND = 100;

    @Override
    public List<View> reads() {
        return List.of(a, b);
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    private Shape shape() {
        return a.shape().with(-1, b.shape().dim(-1));
    }

    @Override
    public Work bind(Binder binder) {
        Location left = binder.locate(a);
        Location right = binder.locate(b);
        Location out = binder.locate(View.of(result, shape()));
        int rank = left.dims().length;
        int m = left.dims()[rank - 2];
        int k = left.dims()[rank - 1];
        int n = right.dims()[rank - 1];
        int matrices = m * n == 0 ? 0 : out.elements() / (m * n);
        if (matrices == 0) return () -> {};
        if (k == 0) return () -> Storage.fill(out.array(), out.dtype(), out.offset(), out.elements(), 0);
        int[] leftAt = offsets(left, matrices);
        int[] rightAt = offsets(right, matrices);
        Block block = new Block(binder.compute(), left, right, out, m, n, k);
        long operations = (long) matrices * m * n * k;
        if (operations < SERIAL) {
            return () -> {
                for (int i = 0; i < matrices; i++) block.run(leftAt[i], rightAt[i], i, 0, m, 0, n);
            };
        }
        if (rank == 2 && ChainedProduct.suits(m, n, k, right.strides()[1])) {
            ChainedProduct product = ChainedProduct.of(binder.compute(), left, right, out);
            Work together = together(operations, product.parts(), product);
            return () -> {
                together.run();
                product.addUp();
            };
        }
        Cut cut = Cut.of(m, n, k, matrices >= Team.threads() ? 1 : Team.threads());
        Team.Task task = part -> {
            int matrix = part / cut.blocks();
            int at = part % cut.blocks();
            int from = cut.start(at);
            int to = cut.start(at + 1);
            if (cut.byColumns()) block.run(leftAt[matrix], rightAt[matrix], matrix, 0, m, from, to);
            else block.run(leftAt[matrix], rightAt[matrix], matrix, from, to, 0, n);
        };
        return together(operations, matrices * cut.blocks(), task);
    }

    private static Work together(long operations, int parts, Team.Task task) {
        return () -> Team.run(parts, operations / A_NANOSECOND, task);
    }

    /**
     * How a product is divided among threads: into blocks of rows or of columns, whichever makes the largest block the
     * cheaper.
     */
    private record Cut(boolean byColumns, int size, int unit, int blocks) {
        /** Columns of a block: a multiple of every vector's width. */
        private static final int COLUMNS = 16;

        /** Rows of a block: a multiple of every kernel's tile height. */
        private static final int ROWS = 8;

        static Cut of(int m, int n, int k, int wanted) {
            Cut rows = new Cut(false, m, ROWS, Math.min(wanted, Math.ceilDiv(m, ROWS)));
            Cut columns = new Cut(true, n, COLUMNS, Math.min(wanted, Math.ceilDiv(n, COLUMNS)));
            return cycles(rows.largest(), n, k) <= cycles(m, columns.largest(), k) ? rows : columns;
        }

        /** Where a block begins. */
        int start(int block) {
            int units = Math.ceilDiv(size, unit);
            return Math.min(size, (int) ((long) units * block / blocks) * unit);
        }

        private int largest() {
            int largest = 0;
            for (int block = 0; block < blocks; block++) largest = Math.max(largest, start(block + 1) - start(block));
            return largest;
        }

        /**
         * About what a thread takes for a product: 4 cycles for each row of a small tile, reading the left operand, copying
         * the right one.
         */
        private static long cycles(int m, int n, int k) {
            long tiles = (long) Math.ceilDiv(m, ROWS) * Math.ceilDiv(n, COLUMNS);
            return (tiles * 4 + m / 4 + n / 2) * k;
        }
    }

    /** Where each matrix begins, the leading axes counted in row-major order. */
    private static int[] offsets(Location location, int matrices) {
        int[] offsets = new int[matrices];
        for (int matrix = 0; matrix < matrices; matrix++) {
            int rest = matrix;
            int at = location.offset();
            for (int axis = location.dims().length - 3; axis >= 0; axis--) {
                at += (rest % location.dims()[axis]) * location.strides()[axis];
                rest /= location.dims()[axis];
            }
            offsets[matrix] = at;
        }
        return offsets;
    }

    /** A block of rows and columns of one of the products. */
    private record Block(Compute compute, Location a, Location b, Location c, int m, int n, int k) {
        void run(int ao, int bo, int matrix, int fromRow, int toRow, int fromColumn, int toColumn) {
            int rank = a.dims().length;
            int x = ao + fromRow * a.strides()[rank - 2];
            int y = bo + fromColumn * b.strides()[rank - 1];
            int z = c.offset() + matrix * m * n + fromRow * n + fromColumn;
            compute.multiply(false, toRow - fromRow, toColumn - fromColumn, k, a, x, b, y, c.array(), z, n);
        }
    }
}

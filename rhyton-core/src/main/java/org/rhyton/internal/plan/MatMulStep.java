package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Team;

/** Matrix products, one for each index of the leading axes. Operands may lie transposed. */
record MatMulStep(View a, View b, Value result) implements Step {
    /** Multiply-adds below which waking other threads costs more than it brings. */
    private static final long SERIAL = 1 << 18;

    /**
     * The longest chain of multiply-adds that makes an element of a product. A longer sum is divided into equal chains,
     * which are added: rounding errors grow with the length of a chain.
     */
    private static final int LONGEST_CHAIN = 256;

    /** Columns of a block: a multiple of every kernel's tile width. */
    private static final int COLUMNS = 48;

    /** Rows of a block: a multiple of every kernel's tile height. */
    private static final int ROWS = 8;

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
        if ((long) matrices * m * n * k < SERIAL) {
            return () -> {
                for (int i = 0; i < matrices; i++) block.run(leftAt[i], rightAt[i], i, 0, m, 0, n);
            };
        }
        boolean byColumns = n >= m || m < 2 * ROWS;
        int unit = byColumns ? COLUMNS : ROWS;
        int units = Math.ceilDiv(byColumns ? n : m, unit);
        int blocks = Math.min(units, matrices >= 8 ? 1 : Team.threads() * 2);
        Team.Task task = part -> {
            int matrix = part / blocks;
            int at = part % blocks;
            int from = (int) ((long) units * at / blocks) * unit;
            int to = Math.min(byColumns ? n : m, (int) ((long) units * (at + 1) / blocks) * unit);
            if (byColumns) block.run(leftAt[matrix], rightAt[matrix], matrix, 0, m, from, to);
            else block.run(leftAt[matrix], rightAt[matrix], matrix, from, to, 0, n);
        };
        return () -> Team.run(matrices * blocks, task);
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
            int aRow = a.strides()[rank - 2];
            int aColumn = a.strides()[rank - 1];
            int bRow = b.strides()[rank - 2];
            int bColumn = b.strides()[rank - 1];
            int x = ao + fromRow * aRow;
            int y = bo + fromColumn * bColumn;
            int z = c.offset() + matrix * m * n + fromRow * n + fromColumn;
            int rows = toRow - fromRow;
            int columns = toColumn - fromColumn;
            int chains = Math.max(1, Math.ceilDiv(k, LONGEST_CHAIN));
            for (int chain = 0; chain < chains; chain++) {
                int from = (int) ((long) k * chain / chains);
                int depth = (int) ((long) k * (chain + 1) / chains) - from;
                int left = x + from * aColumn;
                int right = y + from * bRow;
                if (a.dtype() == DType.FLOAT32) {
                    addFloats(rows, columns, depth, left, aRow, aColumn, right, bRow, bColumn, z, chain > 0);
                } else {
                    addDoubles(rows, columns, depth, left, aRow, aColumn, right, bRow, bColumn, z, chain > 0);
                }
            }
        }

        /** Puts a partial product where the result is, or adds it to what is there. */
        private void addFloats(
                int rows,
                int columns,
                int depth,
                int x,
                int aRow,
                int aColumn,
                int y,
                int bRow,
                int bColumn,
                int z,
                boolean add) {
            float[] to = add ? Frame.current().floatPatches(rows * columns) : c.floats();
            compute.floats.gemm(
                    rows,
                    columns,
                    depth,
                    a.floats(),
                    x,
                    aRow,
                    aColumn,
                    b.floats(),
                    y,
                    bRow,
                    bColumn,
                    to,
                    add ? 0 : z,
                    add ? columns : n);
            for (int row = 0; add && row < rows; row++) {
                int at = z + row * n;
                compute.floats.binary(Binary.ADD, c.floats(), at, to, row * columns, c.floats(), at, columns);
            }
        }

        private void addDoubles(
                int rows,
                int columns,
                int depth,
                int x,
                int aRow,
                int aColumn,
                int y,
                int bRow,
                int bColumn,
                int z,
                boolean add) {
            double[] to = add ? Frame.current().doublePatches(rows * columns) : c.doubles();
            compute.doubles.gemm(
                    rows,
                    columns,
                    depth,
                    a.doubles(),
                    x,
                    aRow,
                    aColumn,
                    b.doubles(),
                    y,
                    bRow,
                    bColumn,
                    to,
                    add ? 0 : z,
                    add ? columns : n);
            for (int row = 0; add && row < rows; row++) {
                int at = z + row * n;
                compute.doubles.binary(Binary.ADD, c.doubles(), at, to, row * columns, c.doubles(), at, columns);
            }
        }
    }
}

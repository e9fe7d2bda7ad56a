package org.rhyton.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.raw.RawArrays;

/**
 * An immutable array of numbers of one {@link DType} in a {@link Shape}: NumPy's {@code ndarray} for Java.
 *
 * <p>Elements lie in C order (the last axis runs fastest) in one Java array on the heap; nothing has to be closed. Every
 * method returns a new array and leaves this one as it was. Names, results, result dtypes and printing follow NumPy 2:
 *
 * <pre>{@code
 * NDArray x = NDArray.of(new float[][] {{1, 2}, {3, 4}});
 * NDArray scaled = x.minus(x.mean(0)).dividedBy(x.std(0));
 * NDArray firstRow = x.get(0);
 * NDArray large = x.get(x.gt(2));     // boolean mask
 * NDArray tail = x.get("1:, ::-1");   // slices as Python writes them
 * }</pre>
 *
 * <p><b>Dtypes of results.</b> Two arrays become the narrowest dtype that holds both ({@link DType#promote}). A Java number
 * is weak: {@code long} takes the array's dtype (an error when it does not fit), {@code double} takes a floating-point
 * array's dtype and makes float64 of others. Division always yields floating-point numbers: whole numbers give float64.
 * Whole numbers wrap around on overflow; dividing them by zero with {@link #floorDiv} or {@link #modulo} gives 0.
 *
 * <p><b>Where this differs from NumPy.</b> The sum of uint8 is int64 where NumPy has uint64, and {@link #sqrt},
 * {@link #exp}, {@link #log} of uint8 and bool are float32 where NumPy has float16, for those dtypes do not exist here.
 * Floating-point sums are formed in double precision, so means of float32 are at least as exact as NumPy's.
 */
public final class NDArray implements Array {
    static {
        RawArrays.install(new RawArrays.Access() {
            @Override
            public Object data(NDArray array) {
                return array.data;
            }

            @Override
            public NDArray wrap(Object javaArray, DType dtype, Shape shape) {
                return checked(javaArray, dtype, shape);
            }
        });
    }

    /** The elements; never written to once this array is built. */
    final Object data;

    /** The sizes of the axes; never written to. */
    final int[] dims;

    private final DType dtype;
    private final int size;
    private @Nullable Shape shape;

    private NDArray(Object data, DType dtype, int[] dims, int size) {
        this.data = data;
        this.dtype = dtype;
        this.dims = dims;
        this.size = size;
    }

    /** Takes over an array that fits by construction. */
    static NDArray wrap(Object data, DType dtype, int[] dims) {
        int size = 1;
        for (int dim : dims) size *= dim;
        return new NDArray(data, dtype, dims, size);
    }

    private static NDArray checked(Object data, DType dtype, Shape shape) {
        if (!Storage.holds(data, dtype)) {
            throw new DTypeException("a " + data.getClass().getTypeName() + " does not hold " + dtype + " elements");
        }
        int length = java.lang.reflect.Array.getLength(data);
        int elements = shape.elements();
        if (length != elements) {
            throw new ShapeException("shape " + shape + " has " + elements + " elements, but " + length + " are given");
        }
        return new NDArray(data, dtype, shape.dims(), elements);
    }

    // ---------------------------------------------------------------------------------------------------- creation

    /** One axis of float32 from Java's {@code float}, copied. */
    public static NDArray of(float... values) {
        return Nested.flatten(values);
    }

    /** One axis of float64 from Java's {@code double}, copied. */
    public static NDArray of(double... values) {
        return Nested.flatten(values);
    }

    /** One axis of int32 from Java's {@code int}, copied. */
    public static NDArray of(int... values) {
        return Nested.flatten(values);
    }

    /** One axis of int64 from Java's {@code long}, copied. */
    public static NDArray of(long... values) {
        return Nested.flatten(values);
    }

    /** One axis of bool from Java's {@code boolean}, copied. */
    public static NDArray of(boolean... values) {
        return Nested.flatten(values);
    }

    /**
     * Two axes of float32 from rows.
     *
     * @throws ShapeException when the rows are not of one length
     */
    public static NDArray of(float[][] rows) {
        return Nested.flatten(rows);
    }

    /** Three axes of float32; see {@link #of(float[][])}. */
    public static NDArray of(float[][][] blocks) {
        return Nested.flatten(blocks);
    }

    /**
     * Two axes of float64 from rows.
     *
     * @throws ShapeException when the rows are not of one length
     */
    public static NDArray of(double[][] rows) {
        return Nested.flatten(rows);
    }

    /** Three axes of float64; see {@link #of(double[][])}. */
    public static NDArray of(double[][][] blocks) {
        return Nested.flatten(blocks);
    }

    /**
     * Two axes of int32 from rows.
     *
     * @throws ShapeException when the rows are not of one length
     */
    public static NDArray of(int[][] rows) {
        return Nested.flatten(rows);
    }

    /** Three axes of int32; see {@link #of(int[][])}. */
    public static NDArray of(int[][][] blocks) {
        return Nested.flatten(blocks);
    }

    /**
     * Two axes of int64 from rows.
     *
     * @throws ShapeException when the rows are not of one length
     */
    public static NDArray of(long[][] rows) {
        return Nested.flatten(rows);
    }

    /** Three axes of int64; see {@link #of(long[][])}. */
    public static NDArray of(long[][][] blocks) {
        return Nested.flatten(blocks);
    }

    /**
     * Two axes of bool from rows.
     *
     * @throws ShapeException when the rows are not of one length
     */
    public static NDArray of(boolean[][] rows) {
        return Nested.flatten(rows);
    }

    /** Three axes of bool; see {@link #of(boolean[][])}. */
    public static NDArray of(boolean[][][] blocks) {
        return Nested.flatten(blocks);
    }

    /**
     * An array of a nested Java array of any depth, whose leaves are float, double, int, long or boolean.
     *
     * @throws ShapeException when the nested array is ragged
     * @throws DTypeException when the leaves are of another type
     */
    public static NDArray ofNested(Object nested) {
        return Nested.flatten(nested);
    }

    /** One axis of uint8 from bytes, read without sign: {@code (byte) 0xff} is 255. */
    public static NDArray ofUnsigned(byte... values) {
        return wrap(values.clone(), DType.UINT8, new int[] {values.length});
    }

    /** A float32 number without axes. */
    public static NDArray scalar(float value) {
        return wrap(new float[] {value}, DType.FLOAT32, new int[0]);
    }

    /** A float64 number without axes. */
    public static NDArray scalar(double value) {
        return wrap(new double[] {value}, DType.FLOAT64, new int[0]);
    }

    /** An int32 number without axes. */
    public static NDArray scalar(int value) {
        return wrap(new int[] {value}, DType.INT32, new int[0]);
    }

    /** An int64 number without axes. */
    public static NDArray scalar(long value) {
        return wrap(new long[] {value}, DType.INT64, new int[0]);
    }

    /** A truth value without axes. */
    public static NDArray scalar(boolean value) {
        return wrap(new byte[] {(byte) (value ? 1 : 0)}, DType.BOOL, new int[0]);
    }

    /** Zeros of float32, Keras's default dtype. */
    public static NDArray zeros(int... dims) {
        return zeros(Shape.of(dims), DType.FLOAT32);
    }

    /** Zeros. */
    public static NDArray zeros(Shape shape, DType dtype) {
        return new NDArray(Storage.allocate(dtype, shape.elements()), dtype, shape.dims(), shape.elements());
    }

    /** Ones of float32, Keras's default dtype. */
    public static NDArray ones(int... dims) {
        return ones(Shape.of(dims), DType.FLOAT32);
    }

    /** Ones. */
    public static NDArray ones(Shape shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    /** One value everywhere, converted to the dtype as {@link #astype} converts. */
    public static NDArray full(Shape shape, double value, DType dtype) {
        return scalar(value).astype(dtype).broadcastTo(shape);
    }

    /** 0, 1, … below the stop, as int64. */
    public static NDArray arange(long stop) {
        return arange(0, stop, 1);
    }

    /** start, start + 1, … below the stop, as int64. */
    public static NDArray arange(long start, long stop) {
        return arange(start, stop, 1);
    }

    /**
     * From start (inclusive) towards stop (exclusive) by steps, as int64; empty when the step leads away from the stop.
     *
     * @throws ShapeException for step 0
     */
    public static NDArray arange(long start, long stop, long step) {
        if (step == 0) throw zeroStep();
        long count = Math.max(0, step > 0 ? Math.ceilDiv(stop - start, step) : Math.ceilDiv(start - stop, -step));
        long[] values = new long[length(count)];
        for (int i = 0; i < values.length; i++) values[i] = start + i * step;
        return wrap(values, DType.INT64, new int[] {values.length});
    }

    /**
     * From start (inclusive) towards stop (exclusive) by steps, as float64; as in NumPy, rounding may let the stop in.
     *
     * @throws ShapeException for step 0
     */
    public static NDArray arange(double start, double stop, double step) {
        if (step == 0) throw zeroStep();
        double[] values = new double[length((long) Math.max(0, Math.ceil((stop - start) / step)))];
        double distance = start + step - start;
        for (int i = 0; i < values.length; i++) values[i] = start + i * distance;
        return wrap(values, DType.FLOAT64, new int[] {values.length});
    }

    private static ShapeException zeroStep() {
        return new ShapeException("the step of arange must not be 0; give a positive or a negative one");
    }

    private static int length(long count) {
        return Shape.of(Dim.of(count)).elements();
    }

    /** The identity matrix of float32, Keras's default dtype. */
    public static NDArray eye(int n) {
        return eye(n, DType.FLOAT32);
    }

    /** The identity matrix. */
    public static NDArray eye(int n, DType dtype) {
        NDArray places = arange(n);
        return places.expandDims(1).eq(places).astype(dtype);
    }

    // ------------------------------------------------------------------------------------------------------ facts

    /** The sizes of the axes, all known. */
    @Override
    public Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = Shape.of(dims);
            shape = known;
        }
        return known;
    }

    /** The kind of number. */
    public DType dtype() {
        return dtype;
    }

    /** The kind of number, as {@link #dtype}. */
    @Override
    public DType elementType() {
        return dtype;
    }

    /** The number of axes. */
    @Override
    public int rank() {
        return dims.length;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** The size of an axis, negative axes counted from the end. */
    public int size(int axis) {
        return dims[shape().axis(axis)];
    }

    /**
     * The number of rows: the size of the first axis, Python's {@code len(x)}.
     *
     * @throws ShapeException for a number without axes
     */
    public int length() {
        if (dims.length == 0) throw new ShapeException("a single number has no rows; use item() to get at it");
        return dims[0];
    }

    // ---------------------------------------------------------------------------------------------------- to Java

    /** All elements in C order, converted to float; whole numbers beyond 2^24 are rounded. */
    public float[] toFloatArray() {
        return (float[]) own(DType.FLOAT32);
    }

    /** All elements in C order, converted to double; whole numbers beyond 2^53 are rounded. */
    public double[] toDoubleArray() {
        return (double[]) own(DType.FLOAT64);
    }

    /** All elements in C order, converted to int as {@link #astype} converts; uint8 gives 0 to 255. */
    public int[] toIntArray() {
        return (int[]) own(DType.INT32);
    }

    /** All elements in C order, converted to long as {@link #astype} converts. */
    public long[] toLongArray() {
        return (long[]) own(DType.INT64);
    }

    /** All elements in C order as uint8, in Java's signed bytes: use {@code & 0xff} for the number. */
    public byte[] toByteArray() {
        return (byte[]) own(DType.UINT8);
    }

    /** All elements in C order; every number but 0 is true. */
    public boolean[] toBooleanArray() {
        byte[] truths = (byte[]) Casts.cast(data, dtype, DType.BOOL, size);
        boolean[] booleans = new boolean[size];
        for (int i = 0; i < size; i++) booleans[i] = truths[i] != 0;
        return booleans;
    }

    private Object own(DType target) {
        Object converted = Casts.cast(data, dtype, target, size);
        if (converted != data) return converted;
        Object copy = Storage.allocate(target, size);
        System.arraycopy(data, 0, copy, 0, size);
        return copy;
    }

    /**
     * A nested Java array such as {@code float[][]} for two axes of float32; uint8 comes as {@code int}, bool as
     * {@code boolean}.
     *
     * @throws ShapeException for a number without axes
     */
    public Object toNested() {
        if (dims.length == 0) throw new ShapeException("a single number is no nested array; use item()");
        return Nested.build(this);
    }

    /**
     * The only element.
     *
     * @throws ShapeException when there are more or fewer
     */
    public double item() {
        if (size != 1) {
            throw new ShapeException("item() needs exactly one element, but shape " + shape() + " has " + size
                    + "; reduce it first or name the element: getDouble(0, 2)");
        }
        return Storage.getDouble(data, 0);
    }

    /**
     * One element, by one index for each axis; negative ones count from the end.
     *
     * @throws IndexException when there is no such element
     */
    public double getDouble(int... index) {
        return Storage.getDouble(data, offset(index));
    }

    /** One element as float; see {@link #getDouble}. */
    public float getFloat(int... index) {
        return (float) Storage.getDouble(data, offset(index));
    }

    /** One element as long, fractions cut off; see {@link #getDouble}. */
    public long getLong(int... index) {
        return Storage.getLong(data, offset(index));
    }

    /** One element as int, fractions cut off; see {@link #getDouble}. */
    public int getInt(int... index) {
        return (int) Storage.getLong(data, offset(index));
    }

    /** Whether one element is not 0; see {@link #getDouble}. */
    public boolean getBoolean(int... index) {
        return Storage.getDouble(data, offset(index)) != 0;
    }

    private int offset(int[] index) {
        if (index.length != dims.length) {
            throw new IndexException("one element of shape " + shape() + " needs " + dims.length + " indices, got "
                    + Arrays.toString(index) + "; use get(...) for a part of the array");
        }
        int offset = 0;
        for (int axis = 0; axis < dims.length; axis++) {
            offset = offset * dims[axis] + Indexing.position(index[axis], dims[axis], axis, this);
        }
        return offset;
    }

    // ------------------------------------------------------------------------------------------------- arithmetic

    /** The sum, element by element; of booleans: or. */
    public NDArray plus(NDArray other) {
        return Arithmetic.apply(BinaryOp.ADD, this, other);
    }

    /** The sum, element by element; of booleans: or. See {@link #plus(NDArray)}. */
    public NDArray plus(long number) {
        return Arithmetic.apply(BinaryOp.ADD, this, number);
    }

    /** The sum, element by element; of booleans: or. See {@link #plus(NDArray)}. */
    public NDArray plus(double number) {
        return Arithmetic.apply(BinaryOp.ADD, this, number);
    }

    /** The difference, element by element. */
    public NDArray minus(NDArray other) {
        return Arithmetic.apply(BinaryOp.SUBTRACT, this, other);
    }

    /** The difference, element by element. See {@link #minus(NDArray)}. */
    public NDArray minus(long number) {
        return Arithmetic.apply(BinaryOp.SUBTRACT, this, number);
    }

    /** The difference, element by element. See {@link #minus(NDArray)}. */
    public NDArray minus(double number) {
        return Arithmetic.apply(BinaryOp.SUBTRACT, this, number);
    }

    /** The product, element by element; of booleans: and. */
    public NDArray times(NDArray other) {
        return Arithmetic.apply(BinaryOp.MULTIPLY, this, other);
    }

    /** The product, element by element; of booleans: and. See {@link #times(NDArray)}. */
    public NDArray times(long number) {
        return Arithmetic.apply(BinaryOp.MULTIPLY, this, number);
    }

    /** The product, element by element; of booleans: and. See {@link #times(NDArray)}. */
    public NDArray times(double number) {
        return Arithmetic.apply(BinaryOp.MULTIPLY, this, number);
    }

    /** The quotient, element by element; whole numbers and booleans give float64. */
    public NDArray dividedBy(NDArray other) {
        return Arithmetic.apply(BinaryOp.DIVIDE, this, other);
    }

    /** The quotient, element by element; whole numbers and booleans give float64. See {@link #dividedBy(NDArray)}. */
    public NDArray dividedBy(long number) {
        return Arithmetic.apply(BinaryOp.DIVIDE, this, number);
    }

    /** The quotient, element by element; whole numbers and booleans give float64. See {@link #dividedBy(NDArray)}. */
    public NDArray dividedBy(double number) {
        return Arithmetic.apply(BinaryOp.DIVIDE, this, number);
    }

    /** The quotient rounded down, Python's {@code //}; whole numbers by 0 give 0. */
    public NDArray floorDiv(NDArray other) {
        return Arithmetic.apply(BinaryOp.FLOOR_DIVIDE, this, other);
    }

    /** The quotient rounded down, Python's {@code //}; whole numbers by 0 give 0. See {@link #floorDiv(NDArray)}. */
    public NDArray floorDiv(long number) {
        return Arithmetic.apply(BinaryOp.FLOOR_DIVIDE, this, number);
    }

    /** The quotient rounded down, Python's {@code //}; whole numbers by 0 give 0. See {@link #floorDiv(NDArray)}. */
    public NDArray floorDiv(double number) {
        return Arithmetic.apply(BinaryOp.FLOOR_DIVIDE, this, number);
    }

    /** The remainder with the divisor's sign, Python's {@code %}; whole numbers by 0 give 0. */
    public NDArray modulo(NDArray other) {
        return Arithmetic.apply(BinaryOp.MODULO, this, other);
    }

    /** The remainder with the divisor's sign, Python's {@code %}; whole numbers by 0 give 0. See {@link #modulo(NDArray)}. */
    public NDArray modulo(long number) {
        return Arithmetic.apply(BinaryOp.MODULO, this, number);
    }

    /** The remainder with the divisor's sign, Python's {@code %}; whole numbers by 0 give 0. See {@link #modulo(NDArray)}. */
    public NDArray modulo(double number) {
        return Arithmetic.apply(BinaryOp.MODULO, this, number);
    }

    /** This to the power of the other; whole numbers take no negative exponent. */
    public NDArray power(NDArray other) {
        return Arithmetic.apply(BinaryOp.POWER, this, other);
    }

    /** This to the power of the other; whole numbers take no negative exponent. See {@link #power(NDArray)}. */
    public NDArray power(long number) {
        return number == 2 && dtype != DType.BOOL ? square() : Arithmetic.apply(BinaryOp.POWER, this, number);
    }

    /** This to the power of the other; whole numbers take no negative exponent. See {@link #power(NDArray)}. */
    public NDArray power(double number) {
        return number == 2 && dtype.isFloating() ? square() : Arithmetic.apply(BinaryOp.POWER, this, number);
    }

    /** The greater of the two, element by element; NaN where either is NaN. */
    public NDArray maximum(NDArray other) {
        return Arithmetic.apply(BinaryOp.MAXIMUM, this, other);
    }

    /** The greater of the two, element by element; NaN where either is NaN. See {@link #maximum(NDArray)}. */
    public NDArray maximum(long number) {
        return Arithmetic.apply(BinaryOp.MAXIMUM, this, number);
    }

    /** The greater of the two, element by element; NaN where either is NaN. See {@link #maximum(NDArray)}. */
    public NDArray maximum(double number) {
        return Arithmetic.apply(BinaryOp.MAXIMUM, this, number);
    }

    /** The smaller of the two, element by element; NaN where either is NaN. */
    public NDArray minimum(NDArray other) {
        return Arithmetic.apply(BinaryOp.MINIMUM, this, other);
    }

    /** The smaller of the two, element by element; NaN where either is NaN. See {@link #minimum(NDArray)}. */
    public NDArray minimum(long number) {
        return Arithmetic.apply(BinaryOp.MINIMUM, this, number);
    }

    /** The smaller of the two, element by element; NaN where either is NaN. See {@link #minimum(NDArray)}. */
    public NDArray minimum(double number) {
        return Arithmetic.apply(BinaryOp.MINIMUM, this, number);
    }

    /** The number minus this: {@code 1 - x}. */
    public NDArray subtractedFrom(long number) {
        return Arithmetic.apply(BinaryOp.SUBTRACT, Arithmetic.weak(number, dtype), this);
    }

    /** The number minus this: {@code 1.0 - x}. */
    public NDArray subtractedFrom(double number) {
        return Arithmetic.apply(BinaryOp.SUBTRACT, Arithmetic.weak(number, dtype), this);
    }

    /** The number divided by this: {@code 1.0 / x}. */
    public NDArray dividing(double number) {
        return Arithmetic.apply(BinaryOp.DIVIDE, Arithmetic.weak(number, dtype), this);
    }

    /**
     * Every element within the bounds: what is below gives the lower one, what is above the upper one.
     *
     * @throws DTypeException when a bound does not fit the dtype
     */
    public NDArray clip(long lowest, long highest) {
        return maximum(lowest).minimum(highest);
    }

    /** Every element within the bounds; see {@link #clip(long, long)}. */
    public NDArray clip(double lowest, double highest) {
        return maximum(lowest).minimum(highest);
    }

    /** The negative of every element. */
    public NDArray negate() {
        return Unary.apply(UnaryOp.NEGATE, this);
    }

    /** The absolute value of every element. */
    public NDArray abs() {
        return Unary.apply(UnaryOp.ABS, this);
    }

    /** −1, 0 or 1 by the sign of every element; NaN stays NaN. */
    public NDArray sign() {
        return Unary.apply(UnaryOp.SIGN, this);
    }

    /** The square of every element. */
    public NDArray square() {
        return Unary.apply(UnaryOp.SQUARE, this);
    }

    /** Every element rounded down. */
    public NDArray floor() {
        return Unary.apply(UnaryOp.FLOOR, this);
    }

    /** Every element rounded up. */
    public NDArray ceil() {
        return Unary.apply(UnaryOp.CEIL, this);
    }

    /** Every element rounded to the nearest whole number, halves to the even one. */
    public NDArray rint() {
        return Unary.apply(UnaryOp.RINT, this);
    }

    /** The square root of every element; NaN of negative ones. Whole numbers give floating-point numbers. */
    public NDArray sqrt() {
        return Unary.apply(UnaryOp.SQRT, this);
    }

    /** e to the power of every element. */
    public NDArray exp() {
        return Unary.apply(UnaryOp.EXP, this);
    }

    /** The natural logarithm of every element. */
    public NDArray log() {
        return Unary.apply(UnaryOp.LOG, this);
    }

    /**
     * Every element rounded to so many decimals, halves to even, as NumPy rounds: multiplied, rounded and divided in the
     * array's own dtype. Negative decimals round to tens, hundreds, ….
     */
    public NDArray round(int decimals) {
        if (dtype == DType.BOOL) {
            throw new DTypeException("booleans cannot be rounded; cast to a number first: astype(FLOAT32)");
        }
        if (!dtype.isFloating()) {
            if (decimals >= 0) return this;
            double tens = Math.pow(10, -decimals);
            return dividedBy(tens).rint().times(tens).astype(dtype);
        }
        if (decimals == 0) return rint();
        double tens = Math.pow(10, Math.abs(decimals));
        return decimals > 0
                ? times(tens).rint().dividedBy(tens)
                : dividedBy(tens).rint().times(tens);
    }

    /** Every element rounded to the nearest whole number, halves to even; the dtype stays. */
    public NDArray round() {
        return round(0);
    }

    // ----------------------------------------------------------------------------------------- comparison and logic

    /** Where the elements are equal, as bool; NaN equals nothing. */
    public NDArray eq(NDArray other) {
        return Arithmetic.apply(BinaryOp.EQUAL, this, other);
    }

    /** Where the elements are equal, as bool; NaN equals nothing. See {@link #eq(NDArray)}. */
    public NDArray eq(long number) {
        return Arithmetic.apply(BinaryOp.EQUAL, this, number);
    }

    /** Where the elements are equal, as bool; NaN equals nothing. See {@link #eq(NDArray)}. */
    public NDArray eq(double number) {
        return Arithmetic.apply(BinaryOp.EQUAL, this, number);
    }

    /** Where the elements differ, as bool; NaN equals nothing. */
    public NDArray ne(NDArray other) {
        return Arithmetic.apply(BinaryOp.NOT_EQUAL, this, other);
    }

    /** Where the elements differ, as bool; NaN equals nothing. See {@link #ne(NDArray)}. */
    public NDArray ne(long number) {
        return Arithmetic.apply(BinaryOp.NOT_EQUAL, this, number);
    }

    /** Where the elements differ, as bool; NaN equals nothing. See {@link #ne(NDArray)}. */
    public NDArray ne(double number) {
        return Arithmetic.apply(BinaryOp.NOT_EQUAL, this, number);
    }

    /** Where this is less, as bool; NaN equals nothing. */
    public NDArray lt(NDArray other) {
        return Arithmetic.apply(BinaryOp.LESS, this, other);
    }

    /** Where this is less, as bool; NaN equals nothing. See {@link #lt(NDArray)}. */
    public NDArray lt(long number) {
        return Arithmetic.apply(BinaryOp.LESS, this, number);
    }

    /** Where this is less, as bool; NaN equals nothing. See {@link #lt(NDArray)}. */
    public NDArray lt(double number) {
        return Arithmetic.apply(BinaryOp.LESS, this, number);
    }

    /** Where this is less or equal, as bool; NaN equals nothing. */
    public NDArray le(NDArray other) {
        return Arithmetic.apply(BinaryOp.LESS_EQUAL, this, other);
    }

    /** Where this is less or equal, as bool; NaN equals nothing. See {@link #le(NDArray)}. */
    public NDArray le(long number) {
        return Arithmetic.apply(BinaryOp.LESS_EQUAL, this, number);
    }

    /** Where this is less or equal, as bool; NaN equals nothing. See {@link #le(NDArray)}. */
    public NDArray le(double number) {
        return Arithmetic.apply(BinaryOp.LESS_EQUAL, this, number);
    }

    /** Where this is greater, as bool; NaN equals nothing. */
    public NDArray gt(NDArray other) {
        return Arithmetic.apply(BinaryOp.GREATER, this, other);
    }

    /** Where this is greater, as bool; NaN equals nothing. See {@link #gt(NDArray)}. */
    public NDArray gt(long number) {
        return Arithmetic.apply(BinaryOp.GREATER, this, number);
    }

    /** Where this is greater, as bool; NaN equals nothing. See {@link #gt(NDArray)}. */
    public NDArray gt(double number) {
        return Arithmetic.apply(BinaryOp.GREATER, this, number);
    }

    /** Where this is greater or equal, as bool; NaN equals nothing. */
    public NDArray ge(NDArray other) {
        return Arithmetic.apply(BinaryOp.GREATER_EQUAL, this, other);
    }

    /** Where this is greater or equal, as bool; NaN equals nothing. See {@link #ge(NDArray)}. */
    public NDArray ge(long number) {
        return Arithmetic.apply(BinaryOp.GREATER_EQUAL, this, number);
    }

    /** Where this is greater or equal, as bool; NaN equals nothing. See {@link #ge(NDArray)}. */
    public NDArray ge(double number) {
        return Arithmetic.apply(BinaryOp.GREATER_EQUAL, this, number);
    }

    /**
     * True where both are.
     *
     * @throws DTypeException when either is not bool
     */
    public NDArray and(NDArray other) {
        return logical("and", BinaryOp.MINIMUM, other);
    }

    /** True where at least one is; see {@link #and}. */
    public NDArray or(NDArray other) {
        return logical("or", BinaryOp.MAXIMUM, other);
    }

    /** True where exactly one is; see {@link #and}. */
    public NDArray xor(NDArray other) {
        return logical("xor", BinaryOp.NOT_EQUAL, other);
    }

    /** True where this is false; see {@link #and}. */
    public NDArray not() {
        return logical("not", BinaryOp.NOT_EQUAL, scalar(true));
    }

    private NDArray logical(String name, BinaryOp op, NDArray other) {
        if (dtype != DType.BOOL || other.dtype != DType.BOOL) {
            throw new DTypeException(name + " takes booleans, got " + dtype + " and " + other.dtype
                    + "; compare first, for instance ne(0)");
        }
        return Arithmetic.apply(op, this, other);
    }

    /** True where an element is NaN. */
    public NDArray isNaN() {
        return ne(this);
    }

    /**
     * Elements of one array where the mask is true and of another where it is false; all three broadcast, and the result
     * has the dtype of both together. The notebook's {@code y[y > 5] -= 2} is
     * {@code y = where(y.gt(5), y.minus(2), y)}.
     *
     * @throws DTypeException when the mask is not bool
     */
    public static NDArray where(NDArray mask, NDArray ifTrue, NDArray ifFalse) {
        return Selection.where(mask, ifTrue, ifFalse);
    }

    /**
     * Whether all elements are near: {@code |this − other| ≤ 1e-8 + 1e-5·|other|}, NumPy's {@code allclose}; NaN is near
     * to nothing.
     */
    public boolean allClose(NDArray other) {
        return allClose(other, 1e-5, 1e-8);
    }

    /** Whether all elements are near: {@code |this − other| ≤ absolute + relative·|other|}; NaN is near to nothing. */
    public boolean allClose(NDArray other, double relative, double absolute) {
        return Selection.allClose(this, other, relative, absolute);
    }

    // -------------------------------------------------------------------------------------------------- reductions

    /** The sum over the axes; whole numbers and booleans give int64, which wraps around. None given means all axes. */
    public NDArray sum(int... axes) {
        return sum(Axes.of(axes));
    }

    /** The sum over the axes; whole numbers and booleans give int64, which wraps around. */
    public NDArray sum(Axes axes) {
        return Reductions.reduce(Reductions.Kind.SUM, this, axes);
    }

    /** The product over the axes; whole numbers and booleans give int64, which wraps around. None given means all axes. */
    public NDArray prod(int... axes) {
        return prod(Axes.of(axes));
    }

    /** The product over the axes; whole numbers and booleans give int64, which wraps around. */
    public NDArray prod(Axes axes) {
        return Reductions.reduce(Reductions.Kind.PRODUCT, this, axes);
    }

    /** The least element over the axes; NaN where there is one. None given means all axes. */
    public NDArray min(int... axes) {
        return min(Axes.of(axes));
    }

    /** The least element over the axes; NaN where there is one. */
    public NDArray min(Axes axes) {
        return Reductions.reduce(Reductions.Kind.MINIMUM, this, axes);
    }

    /** The greatest element over the axes; NaN where there is one. None given means all axes. */
    public NDArray max(int... axes) {
        return max(Axes.of(axes));
    }

    /** The greatest element over the axes; NaN where there is one. */
    public NDArray max(Axes axes) {
        return Reductions.reduce(Reductions.Kind.MAXIMUM, this, axes);
    }

    /** The mean over the axes: float32 of float32, float64 of all else; NaN over no elements. None given means all axes. */
    public NDArray mean(int... axes) {
        return mean(Axes.of(axes));
    }

    /** The mean over the axes: float32 of float32, float64 of all else; NaN over no elements. */
    public NDArray mean(Axes axes) {
        return Reductions.mean(this, axes);
    }

    /** The standard deviation over the axes (NumPy's ddof = 0); dtypes as {@link #mean(int...)}. None given means all axes. */
    public NDArray std(int... axes) {
        return std(Axes.of(axes));
    }

    /** The standard deviation over the axes (NumPy's ddof = 0); dtypes as {@link #mean(int...)}. */
    public NDArray std(Axes axes) {
        return Reductions.deviation(this, axes);
    }

    /** The variance over the axes (NumPy's ddof = 0); dtypes as {@link #mean(int...)}. None given means all axes. */
    public NDArray var(int... axes) {
        return var(Axes.of(axes));
    }

    /** The variance over the axes (NumPy's ddof = 0); dtypes as {@link #mean(int...)}. */
    public NDArray var(Axes axes) {
        return Reductions.variance(this, axes);
    }

    /** Whether any element over the axes is not 0. None given means all axes. */
    public NDArray any(int... axes) {
        return any(Axes.of(axes));
    }

    /** Whether any element over the axes is not 0. */
    public NDArray any(Axes axes) {
        return Reductions.any(this, axes);
    }

    /** Whether all elements over the axes are not 0. None given means all axes. */
    public NDArray all(int... axes) {
        return all(Axes.of(axes));
    }

    /** Whether all elements over the axes are not 0. */
    public NDArray all(Axes axes) {
        return Reductions.all(this, axes);
    }

    /** The place of the greatest element in C order, as int64 without axes; the first of equals, and the first NaN. */
    public NDArray argmax() {
        return Reductions.place(true, flatten(), 0);
    }

    /** The place of the greatest element along an axis, as int64; the first of equals, and the first NaN. */
    public NDArray argmax(int axis) {
        return Reductions.place(true, this, axis);
    }

    /** The place of the least element in C order, as int64 without axes; the first of equals, and the first NaN. */
    public NDArray argmin() {
        return Reductions.place(false, flatten(), 0);
    }

    /** The place of the least element along an axis, as int64; the first of equals, and the first NaN. */
    public NDArray argmin(int axis) {
        return Reductions.place(false, this, axis);
    }

    /** The different elements in one axis, sorted; several NaN count as one, at the end. */
    public NDArray unique() {
        return Selection.unique(this);
    }

    // ------------------------------------------------------------------------------------------------------ layout

    /**
     * The elements in another dtype. Floating-point numbers lose their fraction on the way to whole ones; whole numbers
     * that do not fit wrap around; NaN becomes 0, and what is beyond int64 the nearest int64 before it wraps. To bool:
     * everything but 0 is true.
     */
    public NDArray astype(DType target) {
        return target == dtype ? this : new NDArray(Casts.cast(data, dtype, target, size), target, dims, size);
    }

    /**
     * The same elements in C order in another shape; one size may be −1 and is then worked out.
     *
     * @throws ShapeException when the number of elements does not fit
     */
    public NDArray reshape(int... sizes) {
        return new NDArray(data, dtype, Layouts.reshaped(this, sizes), size);
    }

    /** The same elements in C order in another shape. */
    @Override
    public NDArray reshape(Shape target) {
        return reshape(target.dims());
    }

    /** All elements in one axis. */
    public NDArray flatten() {
        return new NDArray(data, dtype, new int[] {size}, size);
    }

    /** The axes in reverse order. */
    public NDArray transpose() {
        int[] order = new int[dims.length];
        for (int i = 0; i < order.length; i++) order[i] = order.length - 1 - i;
        return Layouts.transpose(this, order);
    }

    /**
     * The axes in a new order: axis i of the result is axis {@code order[i]} of this.
     *
     * @throws ShapeException when an axis is missing or named twice
     */
    public NDArray transpose(int... order) {
        return order.length == 0 ? transpose() : Layouts.transpose(this, order);
    }

    /** Two axes exchanged. */
    public NDArray swapAxes(int first, int second) {
        int[] order = new int[dims.length];
        for (int i = 0; i < order.length; i++) order[i] = i;
        int a = shape().axis(first);
        int b = shape().axis(second);
        order[a] = b;
        order[b] = a;
        return Layouts.transpose(this, order);
    }

    /** A new axis of size 1, at this place in the result; negative ones count from the end of the result. */
    public NDArray expandDims(int axis) {
        return new NDArray(data, dtype, Layouts.expanded(this, axis), size);
    }

    /**
     * Without the given axes, or without all axes of size 1 when none is given.
     *
     * @throws ShapeException when a given axis is not of size 1
     */
    public NDArray squeeze(int... axes) {
        return new NDArray(data, dtype, Layouts.squeezed(this, axes), size);
    }

    /**
     * Repeated along axes of size 1, and along new axes in front, to the given shape.
     *
     * @throws ShapeException when the shapes do not fit
     */
    public NDArray broadcastTo(Shape target) {
        return Layouts.broadcastTo(this, target);
    }

    /**
     * Arrays of one shape side by side along a new axis in front.
     *
     * @throws ShapeException when there is no array, or the shapes differ
     */
    public static NDArray stack(List<NDArray> arrays) {
        return stack(arrays, 0);
    }

    /** Arrays of one shape side by side along a new axis, at this place in the result. */
    public static NDArray stack(List<NDArray> arrays, int axis) {
        return Layouts.stack(arrays, axis);
    }

    /**
     * Arrays behind each other along their first axis.
     *
     * @throws ShapeException when there is no array, or the shapes differ on another axis
     */
    public static NDArray concatenate(List<NDArray> arrays) {
        return concatenate(arrays, 0);
    }

    /** Arrays behind each other along an existing axis. */
    public static NDArray concatenate(List<NDArray> arrays, int axis) {
        return Layouts.concatenate(arrays, axis);
    }

    // ---------------------------------------------------------------------------------------------------- indexing

    /**
     * The part at leading positions, {@code x[i, j]} in Python; negative ones count from the end. Fewer positions than axes
     * leave the last axes; {@code x.get(-1)} is the last row.
     *
     * @throws IndexException when there is no such position
     */
    @Override
    public NDArray get(int... positions) {
        List<Index> indices = new ArrayList<>(positions.length);
        for (int position : positions) indices.add(Index.at(position));
        return Indexing.get(this, indices);
    }

    /**
     * The part that the indices name; axes not named stay whole.
     *
     * @throws IndexException when the array has no such part
     */
    public NDArray get(Index... indices) {
        return Indexing.get(this, List.of(indices));
    }

    /** The part between Python's brackets: {@code x.get("1:, ::-1")}; see {@link Index#parse}. */
    public NDArray get(String indices) {
        return Indexing.get(this, Index.parse(indices));
    }

    /** The part where a mask of bool is true, or the rows at the positions that an array of whole numbers lists. */
    public NDArray get(NDArray maskOrPositions) {
        return Indexing.get(this, List.of(Index.of(maskOrPositions)));
    }

    /** The rows from start up to, but without, stop, Python's {@code x[start:stop]}. */
    @Override
    public NDArray rows(int start, int stop) {
        return get(Index.range(start, stop));
    }

    /** The rows at the given positions. */
    @Override
    public NDArray take(int... positions) {
        return Indexing.rows(this, positions);
    }

    /** What lies at the given positions along an axis; the axis becomes the axes of the list. */
    public NDArray take(NDArray positions, int axis) {
        Index[] indices = new Index[shape().axis(axis) + 1];
        Arrays.fill(indices, Index.all());
        indices[indices.length - 1] = Index.positions(positions);
        return get(indices);
    }

    /**
     * This array with a part replaced, Python's {@code x[indices] = value}; the value broadcasts to the part and is
     * converted to this dtype.
     *
     * @throws IndexException when the array has no such part
     * @throws ShapeException when the value does not fit the part
     */
    public NDArray with(List<Index> indices, NDArray value) {
        return Indexing.with(this, indices, value);
    }

    /** This array with the part between Python's brackets replaced; see {@link #with(List, NDArray)}. */
    public NDArray with(String indices, NDArray value) {
        return Indexing.with(this, Index.parse(indices), value);
    }

    /** This array with the part between Python's brackets replaced by one number. */
    public NDArray with(String indices, double value) {
        return with(indices, scalar(value));
    }

    /** This array with what a mask or a list of positions names replaced; see {@link #with(List, NDArray)}. */
    public NDArray with(NDArray maskOrPositions, NDArray value) {
        return Indexing.with(this, List.of(Index.of(maskOrPositions)), value);
    }

    /** This array with what a mask or a list of positions names replaced by one number. */
    public NDArray with(NDArray maskOrPositions, double value) {
        return with(maskOrPositions, scalar(value));
    }

    // ------------------------------------------------------------------------------------------ equality and text

    /**
     * Whether the other is an array of the same dtype and shape with the same elements. As with Java's boxed numbers, NaN
     * equals NaN, and 0.0 and −0.0 differ; {@link #eq} and {@link #allClose} compare as numbers.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof NDArray that) || dtype != that.dtype || !Arrays.equals(dims, that.dims)) return false;
        return switch (data) {
            case float[] floats -> Arrays.equals(floats, (float[]) that.data);
            case double[] doubles -> Arrays.equals(doubles, (double[]) that.data);
            case int[] ints -> Arrays.equals(ints, (int[]) that.data);
            case long[] longs -> Arrays.equals(longs, (long[]) that.data);
            case byte[] bytes -> Arrays.equals(bytes, (byte[]) that.data);
            default -> throw Storage.unknown(data);
        };
    }

    @Override
    public int hashCode() {
        int elements = switch (data) {
            case float[] floats -> Arrays.hashCode(floats);
            case double[] doubles -> Arrays.hashCode(doubles);
            case int[] ints -> Arrays.hashCode(ints);
            case long[] longs -> Arrays.hashCode(longs);
            case byte[] bytes -> Arrays.hashCode(bytes);
            default -> throw Storage.unknown(data);
        };
        return 31 * Arrays.hashCode(dims) + elements;
    }

    /** The text that NumPy's {@code str} gives. */
    @Override
    public String toString() {
        return toString(PrintOptions.DEFAULT);
    }

    /** The text that NumPy's {@code str} gives with other print options. */
    public String toString(PrintOptions options) {
        return ArrayPrinter.str(this, options);
    }

    /** The text that NumPy's {@code repr} gives: {@code array([0. , 0.5], dtype=float32)}. */
    public String toRepr() {
        return toRepr(PrintOptions.DEFAULT);
    }

    /** The text that NumPy's {@code repr} gives with other print options. */
    public String toRepr(PrintOptions options) {
        return ArrayPrinter.repr(this, options);
    }
}

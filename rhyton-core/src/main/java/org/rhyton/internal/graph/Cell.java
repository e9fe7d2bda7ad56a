package org.rhyton.internal.graph;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.raw.RawArrays;

/**
 * The memory of one variable: one Java array for life, and a version that grows with every change.
 *
 * <p>The lock lets a reader see whole updates only. Who needs several cells takes their locks in the order of
 * {@link #id()}.
 */
public final class Cell {
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Type type;
    private final Object data;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile long version;

    /** A cell that holds a copy of the given values. */
    public Cell(NDArray initial) {
        this.type = new Type(initial.shape(), initial.dtype());
        this.data = cloneOf(RawArrays.data(initial));
    }

    public long id() {
        return id;
    }

    public Type type() {
        return type;
    }

    public Shape shape() {
        return type.shape();
    }

    public DType dtype() {
        return type.dtype();
    }

    /** The Java array itself; the caller holds the lock. */
    public Object data() {
        return data;
    }

    public ReentrantReadWriteLock lock() {
        return lock;
    }

    /** How often the cell was changed. */
    public long version() {
        return version;
    }

    /** Says that the array was changed; the caller holds the write lock. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // writers are serialised by the write lock
    public void touched() {
        version++;
    }

    /** A copy of the present values. */
    public NDArray snapshot() {
        lock.readLock().lock();
        try {
            return RawArrays.wrap(cloneOf(data), type.dtype(), type.shape());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Copies the present values into a Java array of the same length. */
    public void copyTo(Object array) {
        lock.readLock().lock();
        try {
            System.arraycopy(data, 0, array, 0, type.shape().elements());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Replaces all values by those of an array of the same type. */
    public void set(NDArray values) {
        lock.writeLock().lock();
        try {
            System.arraycopy(RawArrays.data(values), 0, data, 0, type.shape().elements());
            touched();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static Object cloneOf(Object array) {
        return switch (array) {
            case float[] values -> values.clone();
            case double[] values -> values.clone();
            case int[] values -> values.clone();
            case long[] values -> values.clone();
            case byte[] values -> values.clone();
            default -> throw new IllegalStateException("no storage of class " + array.getClass());
        };
    }
}

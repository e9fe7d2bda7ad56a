package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rhyton.array.DType;

/** Places the values of a plan in one array for each element type; values that do not live at the same time share memory. */
final class Memory {
    /** Offsets are multiples of this many elements, so that rows begin at cache lines. */
    private static final int ALIGNMENT = 16;

    private final Map<DType, Object> arenas = new EnumMap<>(DType.class);
    private final int[] offsets;

    /** @param sizes the number of elements of each value, by its index; 0 for values that live elsewhere */
    Memory(List<Value> values, int[] sizes) {
        this.offsets = new int[values.size()];
        for (DType dtype : DType.values()) {
            List<Value> own = values.stream()
                    .filter(value -> value.dtype == dtype)
                    .filter(value -> value.home == Value.Home.ARENA || value.home == Value.Home.INPUT)
                    .toList();
            if (!own.isEmpty()) arenas.put(dtype, Storage.allocate(dtype, place(own, sizes)));
        }
    }

    /** Gives each value the lowest place that is free throughout its life, the largest values first. */
    private int place(List<Value> values, int[] sizes) {
        List<Value> bySize = new ArrayList<>(values);
        bySize.sort(Comparator.comparingInt((Value value) -> sizes[value.index]).reversed());
        List<Value> placed = new ArrayList<>();
        long end = 0;
        for (Value value : bySize) {
            int size = padded(sizes[value.index]);
            long at = lowestGap(placed.stream().filter(other -> liveTogether(value, other)), size, sizes);
            if (at + size > Integer.MAX_VALUE - 64) {
                throw new OutOfMemoryError("more than " + Integer.MAX_VALUE + " elements in one arena");
            }
            offsets[value.index] = (int) at;
            placed.add(value);
            end = Math.max(end, at + size);
        }
        return (int) end;
    }

    /** The lowest place where a value of the given size touches none of the others. */
    private long lowestGap(Stream<Value> others, int size, int[] sizes) {
        int[] byPlace = others.filter(other -> sizes[other.index] > 0)
                .mapToInt(other -> other.index)
                .boxed()
                .sorted(Comparator.comparingInt(index -> offsets[index]))
                .mapToInt(index -> index)
                .toArray();
        long at = 0;
        for (int other : byPlace) {
            if (at + size <= offsets[other]) break;
            at = Math.max(at, offsets[other] + (long) padded(sizes[other]));
        }
        return at;
    }

    private static int padded(int size) {
        return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
    }

    private static boolean liveTogether(Value a, Value b) {
        boolean always = a.home == Value.Home.INPUT || b.home == Value.Home.INPUT;
        return always || (a.firstStep <= b.lastStep && b.firstStep <= a.lastStep);
    }

    Object array(Value value) {
        Object arena = arenas.get(value.dtype);
        if (arena == null) throw new IllegalStateException("no arena for " + value.dtype);
        return arena;
    }

    int offset(Value value) {
        return offsets[value.index];
    }
}

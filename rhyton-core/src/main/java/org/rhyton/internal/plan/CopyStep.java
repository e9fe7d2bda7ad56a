package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Team;

/**
 * Puts some views into regions of a value, over a background where they do not cover it: concatenation and padding.
 *
 * @param background what fills the rest; null when nothing is left
 */
record CopyStep(List<Region> regions, @Nullable Double background, Value result, Shape shape) implements Step {
    /** About how many elements a part copies. */
    private static final int CHUNK = 16 * 1024;

    private static final int ROW_COST = 32;

    /** A view, and from where on and how far apart its elements go along each axis of the result. */
    record Region(View source, List<Dim> start, List<Integer> step) {}

    @Override
    public List<View> reads() {
        return regions.stream().map(Region::source).toList();
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        Location out = binder.locate(View.of(result, shape));
        List<Work> copies = new ArrayList<>();
        for (Region region : regions) {
            Location in = binder.locate(region.source);
            int rank = in.dims().length;
            int[] strides = new int[rank];
            int[] start = {out.offset()};
            IntStream.range(0, rank).forEach(axis -> {
                strides[axis] = out.strides()[axis] * region.step.get(axis);
                start[0] += binder.size(region.start.get(axis)) * out.strides()[axis];
            });
            Geometry geometry = Geometry.of(in.dims(), List.of(in.strides(), strides), new boolean[rank]);
            copies.add(copy(in, out, start[0], geometry));
        }
        Work[] all = copies.toArray(Work[]::new);
        return () -> {
            if (background != null) {
                Storage.fill(out.array(), out.dtype(), out.offset(), out.elements(), background);
            }
            for (Work copy : all) copy.run();
        };
    }

    /** Parts are stretches of the outer loops, as many as make a part worth handing over. */
    private static Work copy(Location in, Location out, int start, Geometry geometry) {
        int outer = geometry.outer();
        int inner = geometry.inner();
        int perPart = Math.max(1, CHUNK / Math.max(1, inner));
        Team.Task task = part -> {
            for (int i = part * perPart; i < Math.min(outer, (part + 1) * perPart); i++) {
                copyRow(in, out, start, geometry, i);
            }
        };
        // A row costs as much as some elements do, just to find where it is.
        return Parts.work((long) outer * (inner + ROW_COST), Math.ceilDiv(outer, perPart), task);
    }

    private static void copyRow(Location in, Location out, int start, Geometry geometry, int row) {
        int last = geometry.dims.length - 1;
        int inner = geometry.inner();
        int rest = row;
        int from = in.offset();
        int to = start;
        for (int loop = last - 1; loop >= 0; loop--) {
            int index = rest % geometry.dims[loop];
            from += index * geometry.strides[0][loop];
            to += index * geometry.strides[1][loop];
            rest /= geometry.dims[loop];
        }
        int stride = inner == 1 ? 1 : geometry.strides[0][last];
        int targetStride = inner == 1 ? 1 : geometry.strides[1][last];
        Storage.copy(in.array(), from, stride, out.array(), to, targetStride, inner);
    }
}

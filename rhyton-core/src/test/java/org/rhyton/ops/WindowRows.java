package org.rhyton.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/** The rows of {@link OpListTest} that slide windows over images, with their definitions element by element. */
final class WindowRows {
    private static final int[] ONE = {1};
    private static final int[] TWO = {1, 1};
    private static final int[] THREE = {1, 1, 1};

    private WindowRows() {}

    /** A window over images of some size: all that its positions and elements follow from. */
    private record Window(int[] size, int[] kernel, int[] strides, int[] dilation, Padding padding) {
        int extent(int axis) {
            return (kernel[axis] - 1) * dilation[axis] + 1;
        }

        int positions(int axis) {
            int reach = padding == Padding.VALID ? size[axis] - extent(axis) + 1 : size[axis];
            return Math.ceilDiv(reach, strides[axis]);
        }

        int before(int axis) {
            return switch (padding) {
                case VALID -> 0;
                case CAUSAL -> extent(axis) - 1;
                case SAME -> Math.max(0, (positions(axis) - 1) * strides[axis] + extent(axis) - size[axis]) / 2;
            };
        }

        int positions() {
            return product(IntStream.range(0, size.length).map(this::positions).toArray());
        }

        /** For each position, for each element of the window: where it is in the image, or −1. */
        int[][] places() {
            return IntStream.range(0, positions()).mapToObj(this::places).toArray(int[][]::new);
        }

        private int[] places(int position) {
            int[] places = new int[product(kernel)];
            for (int tap = 0; tap < places.length; tap++) {
                int restOfPosition = position;
                int restOfTap = tap;
                int place = 0;
                int stride = 1;
                boolean inside = true;
                for (int axis = size.length - 1; axis >= 0; axis--) {
                    int at = restOfPosition % positions(axis) * strides[axis]
                            - before(axis)
                            + restOfTap % kernel[axis] * dilation[axis];
                    inside &= at >= 0 && at < size[axis];
                    place += at * stride;
                    stride *= size[axis];
                    restOfPosition /= positions(axis);
                    restOfTap /= kernel[axis];
                }
                places[tap] = inside ? place : -1;
            }
            return places;
        }
    }

    static List<OpListTest.Row> rows() {
        List<OpListTest.Row> rows = new ArrayList<>();
        for (Padding padding : List.of(Padding.SAME, Padding.VALID)) {
            for (int[] strides : new int[][] {{1, 1}, {2, 1}, {2, 3}}) {
                Window window = new Window(dims(5, 6), dims(3, 2), strides, TWO, padding);
                convolution(rows, window, 2, 4, 1);
                convolution(rows, window, 2, 4, 2);
                depthwise(rows, window, 3, 1);
                maxPooling(rows, window);
                averagePooling(rows, window);
            }
            convolution(rows, new Window(dims(5, 6), dims(3, 2), TWO, dims(2, 1), padding), 2, 4, 1);
            convolution(rows, new Window(dims(7), dims(3), dims(2), ONE, padding), 1, 17, 1);
            convolution(rows, new Window(dims(3, 4, 3), dims(2, 3, 2), dims(1, 2, 1), THREE, padding), 2, 3, 1);
            depthwise(rows, new Window(dims(5, 6), dims(2, 3), TWO, dims(1, 2), padding), 2, 3);
            depthwise(rows, new Window(dims(9), dims(3), ONE, ONE, padding), 19, 1);
            separable(rows, new Window(dims(5, 6), dims(3, 2), dims(2, 2), TWO, padding));
            maxPooling(rows, new Window(dims(7), dims(3), dims(2), ONE, padding));
            maxPooling(rows, new Window(dims(3, 4, 3), dims(2, 2, 2), dims(2, 1, 2), THREE, padding));
            averagePooling(rows, new Window(dims(3, 4, 3), dims(2, 2, 2), dims(2, 1, 2), THREE, padding));
            transposed(
                    rows, new Window(dims(padding == Padding.SAME ? 6 : 5), dims(3), dims(2), ONE, padding), 3, null);
            transposed(rows, new Window(dims(5, 6), dims(3, 2), dims(1, 2), TWO, padding), 3, null);
        }
        convolution(rows, new Window(dims(7), dims(3), dims(2), dims(1), Padding.CAUSAL), 2, 3, 1);
        convolution(rows, new Window(dims(7), dims(3), ONE, dims(2), Padding.CAUSAL), 2, 2, 2);
        transposed(rows, new Window(dims(4, 6), dims(3, 3), dims(3, 2), TWO, Padding.VALID), 1, dims(1, 1));
        biased(rows, new Window(dims(5, 6), dims(3, 2), dims(2, 1), TWO, Padding.SAME), 2, 4, 1);
        biased(rows, new Window(dims(7), dims(3), ONE, ONE, Padding.VALID), 1, 3, 3);
        resizing(rows);
        return rows;
    }

    private static int[] dims(int... dims) {
        return dims;
    }

    private static int product(int[] numbers) {
        return Arrays.stream(numbers).reduce(1, (a, b) -> a * b);
    }

    private static int[] shape(int first, int[] space, int... channels) {
        return IntStream.concat(
                        first == 0 ? IntStream.of() : IntStream.of(first),
                        IntStream.concat(Arrays.stream(space), Arrays.stream(channels)))
                .toArray();
    }

    private static double[] doubles(NDArray x) {
        return x.astype(DType.FLOAT64).toDoubleArray();
    }

    private static OpListTest.Row row(
            String name, int[][] shapes, Function<List<Tensor>, Tensor> function, OpListTest.Definition definition) {
        return OpListTest.row(name, shapes, -1, 1, 2, function, definition);
    }

    private static void convolution(List<OpListTest.Row> rows, Window w, int in, int filters, int groups) {
        rows.add(row(
                "conv",
                new int[][] {shape(-1, w.size(), in * groups), shape(0, w.kernel(), in, filters)},
                x -> Ops.conv(x.get(0), x.get(1), w.strides(), w.padding(), w.dilation()),
                x -> convolve(w, doubles(x.get(0)), doubles(x.get(1)), in, filters, groups)));
    }

    private static void biased(List<OpListTest.Row> rows, Window w, int in, int filters, int groups) {
        rows.add(row(
                "conv",
                new int[][] {shape(-1, w.size(), in * groups), shape(0, w.kernel(), in, filters), {filters}},
                x -> Ops.conv(x.get(0), x.get(1), x.get(2), w.strides(), w.padding(), w.dilation()),
                x -> {
                    double[] z = convolve(w, doubles(x.get(0)), doubles(x.get(1)), in, filters, groups);
                    double[] bias = doubles(x.get(2));
                    for (int i = 0; i < z.length; i++) z[i] += bias[i % filters];
                    return z;
                }));
    }

    private static double[] convolve(Window w, double[] image, double[] kernel, int in, int filters, int groups) {
        int channels = in * groups;
        int pixels = product(w.size());
        int images = image.length / pixels / channels;
        int[][] all = w.places();
        double[] z = new double[images * all.length * filters];
        for (int i = 0; i < z.length; i++) {
            int filter = i % filters;
            int[] places = all[i / filters % all.length];
            int from = i / filters / all.length * pixels;
            for (int tap = 0; tap < places.length; tap++) {
                for (int c = 0; places[tap] >= 0 && c < in; c++) {
                    int channel = filter / (filters / groups) * in + c;
                    z[i] += image[(from + places[tap]) * channels + channel]
                            * kernel[(tap * in + c) * filters + filter];
                }
            }
        }
        return z;
    }

    private static void depthwise(List<OpListTest.Row> rows, Window w, int channels, int multiplier) {
        rows.add(row(
                "depthwiseConv repeat",
                new int[][] {shape(-1, w.size(), channels), shape(0, w.kernel(), channels, multiplier)},
                x -> Ops.depthwiseConv(x.get(0), x.get(1), w.strides(), w.padding(), w.dilation()),
                x -> convolve(w, doubles(x.get(0)), doubles(x.get(1)), 1, channels * multiplier, channels)));
    }

    private static void separable(List<OpListTest.Row> rows, Window w) {
        int[] point = new int[w.kernel().length];
        Arrays.fill(point, 1);
        int[] positions = IntStream.range(0, point.length).map(w::positions).toArray();
        Window single = new Window(positions, point, point, point, Padding.VALID);
        rows.add(row(
                "separableConv",
                new int[][] {shape(-1, w.size(), 2), shape(0, w.kernel(), 2, 2), shape(0, point, 4, 3)},
                x -> Ops.separableConv(x.get(0), x.get(1), x.get(2), w.strides(), w.padding(), w.dilation()),
                x -> convolve(
                        single,
                        convolve(w, doubles(x.get(0)), doubles(x.get(1)), 1, 4, 2),
                        doubles(x.get(2)),
                        4,
                        3,
                        1)));
    }

    /** The window slides over the output here. */
    private static void transposed(List<OpListTest.Row> rows, Window w, int filters, int[] outputPadding) {
        int channels = 2;
        int[] positions = IntStream.range(0, w.size().length).map(w::positions).toArray();
        rows.add(row(
                "convTranspose",
                new int[][] {shape(-1, positions, channels), shape(0, w.kernel(), filters, channels)},
                x -> Ops.convTranspose(x.get(0), x.get(1), w.strides(), w.padding(), outputPadding, w.dilation()),
                x -> spread(w, doubles(x.get(0)), doubles(x.get(1)), channels, filters)));
    }

    private static double[] spread(Window w, double[] image, double[] kernel, int channels, int filters) {
        int pixels = product(w.size());
        int[][] all = w.places();
        int images = image.length / channels / all.length;
        double[] z = new double[images * pixels * filters];
        for (int i = 0; i < image.length; i++) {
            int channel = i % channels;
            int[] places = all[i / channels % all.length];
            int from = i / channels / all.length * pixels;
            for (int tap = 0; tap < places.length; tap++) {
                for (int f = 0; places[tap] >= 0 && f < filters; f++) {
                    z[(from + places[tap]) * filters + f] +=
                            image[i] * kernel[(tap * filters + f) * channels + channel];
                }
            }
        }
        return z;
    }

    private static void maxPooling(List<OpListTest.Row> rows, Window w) {
        pooling(
                rows,
                "maxPool",
                w,
                x -> Ops.maxPool(x, w.kernel(), w.strides(), w.padding()),
                values -> Arrays.stream(values).max().orElseThrow());
    }

    private static void averagePooling(List<OpListTest.Row> rows, Window w) {
        pooling(
                rows,
                "averagePool",
                w,
                x -> Ops.averagePool(x, w.kernel(), w.strides(), w.padding()),
                values -> Arrays.stream(values).average().orElseThrow());
    }

    private static void pooling(
            List<OpListTest.Row> rows,
            String name,
            Window w,
            Function<Tensor, Tensor> function,
            Function<double[], Double> definition) {
        int channels = 19;
        rows.add(row(name, new int[][] {shape(-1, w.size(), channels)}, x -> function.apply(x.get(0)), x -> {
            double[] image = doubles(x.get(0));
            int pixels = product(w.size());
            int[][] all = w.places();
            double[] z = new double[image.length / pixels * all.length];
            for (int i = 0; i < z.length; i++) {
                int from = i / channels / all.length * pixels;
                int channel = i % channels;
                z[i] = definition.apply(Arrays.stream(all[i / channels % all.length])
                        .filter(place -> place >= 0)
                        .mapToDouble(place -> image[(from + place) * channels + channel])
                        .toArray());
            }
            return z;
        }));
    }

    /** To another size and back by whole factors, where the numbers are known by hand. */
    private static void resizing(List<OpListTest.Row> rows) {
        rows.add(row(
                "resize",
                new int[][] {{-1, 3, 2, 2}},
                x -> Ops.resize(x.get(0), 6, 6, Interpolation.NEAREST, false),
                x -> repeated(doubles(x.get(0)), 3, 2, 2, 2, 3)));
        rows.add(OpListTest.row(
                "resize",
                new int[][] {{-1, 2, 1, 1}},
                -1,
                1,
                0,
                x -> Ops.resize(x.get(0), 4, 1, Interpolation.BILINEAR, false),
                x -> {
                    float[] image = x.get(0).astype(DType.FLOAT32).toFloatArray();
                    double[] z = new double[image.length * 2];
                    for (int i = 0; i < z.length; i++) {
                        float a = image[i / 4 * 2];
                        float b = image[i / 4 * 2 + 1];
                        float share = new float[] {0, 0.25f, 0.75f, 1}[i % 4];
                        z[i] = share == 0 ? a : share == 1 ? b : a + (b - a) * share;
                    }
                    return z;
                }));
        rows.add(row(
                "resize",
                new int[][] {{-1, 4, 6, 1}},
                x -> Ops.resize(x.get(0), 2, 2, Interpolation.AREA, false),
                x -> {
                    double[] image = doubles(x.get(0));
                    double[] z = new double[image.length / 6];
                    for (int i = 0; i < image.length; i++) {
                        int row = i / 6 % 4 / 2;
                        z[(i / 24 * 2 + row) * 2 + i % 6 / 3] += image[i] / 6;
                    }
                    return z;
                }));
    }

    private static double[] repeated(double[] image, int height, int width, int channels, int down, int right) {
        int images = image.length / height / width / channels;
        double[] z = new double[image.length * down * right];
        int at = 0;
        for (int n = 0; n < images; n++) {
            for (int y = 0; y < height * down; y++) {
                for (int x = 0; x < width * right; x++) {
                    for (int c = 0; c < channels; c++) {
                        z[at++] = image[((n * height + y / down) * width + x / right) * channels + c];
                    }
                }
            }
        }
        return z;
    }
}

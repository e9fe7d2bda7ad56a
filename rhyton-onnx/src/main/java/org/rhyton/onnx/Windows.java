package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.array.Dim;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Windows that slide over images of one to three axes of space. ONNX has the channels before the places, so images and
 * kernels are turned around it.
 */
final class Windows {
    private final Translator translator;
    private final Graph graph;

    Windows(Translator translator) {
        this.translator = translator;
        this.graph = translator.graph();
    }

    String convolution(Node node, Op.Conv conv) {
        Op.Window window = conv.window();
        List<Attribute> attributes = sliding(window);
        attributes.add(Attribute.of("group", conv.groups()));
        String images = padded(node, window, attributes);
        String result =
                graph.apply("Conv", List.of(images, kernel(node, window)), attributes.toArray(Attribute[]::new));
        return graph.transpose(result, channelsLast(window.rank()));
    }

    String maxPooling(Node node, Op.MaxPool pool) {
        if (node.input(0) != node.input(1)) {
            return translator.impossible(node, "takes from each window what lies where something else is largest");
        }
        List<Attribute> attributes = sliding(pool.window());
        String images = padded(node, pool.window(), attributes);
        String result = graph.apply("MaxPool", List.of(images), attributes.toArray(Attribute[]::new));
        return graph.transpose(result, channelsLast(pool.window().rank()));
    }

    private static List<Attribute> sliding(Op.Window window) {
        return new ArrayList<>(List.of(
                Attribute.of("kernel_shape", longs(window.size())),
                Attribute.of("strides", longs(window.strides())),
                Attribute.of("dilations", longs(window.dilation()))));
    }

    /** The images, channels first, and how the operator is to pad them. */
    private String padded(Node node, Op.Window window, List<Attribute> attributes) {
        Node images = node.input(0);
        String turned = graph.transpose(translator.value(images), channelsFirst(window.rank()));
        if (window.border() == Op.Border.VALID) return turned;
        int rank = window.rank();
        long[] pads = new long[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            Dim size = images.shape().dim(axis + 1);
            // With stride 1, and where all zeros come before the image, the padding is the same for every size.
            boolean depends =
                    window.border() == Op.Border.SAME && window.strides().get(axis) != 1;
            if (!size.isKnown() && depends) {
                attributes.add(Attribute.of("auto_pad", "SAME_UPPER"));
                return turned;
            }
            int any = size.isKnown() ? size.value() : 1;
            pads[axis] = window.padBefore(axis, any);
            pads[axis + rank] = window.padding(axis, any) - pads[axis];
        }
        attributes.add(Attribute.of("pads", pads));
        return turned;
    }

    /**
     * The derivative of a convolution by its images, which is what a transposed convolution computes: without padding
     * first, of which the part is taken that lies in the images.
     */
    String transposedConvolution(Node node, Op.ConvInput conv) {
        Op.Window window = conv.window();
        int rank = window.rank();
        String gradient = graph.transpose(translator.value(node.input(0)), channelsFirst(rank));
        List<Attribute> attributes = sliding(window);
        attributes.add(Attribute.of("group", conv.groups()));
        String whole = graph.apply(
                "ConvTranspose", List.of(gradient, kernel(node, window)), attributes.toArray(Attribute[]::new));
        // Batch and channels stay as they are.
        long[] pads = new long[2 * (rank + 2)];
        for (int axis = 0; axis < rank; axis++) {
            int stride = window.strides().get(axis);
            Dim size = conv.images().dim(axis + 1);
            Dim covered =
                    node.input(0).shape().dim(axis + 1).minus(1).times(stride).plus(window.extent(axis));
            Dim extra = covered.minus(size);
            if (!extra.isKnown()) {
                return translator.impossible(
                        node,
                        "turns a convolution of stride " + stride + " back to a size that is known only at run time");
            }
            int padding = Math.max(0, extra.value());
            int cut = switch (window.border()) {
                case VALID -> 0;
                case SAME -> padding / 2;
                case CAUSAL -> window.extent(axis) - 1;
            };
            pads[axis + 2] = -cut;
            pads[axis + rank + 4] = cut - extra.value();
        }
        String fitted = graph.apply("Pad", whole, graph.longs(pads), graph.scalar(0, node.dtype()));
        return graph.transpose(fitted, channelsLast(rank));
    }

    /**
     * The kernel, from (window..., in, out) to (out, in, window...): what ONNX wants of a convolution, and of a transposed
     * one too, whose own input these outputs are.
     */
    private String kernel(Node node, Op.Window window) {
        List<Integer> order = new ArrayList<>(List.of(window.rank() + 1, window.rank()));
        IntStream.range(0, window.rank()).forEach(order::add);
        return graph.transpose(translator.value(node.input(1)), order);
    }

    private static List<Integer> channelsFirst(int rank) {
        List<Integer> order = new ArrayList<>(List.of(0, rank + 1));
        IntStream.rangeClosed(1, rank).forEach(order::add);
        return order;
    }

    private static List<Integer> channelsLast(int rank) {
        List<Integer> order = new ArrayList<>(List.of(0));
        IntStream.rangeClosed(2, rank + 1).forEach(order::add);
        order.add(1);
        return order;
    }

    private static long[] longs(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).toArray();
    }
}

package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.array.Dim;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Windows that slide over images of one to three axes of space. ONNX has the channels before the space, so images and
 * kernels are turned around it.
 */
final class Windows {
    private final Translator translator;
    private final Graph graph;
    private final Op.Window window;

    Windows(Translator translator, Op.Window window) {
        this.translator = translator;
        this.graph = translator.graph();
        this.window = window;
    }

    /** The bias, where there is one, is ONNX's too. */
    String convolution(Node node, int groups) {
        List<Attribute> attributes = sliding();
        attributes.add(Attribute.of("group", groups));
        attributes.add(padding(node.input(0)));
        List<String> operands =
                new ArrayList<>(List.of(channelsFirst(translator.value(node.input(0))), kernel(node.input(1))));
        if (node.inputs().size() > 2) operands.add(translator.value(node.input(2)));
        return channelsLast(graph.apply("Conv", operands, attributes.toArray(Attribute[]::new)));
    }

    /** Where the values are not the images themselves, they are looked up at the places of the largest elements. */
    String maxPooling(Node node) {
        Node images = node.input(0);
        Node values = node.input(1);
        List<Attribute> attributes = sliding();
        attributes.add(padding(images));
        String turned = channelsFirst(translator.value(images));
        List<String> results = graph.apply(2, "MaxPool", List.of(turned), attributes.toArray(Attribute[]::new));
        if (images == values) return channelsLast(results.getFirst());
        String flat = graph.reshape(channelsFirst(translator.value(values)), graph.longs(-1));
        return channelsLast(graph.apply("Gather", flat, results.get(1)));
    }

    /**
     * The derivative of a convolution by its images, which is what a transposed convolution computes: without padding
     * first, of which the part is taken that lies in the images.
     */
    String transposedConvolution(Node node, Op.ConvInput conv) {
        List<Attribute> attributes = sliding();
        attributes.add(Attribute.of("group", conv.groups()));
        String gradient = channelsFirst(translator.value(node.input(0)));
        String kernel = kernel(node.input(1));
        String whole = graph.apply("ConvTranspose", List.of(gradient, kernel), attributes.toArray(Attribute[]::new));
        int rank = window.rank();
        long[] pads = new long[2 * (rank + 2)];
        for (int axis = 0; axis < rank; axis++) {
            int stride = window.strides().get(axis);
            Dim positions = node.input(0).shape().dim(axis + 1);
            Dim covered = positions.minus(1).times(stride).plus(window.extent(axis));
            Dim extra = covered.minus(conv.images().dim(axis + 1));
            if (!extra.isKnown()) {
                return translator.impossible(
                        node, "turns a convolution of stride " + stride + " back to a size that no other tells");
            }
            int before = switch (window.border()) {
                case VALID -> 0;
                case SAME -> Math.max(0, extra.value()) / 2;
                case CAUSAL -> window.extent(axis) - 1;
            };
            pads[axis + 2] = -before;
            pads[rank + 2 + axis + 2] = (long) before - extra.value();
        }
        return channelsLast(graph.apply("Pad", whole, graph.longs(pads), graph.scalar(0, node.dtype())));
    }

    private List<Attribute> sliding() {
        return new ArrayList<>(List.of(
                Attribute.of("kernel_shape", longs(window.size())),
                Attribute.of("strides", longs(window.strides())),
                Attribute.of("dilations", longs(window.dilation()))));
    }

    private static long[] longs(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).toArray();
    }

    /** How the operator is to pad images. */
    private Attribute padding(Node images) {
        int rank = window.rank();
        long[] pads = new long[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            Dim size = images.shape().dim(axis + 1);
            boolean varies =
                    window.border() == Op.Border.SAME && window.strides().get(axis) != 1;
            if (varies && !size.isKnown()) return Attribute.of("auto_pad", "SAME_UPPER");
            int any = size.isKnown() ? size.value() : 1; // where it does not vary, it is the same for every size
            pads[axis] = window.padBefore(axis, any);
            pads[axis + rank] = window.padding(axis, any) - pads[axis];
        }
        return Attribute.of("pads", pads);
    }

    // ---- ONNX's order of axes

    private String channelsFirst(String images) {
        List<Integer> order = new ArrayList<>(List.of(0, window.rank() + 1));
        IntStream.rangeClosed(1, window.rank()).forEach(order::add);
        return graph.transpose(images, order);
    }

    private String channelsLast(String images) {
        List<Integer> order = new ArrayList<>(List.of(0));
        IntStream.rangeClosed(2, window.rank() + 1).forEach(order::add);
        order.add(1);
        return graph.transpose(images, order);
    }

    /** From (space..., channels, filters) to (filters, channels, space...). */
    private String kernel(Node kernel) {
        List<Integer> order = new ArrayList<>(List.of(window.rank() + 1, window.rank()));
        IntStream.range(0, window.rank()).forEach(order::add);
        return graph.transpose(translator.value(kernel), order);
    }
}

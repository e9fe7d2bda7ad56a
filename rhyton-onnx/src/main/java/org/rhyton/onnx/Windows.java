package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.Dim;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/** Windows that slide over images. ONNX has the channels before the places, so images and kernels are turned around it. */
final class Windows {
    private static final List<Integer> CHANNELS_FIRST = List.of(0, 3, 1, 2);
    private static final List<Integer> CHANNELS_LAST = List.of(0, 2, 3, 1);

    /** From (height, width, in, out) to (out, in, height, width). */
    private static final List<Integer> KERNEL = List.of(3, 2, 0, 1);

    private final Translator translator;
    private final Graph graph;

    Windows(Translator translator) {
        this.translator = translator;
        this.graph = translator.graph();
    }

    String convolution(Node node, Op.Conv2D conv) {
        List<Attribute> attributes = new ArrayList<>(sliding(conv.window()));
        String images = padded(node, conv.window(), attributes);
        String kernel = graph.transpose(translator.value(node.input(1)), KERNEL);
        String result = graph.apply("Conv", List.of(images, kernel), attributes.toArray(Attribute[]::new));
        return graph.transpose(result, CHANNELS_LAST);
    }

    String maxPooling(Node node, Op.MaxPool2D pool) {
        List<Attribute> attributes = new ArrayList<>(sliding(pool.window()));
        String images = padded(node, pool.window(), attributes);
        String result = graph.apply("MaxPool", List.of(images), attributes.toArray(Attribute[]::new));
        return graph.transpose(result, CHANNELS_LAST);
    }

    private static List<Attribute> sliding(Op.Window window) {
        return List.of(
                Attribute.of("kernel_shape", window.height(), window.width()),
                Attribute.of("strides", window.strideY(), window.strideX()),
                Attribute.of("dilations", window.dilationY(), window.dilationX()));
    }

    /** The images, channels first, and how the operator is to pad them. */
    private String padded(Node node, Op.Window window, List<Attribute> attributes) {
        Node images = node.input(0);
        String turned = graph.transpose(translator.value(images), CHANNELS_FIRST);
        if (!window.same()) return turned;
        long[] pads = new long[4];
        for (boolean vertical : new boolean[] {true, false}) {
            Dim size = images.shape().dim(vertical ? 1 : 2);
            int stride = vertical ? window.strideY() : window.strideX();
            // With stride 1 the padding is the same for every size.
            if (!size.isKnown() && stride != 1) {
                attributes.add(Attribute.of("auto_pad", "SAME_UPPER"));
                return turned;
            }
            int any = size.isKnown() ? size.value() : 1;
            int axis = vertical ? 0 : 1;
            pads[axis] = window.padBefore(any, vertical);
            pads[axis + 2] = window.padding(any, vertical) - pads[axis];
        }
        attributes.add(Attribute.of("pads", pads));
        return turned;
    }

    /**
     * The derivative of a convolution by its images, which is what a transposed convolution computes: without padding
     * first, of which the part is taken that lies in the images.
     */
    String transposedConvolution(Node node, Op.Conv2DInput conv) {
        Op.Window window = conv.window();
        String gradient = graph.transpose(translator.value(node.input(0)), CHANNELS_FIRST);
        // ONNX has the kernel of a transposed convolution as (in, out, height, width) of its own in and out.
        String kernel = graph.transpose(translator.value(node.input(1)), KERNEL);
        String whole = graph.apply(
                "ConvTranspose", List.of(gradient, kernel), sliding(window).toArray(Attribute[]::new));
        List<Dim> before = new ArrayList<>();
        List<Dim> after = new ArrayList<>();
        for (boolean vertical : new boolean[] {true, false}) {
            int axis = vertical ? 1 : 2;
            int stride = vertical ? window.strideY() : window.strideX();
            Dim size = conv.images().dim(axis);
            Dim covered = node.input(0).shape().dim(axis).minus(1).times(stride).plus(window.extent(vertical));
            Dim extra = covered.minus(size);
            if (!extra.isKnown()) {
                return translator.impossible(
                        node,
                        "turns a convolution of stride " + stride + " back to a size that is known only at run time");
            }
            int cut = window.same() ? Math.max(0, extra.value()) / 2 : 0;
            before.add(Dim.of(-cut));
            after.add(Dim.of(cut - extra.value()));
        }
        long[] pads = {
            0,
            0,
            before.get(0).value(),
            before.get(1).value(),
            0,
            0,
            after.get(0).value(),
            after.get(1).value()
        };
        String fitted = graph.apply("Pad", whole, graph.longs(pads), graph.scalar(0, node.dtype()));
        return graph.transpose(fitted, CHANNELS_LAST);
    }
}

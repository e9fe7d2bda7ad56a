package org.rhyton.internal.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.graph.Op;

/**
 * Windows over images: convolution, max pooling and their derivatives, image by image. Nothing is laid out as rows of a
 * matrix: the kernels find the elements under a window by tables ({@link Sliding}). Where windows reach over the borders,
 * a thread copies the image that it works on into one with borders.
 *
 * @param op which of them
 * @param reads the op's operands, each in one piece
 */
record WindowStep(Op op, Op.Window window, List<View> reads, View result) implements Step {

    @Override
    public List<Value> writes() {
        return List.of(result.value());
    }

    @Override
    public Work bind(Binder binder) {
        Location first = binder.locate(reads.get(0));
        Location second = binder.locate(reads.get(1));
        @Nullable Location bias = reads.size() > 2 ? binder.locate(reads.get(2)) : null;
        Location out = binder.locate(result);
        WindowKernels kernels = WindowKernels.of(binder.compute(), out.dtype());
        return switch (op) {
            case Op.Conv conv -> Convolving.forward(kernels, sliding(first), conv.groups(), first, second, bias, out);
            case Op.ConvInput conv -> Convolving.toImages(kernels, sliding(out), conv.groups(), first, second, out);
            case Op.ConvKernel conv -> Convolving.toKernel(kernels, sliding(first), conv.groups(), first, second, out);
            case Op.MaxPool pool -> Pooling.forward(kernels, sliding(first), first, second, out);
            case Op.MaxPoolInput pool -> Pooling.toImages(kernels, sliding(first), first, second, out);
            default -> throw new IllegalStateException("no window over images: " + op);
        };
    }

    private Sliding sliding(Location images) {
        return new Sliding(window, images.dims());
    }
}

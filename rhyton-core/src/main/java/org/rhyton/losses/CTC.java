package org.rhyton.losses;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * Connectionist temporal classification: how unlikely it is that a sequence of outputs, cleared of repetitions and of blanks,
 * reads as the target. For speech and handwriting, where it is not known which step belongs to which letter.
 *
 * <p>Outputs are logits of shape {@code (batch, steps, classes)}; class 0 is the blank. Targets are class numbers of shape
 * {@code (batch, length)}, filled up with zeros. A target that cannot be read from so few steps has an infinite loss. Keras:
 * {@code CTC}; Graves et al., <i>Connectionist Temporal Classification</i>, 2006.
 */
public final class CTC extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("ctc", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    /** The logarithm of a likelihood that counts as none, far from the end of float32. */
    private static final double NEVER = -1e30;

    private final Config config;

    /** The loss with defaults throughout. */
    public CTC() {
        this(new Config());
    }

    public CTC(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public CTC name(String name) {
        return new CTC(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public CTC reduction(Reduction reduction) {
        return new CTC(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        if (yTrue.rank() != 2 || yPred.rank() != 3) {
            throw new ShapeException(
                    "CTC takes class numbers of shape (batch, length) and logits of shape (batch, steps,"
                            + " classes); got targets of shape " + yTrue.shape() + " and outputs of shape "
                            + yPred.shape());
        }
        Tensor labels = Ops.cast(yTrue, DType.INT64);
        Tensor path = withBlanks(labels);
        Tensor hot = Ops.oneHot(path, yPred.shape().size(-1), yPred.dtype());
        Tensor emissions = Ops.matmul(Ops.logSoftmax(yPred), Ops.transpose(hot, 0, 2, 1));
        Tensor reached = reached(Ops.transpose(emissions, 1, 0, 2), mayJump(path));
        Tensor length = Ops.sum(Ops.cast(Ops.notEqual(labels, Ops.zerosLike(labels)), DType.INT64), -1);
        Tensor end = Ops.expandDims(length.times(2), -1);
        Tensor place = Ops.arange(path.dim(1), DType.INT64);
        Tensor isEnd = Ops.logicalOr(Ops.equal(place, end), Ops.equal(place, end.minus(1)));
        Tensor likelihood = Ops.logSumExp(Ops.where(isEnd, reached, Tensor.of(NEVER, reached.dtype())), -1);
        Tensor impossible = Ops.less(likelihood, NEVER / 2);
        return Ops.where(impossible, Tensor.of(Double.POSITIVE_INFINITY, likelihood.dtype()), likelihood.negate());
    }

    /** The target with a blank before, between and after its labels: {@code (batch, 2 · length + 1)}. */
    private static Tensor withBlanks(Tensor labels) {
        Tensor pairs = Ops.stack(List.of(Ops.zerosLike(labels), labels), 2);
        Tensor row = Ops.reshape(pairs, Shape.of(labels.dim(0), labels.dim(1).times(2)));
        return Ops.concatenate(List.of(row, Ops.zeros(Shape.of(labels.dim(0), Dim.of(1)), labels.dtype())), 1);
    }

    /** Where a reading may come from two places before: at a label that is not the same as the one before it. */
    private static Tensor mayJump(Tensor path) {
        Tensor twoBefore = shifted(path, 2, 0);
        Tensor isLabel = Ops.notEqual(path, Ops.zerosLike(path));
        return Ops.logicalAnd(isLabel, Ops.notEqual(path, twoBefore));
    }

    /** The same with each row moved to the right. */
    private static Tensor shifted(Tensor x, int by, double fill) {
        Tensor front = Ops.full(Shape.of(x.dim(0), Dim.of(by)), fill, x.dtype());
        Tensor rest = Ops.slice(x, 1, Dim.of(0), x.dim(1).minus(by));
        return Ops.concatenate(List.of(front, rest), 1);
    }

    /** The log-likelihood of having read up to each place after the last step. */
    private static Tensor reached(Tensor emissions, Tensor mayJump) {
        Tensor start = Ops.where(
                Ops.equal(Ops.arange(emissions.dim(2), DType.INT64), Tensor.of(0, DType.INT64)),
                Tensor.of(0, emissions.dtype()),
                Tensor.of(NEVER, emissions.dtype()));
        Tensor state = Ops.broadcastTo(start, emissions.shape().from(1));
        Ops.StepFunction step = (states, slices) -> {
            Tensor stay = states.getFirst();
            Tensor jump = Ops.where(mayJump, shifted(stay, 2, NEVER), Tensor.of(NEVER, stay.dtype()));
            Tensor from = Ops.logSumExp(Ops.stack(List.of(stay, shifted(stay, 1, NEVER), jump), 0), 0);
            return new Ops.Step(List.of(from.plus(slices.getFirst())), List.of());
        };
        return Ops.scan(step, List.of(state), List.of(emissions), emissions.dim(0), false)
                .states()
                .getFirst();
    }
}

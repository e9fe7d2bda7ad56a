package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/**
 * One step of a recurrent layer: from a slice of the sequence and the states to an output and the next states. {@link RNN}
 * makes a layer of any cell. Keras: what has {@code state_size} and {@code call(inputs, states)}.
 *
 * <p>A cell is written for one step, without regard to speed: what does not depend on the states is computed for all steps
 * at once, and what one step draws at random is drawn once for all steps. A cell is a layer, too: it takes a slice and the
 * states, and returns the output and the new states.
 *
 * @param <L> the cell's own class
 * @param <C> its record of hyperparameters
 */
public abstract class RecurrentCell<L extends RecurrentCell<L, C>, C extends Record> extends ConfiguredLayer<L, C> {
    /** What a step returns. */
    public record Step(Tensor output, List<Tensor> states) {
        /** A step whose output is its first new state, as in most cells. */
        public static Step of(Tensor... states) {
            return new Step(states[0], List.of(states));
        }
    }

    protected RecurrentCell(C config) {
        super(config);
    }

    /** The shape of each state of one sample; asked when the cell is built. Keras: {@code state_size}. */
    protected abstract List<Shape> stateShapes();

    /** The shape of the output for one sample; that of the first state when not said otherwise. */
    protected Shape outputShape() {
        return stateShapes().getFirst();
    }

    /** Which of the new states the output is; −1 when it is none of them. */
    protected int outputState() {
        return -1;
    }

    /**
     * One step.
     *
     * @param x a slice of the sequence, (batch, …)
     * @param states one for each of {@link #stateShapes()}, the batch in front
     */
    protected abstract Step step(Tensor x, List<Tensor> states, Call call);

    /** The states before the first step. */
    protected final List<Tensor> zeroStates(Dim batch) {
        return stateShapes().stream()
                .map(shape -> Ops.zeros(shape.prepend(batch), dtype()))
                .toList();
    }

    @Override
    protected void build(List<Shape> inputs) {
        build(inputs.getFirst());
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        int states = stateShapes().size();
        return inputs.size() == states + 1
                ? null
                : "a step takes a slice of the sequence and the cell's " + states + " states, got " + inputs.size()
                        + " tensors";
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        Step step = step(inputs.getFirst(), inputs.subList(1, inputs.size()), call);
        List<Tensor> results = new ArrayList<>(List.of(step.output()));
        results.addAll(step.states());
        return results;
    }

    /** One step of a cell within a call of a recurrent layer. */
    final Step run(Tensor x, List<Tensor> states, Call call) {
        List<Tensor> inputs = new ArrayList<>(List.of(x));
        inputs.addAll(states);
        List<Tensor> results = invoke(inputs, call);
        return new Step(results.getFirst(), results.subList(1, results.size()));
    }

    /** A share of what is to be dropped, the same at each step; nothing is dropped in inference. */
    static Tensor dropped(Tensor x, double rate, @Nullable SeedGenerator seed, Call call) {
        boolean drops = rate > 0 && rate < 1 && seed != null && call.isStochastic();
        return drops && seed != null ? x.times(seed.bernoulli(1 - rate, 1 / (1 - rate), x.shape(), x.dtype())) : x;
    }
}

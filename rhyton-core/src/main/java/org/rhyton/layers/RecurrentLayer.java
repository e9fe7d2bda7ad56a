package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Ignored;

/**
 * A layer that takes a cell through a sequence, step by step: the loop, the masks and the states of all recurrent layers.
 * Keras: {@code keras.layers.RNN}.
 *
 * <p>Input (batch, time, …), and after it, if wanted, the states before the first step, (batch, …) each. Output (batch, …),
 * or (batch, time, …) with {@code returnSequences}; after it, with {@code returnState}, the states after the last step. One
 * layer serves sequences of any length. A masked step leaves the states as they are.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class RecurrentLayer<L extends RecurrentLayer<L, C>, C extends Record> extends ConfiguredLayer<L, C> {
    /**
     * What is the same for all recurrent layers.
     *
     * @param returnSequences whether every step's output is returned, or the last one only
     * @param returnState whether the states after the last step are returned after the output
     * @param goBackwards whether the sequence is read from its end; the outputs then stand in the order of reading
     * @param stateful whether the states after a batch are those before the next; {@link #resetStates} forgets them
     * @param unroll means nothing here: the numbers are the same
     * @param zeroOutputForMask whether masked steps output zeros instead of the output before
     */
    @Ignored(
            key = "time_major",
            when = {"false", "null"})
    @Ignored(
            key = "implementation",
            when = {"0", "1", "2", "null"})
    @Ignored(
            key = "use_cudnn",
            when = {"\"auto\"", "true", "false", "null"})
    public record Options(
            boolean returnSequences,
            boolean returnState,
            boolean goBackwards,
            boolean stateful,
            boolean unroll,
            boolean zeroOutputForMask) {
        public Options() {
            this(false, false, false, false, false, false);
        }
    }

    private List<Variable> memory = List.of();

    RecurrentLayer(C config) {
        super(config);
    }

    /** What is the same for all recurrent layers. */
    public abstract Options options();

    /** The cell; always the same one once the layer is built. */
    abstract RecurrentCell<?, ?> cell();

    public final L returnSequences(boolean value) {
        return with("returnSequences", value);
    }

    public final L returnState(boolean value) {
        return with("returnState", value);
    }

    public final L goBackwards(boolean value) {
        return with("goBackwards", value);
    }

    public final L stateful(boolean value) {
        return with("stateful", value);
    }

    public final L unroll(boolean value) {
        return with("unroll", value);
    }

    public final L zeroOutputForMask(boolean value) {
        return with("zeroOutputForMask", value);
    }

    /** Makes a cell part of this layer, with its type and freezing. */
    final <T extends RecurrentCell<T, ?>> T addCell(T cell, String cellName) {
        cell.name(cellName);
        cell.policy(dtypePolicy());
        cell.trainable(trainable());
        return track("cell", cell);
    }

    /** How many axes a sequence has; 0 for any number from 3 on. */
    int rank() {
        return 3;
    }

    // ---- building

    @Override
    protected void build(List<Shape> inputs) {
        Shape sequence = inputs.getFirst();
        boolean fits = rank() == 0 ? sequence.rank() >= 3 : sequence.rank() == rank();
        if (!fits) {
            throw new ShapeException(
                    "layer '" + name() + "' (" + className() + ") takes sequences of shape (batch, time, …)" + " with "
                            + (rank() == 0 ? "at least 3" : rank()) + " axes, got " + sequence);
        }
        RecurrentCell<?, ?> cell = cell();
        buildPart(cell, List.of(sequence.from(2).prepend(sequence.dim(0))));
        if (options().stateful()) remember(sequence.dim(0));
    }

    /** Makes the variables that keep the states between batches. They are no weights: files do not have them. */
    private void remember(Dim batch) {
        if (!batch.isKnown()) {
            throw new LayerException(
                    "layer '" + name() + "' is stateful: it keeps a state for each sample of a batch, and so must know"
                            + " how many these are. Declare the batch size, batchSize(32) beside"
                            + " inputShape(…), and fit and predict with that batchSize(32)");
        }
        memory = cell().stateShapes().stream()
                .map(shape -> new Variable("rnn_state", NDArray.zeros(shape.prepend(batch), dtype()))
                        .path(name() + "/rnn_state")
                        .trainable(false))
                .toList();
    }

    /** Sets the states that a stateful layer keeps back to zeros. */
    @Override
    public final void resetStates() {
        for (Variable state : memory) state.assign(NDArray.zeros(state.shape(), state.dtype()));
    }

    @Override
    protected @Nullable String mismatch(List<Shape> inputs) {
        Shape sequence = inputs.getFirst();
        int states = cell().stateShapes().size();
        if (inputs.size() != 1 && inputs.size() != states + 1) {
            return "it takes a sequence, or a sequence and the " + states + " states before the first step";
        }
        if (sequence.rank() != builtFor().getFirst().rank()) {
            return "it needs " + builtFor().getFirst().rank() + " axes, (batch, time, …)";
        }
        Dim batch = sequence.dim(0);
        if (!memory.isEmpty()
                && batch.isKnown()
                && !batch.equals(memory.getFirst().shape().dim(0))) {
            return "it is stateful, and was built for batches of "
                    + memory.getFirst().shape().dim(0) + " samples";
        }
        return Checks.lastAxis(sequence, builtFor().getFirst(), 3);
    }

    // ---- calling

    @Override
    protected List<String> callArguments() {
        return List.of("sequences", "initial_state");
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor x = inputs.getFirst();
        boolean given = inputs.size() > 1;
        List<Tensor> start = given ? inputs.subList(1, inputs.size()) : firstStates(x.dim(0));
        boolean fromZeros = !given && memory.isEmpty();
        Pass pass = pass(timeFirst(x), x.mask() == null ? null : timeFirst(x.mask()), start, fromZeros, call);
        keep(pass.states());
        List<Tensor> results = new ArrayList<>();
        results.add(
                pass.sequence() == null
                        ? pass.last()
                        : timeFirst(pass.sequence()).withMask(x.mask()));
        if (options().returnState()) results.addAll(pass.states());
        return results;
    }

    /** What a pass through a sequence gives: the outputs of all steps or of the last one, time first, and the last states. */
    private record Pass(@Nullable Tensor sequence, Tensor last, List<Tensor> states) {}

    private Pass pass(Tensor x, @Nullable Tensor mask, List<Tensor> start, boolean fromZeros, Call call) {
        RecurrentCell<?, ?> cell = cell();
        Options options = options();
        int output = cell.outputState();
        // Beside the states, the output before is carried where it is none of them, or not the same at masked steps.
        boolean isState = output >= 0 && (mask == null || (fromZeros && !options.zeroOutputForMask()));
        boolean carries = !isState && (mask != null || !options.returnSequences());
        List<Tensor> states = new ArrayList<>(start);
        if (carries) states.add(Ops.zeros(cell.outputShape().prepend(x.dim(1)), cell.dtype()));
        List<Tensor> sequences = mask == null ? List.of(x) : List.of(x, mask);
        Ops.Step end = Ops.scan(
                (before, slices) -> {
                    RecurrentCell.Step step = cell.run(slices.get(0), before.subList(0, start.size()), call);
                    List<Tensor> next = new ArrayList<>(step.states());
                    if (carries) next.add(step.output());
                    if (mask != null) where(slices.get(1), next, before, options.zeroOutputForMask());
                    Tensor shown = isState ? next.get(output) : carries ? next.getLast() : step.output();
                    return new Ops.Step(next, options.returnSequences() ? List.of(shown) : List.of());
                },
                states,
                sequences,
                x.dim(0),
                options.goBackwards());
        Tensor last = carries ? end.states().getLast() : end.states().get(Math.max(0, output));
        List<Tensor> after = end.states().subList(0, start.size());
        if (!options.returnSequences()) return new Pass(null, last, after);
        Tensor sequence = end.outputs().getFirst();
        return new Pass(options.goBackwards() ? Ops.flip(sequence, 0) : sequence, last, after);
    }

    /** Takes back what a masked step did: states, and the output after them if it is carried, are what they were. */
    private void where(Tensor mask, List<Tensor> next, List<Tensor> before, boolean zeroOutput) {
        for (int i = 0; i < next.size(); i++) {
            Tensor real = mask;
            while (real.rank() < next.get(i).rank()) real = Ops.expandDims(real, -1);
            boolean isOutput = i >= cell().stateShapes().size();
            Tensor kept = isOutput && zeroOutput ? Ops.zerosLike(before.get(i)) : before.get(i);
            next.set(i, Ops.where(real, next.get(i), kept));
        }
    }

    private List<Tensor> firstStates(Dim batch) {
        if (memory.isEmpty()) return cell().zeroStates(batch);
        return memory.stream().map(state -> ofBatch(state.read(), batch)).toList();
    }

    private void keep(List<Tensor> states) {
        for (int i = 0; i < memory.size(); i++) {
            Dim batch = memory.get(i).shape().dim(0);
            memory.get(i).assign(ofBatch(states.get(i), batch));
        }
    }

    /** The same tensor whose batch is said to be of another size; whether it is, is checked when the size is known. */
    private static Tensor ofBatch(Tensor state, Dim batch) {
        return Ops.reshape(state, state.shape().from(1).prepend(batch));
    }

    /** Swaps batch and time. */
    static Tensor timeFirst(Tensor x) {
        int[] order = new int[x.rank()];
        for (int axis = 0; axis < order.length; axis++) order[axis] = axis < 2 ? 1 - axis : axis;
        return Ops.transpose(x, order);
    }
}

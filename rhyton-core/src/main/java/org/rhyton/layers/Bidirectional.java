package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Reads a sequence from its beginning with one recurrent layer and from its end with another, and merges what they return.
 * {@code new Bidirectional(new LSTM(64).returnSequences(true))}.
 *
 * <p>The layer that is given serves as a pattern: the two that run are copies, called {@code forward_…} and {@code
 * backward_…}. Input as that of the layer; states before the first step, if given, are those of the forward layer, then those
 * of the backward layer. Output the merged one, or both without a merge mode; with {@code returnState} of the layer, its
 * states follow, forward ones first. Weights: those of the forward layer, then those of the backward layer. Keras: {@code
 * keras.layers.Bidirectional}; Schuster and Paliwal 1997.
 */
public final class Bidirectional extends ConfiguredLayer<Bidirectional, Bidirectional.Config> {
    /**
     * The hyperparameters.
     *
     * @param layer the forward layer
     * @param mergeMode how one output is made of two; null returns both
     * @param backwardLayer the backward layer; null for one like the forward layer
     */
    public record Config(
            RecurrentLayer<?, ?> layer,
            @Nullable MergeMode mergeMode,
            @Nullable RecurrentLayer<?, ?> backwardLayer) {
        public Config(RecurrentLayer<?, ?> layer) {
            this(layer, MergeMode.CONCAT, null);
        }
    }

    public Bidirectional(RecurrentLayer<?, ?> layer) {
        this(new Config(layer));
    }

    public Bidirectional(Config config) {
        super(complete(config));
        requireCounterparts();
    }

    /** Keras makes both layers from the config of the given one; a backward layer that is given is taken as it is. */
    private static Config complete(Config given) {
        RecurrentLayer<?, ?> forward = named("forward_", given.layer());
        RecurrentLayer<?, ?> backward = given.backwardLayer();
        if (backward == null) {
            backward = named("backward_", given.layer());
            backward.goBackwards(true);
        }
        return new Config(zeroing(forward), given.mergeMode(), zeroing(backward));
    }

    private static RecurrentLayer<?, ?> named(String prefix, RecurrentLayer<?, ?> pattern) {
        RecurrentLayer<?, ?> copy = pattern.copy();
        String name = pattern.name();
        copy.name(name.startsWith(prefix) ? name : prefix + name);
        return copy;
    }

    /** Masked steps of sequences output zeros, so that what is merged does not depend on what lies between. */
    private static RecurrentLayer<?, ?> zeroing(RecurrentLayer<?, ?> layer) {
        RecurrentLayer.Options options = layer.options();
        if (options.zeroOutputForMask() != options.returnSequences())
            layer.zeroOutputForMask(options.returnSequences());
        return layer;
    }

    public Bidirectional mergeMode(@Nullable MergeMode value) {
        return with("mergeMode", value);
    }

    /** A merge mode by name: {@code concat}, {@code sum}, {@code mul} or {@code ave}. */
    public Bidirectional mergeMode(String name) {
        for (MergeMode mode : MergeMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) return mergeMode(mode);
        }
        throw new IllegalArgumentException(
                "There is no merge mode '" + name + "'. Known are concat, sum, mul and ave; null returns both outputs");
    }

    /** Takes another backward layer, one that goes backwards. */
    public Bidirectional backwardLayer(RecurrentLayer<?, ?> value) {
        with("backwardLayer", zeroing(value));
        requireCounterparts();
        return this;
    }

    private void requireCounterparts() {
        RecurrentLayer.Options forward = forward().options();
        RecurrentLayer.Options backward = backward().options();
        String problem = forward.goBackwards() == backward.goBackwards()
                ? "one must go forward and the other backwards; both have goBackwards = " + forward.goBackwards()
                : forward.returnSequences() != backward.returnSequences()
                        ? "both must return sequences, or none"
                        : forward.returnState() != backward.returnState()
                                ? "both must return states, or none"
                                : forward.stateful() != backward.stateful() ? "both must be stateful, or none" : null;
        if (problem != null) {
            throw new LayerException("the layers of '" + name() + "' do not go together: " + problem);
        }
    }

    /** The layer that reads from the beginning. */
    public RecurrentLayer<?, ?> forward() {
        return config().layer();
    }

    /** The layer that reads from the end. */
    public RecurrentLayer<?, ?> backward() {
        RecurrentLayer<?, ?> backward = config().backwardLayer();
        if (backward == null) throw new LayerException("'" + name() + "' has no backward layer");
        return backward;
    }

    @Override
    protected List<Layer> sublayers() {
        return List.of(forward(), backward());
    }

    @Override
    protected void build(List<Shape> inputs) {
        track("forward_layer", forward());
        track("backward_layer", backward());
        buildPart(forward(), inputs.subList(0, 1));
        buildPart(backward(), inputs.subList(0, 1));
    }

    @Override
    protected List<String> callArguments() {
        return List.of("sequences", "initial_state");
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        int half = (inputs.size() - 1) / 2;
        List<Tensor> first = forward().invoke(ofOne(inputs, 1, 1 + half), call);
        List<Tensor> second = backward().invoke(ofOne(inputs, 1 + half, inputs.size()), call);
        Tensor mask = first.getFirst().mask();
        Tensor ahead = first.getFirst();
        Tensor back = second.getFirst();
        if (forward().options().returnSequences()) back = Ops.flip(back, 1);
        List<Tensor> results = new ArrayList<>();
        for (Tensor merged : merged(ahead, back)) results.add(merged.withMask(mask));
        results.addAll(first.subList(1, first.size()));
        results.addAll(second.subList(1, second.size()));
        return results;
    }

    /** The sequence, and the states of one of the layers. */
    private static List<Tensor> ofOne(List<Tensor> inputs, int from, int to) {
        List<Tensor> own = new ArrayList<>(List.of(inputs.getFirst()));
        own.addAll(inputs.subList(from, to));
        return own;
    }

    private List<Tensor> merged(Tensor ahead, Tensor back) {
        return switch (config().mergeMode()) {
            case null -> List.of(ahead, back);
            case CONCAT -> List.of(Ops.concatenate(List.of(ahead, back), -1));
            case SUM -> List.of(ahead.plus(back));
            case MUL -> List.of(ahead.times(back));
            case AVE -> List.of(ahead.plus(back).dividedBy(2));
        };
    }
}

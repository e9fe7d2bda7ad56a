package org.rhyton.optimizers;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.LearningRateSchedule;
import org.rhyton.saving.Key;

/**
 * Steps along the momentum made orthogonal, for matrices; AdamW for all other variables (Jordan et al., 2024; Liu et al.,
 * 2025). Keras: {@code keras.optimizers.Muon}.
 *
 * <p>{@code m = μ·m + g}; the step is {@code g + μ·m}, or m without Nesterov, brought near to an orthogonal matrix by {@code
 * nsSteps} iterations {@code x = a·x + (b·xxᵀ + c·(xxᵀ)²)·x} of Newton and Schulz, times {@code η·√max(rows,
 * columns)·rmsRate}.
 *
 * <p>Embeddings and the layer of the outputs do better with AdamW: name the latter in {@link #excludeLayers}.
 */
public final class Muon extends BaseOptimizer<Muon> {
    /** The learning rate when none is given. */
    public static final double DEFAULT_LEARNING_RATE = 0.001;

    private static final double DEFAULT_WEIGHT_DECAY = 0.004;
    private static final double NORM_EPSILON = 1e-7;

    private Config config = new Config();
    private final Slot momentums = new Slot("momentum");
    private final Slot velocities = new Slot("velocity");

    /**
     * What is particular to Muon.
     *
     * @param adamBeta1 β₁ of AdamW
     * @param adamBeta2 β₂ of AdamW
     * @param epsilon ε of AdamW
     * @param excludeLayers regular expressions; variables in whose paths one is found get AdamW
     * @param muonA a
     * @param muonB b
     * @param muonC c
     * @param adamLrRatio the learning rate of AdamW in units of Muon's
     * @param momentum μ
     * @param nsSteps how many iterations
     * @param nesterov whether to look ahead along the momentum
     * @param excludeEmbeddings whether variables with "embedding" in their paths get AdamW
     * @param adamWeightDecay the weight decay of AdamW's variables; null for none
     * @param rmsRate the root mean square of a step in units of the learning rate; null to leave steps as they come
     */
    public record Config(
            @Key("adam_beta_1") double adamBeta1,
            @Key("adam_beta_2") double adamBeta2,
            double epsilon,
            List<String> excludeLayers,
            double muonA,
            double muonB,
            double muonC,
            double adamLrRatio,
            double momentum,
            int nsSteps,
            boolean nesterov,
            boolean excludeEmbeddings,
            @Nullable Double adamWeightDecay,
            @Nullable Double rmsRate) {
        public Config {
            excludeLayers = List.copyOf(excludeLayers);
        }

        Config() {
            this(
                    0.9,
                    0.999,
                    1e-7,
                    List.of(),
                    3.4445,
                    -4.7750,
                    2.0315,
                    1,
                    0.95,
                    5,
                    true,
                    true,
                    DEFAULT_WEIGHT_DECAY,
                    0.2);
        }
    }

    /** Of learning rate {@value #DEFAULT_LEARNING_RATE}. */
    public Muon() {
        this(DEFAULT_LEARNING_RATE);
    }

    public Muon(double learningRate) {
        super(learningRate);
        weightDecay(DEFAULT_WEIGHT_DECAY);
    }

    public Muon(LearningRateSchedule schedule) {
        super(schedule);
        weightDecay(DEFAULT_WEIGHT_DECAY);
    }

    Muon(Config config) {
        this();
        this.config = config;
    }

    private Muon with(String component, @Nullable Object value) {
        config = changed(config, component, value);
        return this;
    }

    /** β₁ of AdamW; 0.9 by default. */
    public Muon adamBeta1(double value) {
        return with("adamBeta1", value);
    }

    /** β₂ of AdamW; 0.999 by default. */
    public Muon adamBeta2(double value) {
        return with("adamBeta2", value);
    }

    /** ε of AdamW; 1e-7 by default. */
    public Muon epsilon(double value) {
        return with("epsilon", value);
    }

    /** Regular expressions; variables in whose paths one is found get AdamW. None by default. */
    public Muon excludeLayers(String... patterns) {
        return with("excludeLayers", List.of(patterns));
    }

    /** The learning rate of AdamW in units of Muon's; 1 by default. */
    public Muon adamLrRatio(double value) {
        return with("adamLrRatio", value);
    }

    /** How much of the momentum stays at each step; 0.95 by default. */
    public Muon momentum(double value) {
        return with("momentum", value);
    }

    /** How many iterations bring the momentum near to an orthogonal matrix; 5 by default. */
    public Muon nsSteps(int value) {
        return with("nsSteps", value);
    }

    /** Whether to look ahead along the momentum; true by default. */
    public Muon nesterov(boolean value) {
        return with("nesterov", value);
    }

    /** Whether variables with "embedding" in their paths get AdamW; true by default. */
    public Muon excludeEmbeddings(boolean value) {
        return with("excludeEmbeddings", value);
    }

    /** The weight decay of AdamW's variables; 0.004 by default, null for none. */
    public Muon adamWeightDecay(@Nullable Double value) {
        return with("adamWeightDecay", value);
    }

    /** The root mean square of a step in units of the learning rate; 0.2 by default, null to leave steps as they come. */
    public Muon rmsRate(@Nullable Double value) {
        return with("rmsRate", value);
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected void createState(List<Variable> variables) {
        for (Variable variable : variables) {
            addState(momentums, variable, 0);
            if (usesAdam(variable)) addState(velocities, variable, 0);
        }
    }

    @Override
    protected Update begin(Step step) {
        Step slower = new Step(step.learningRate().times(config.adamLrRatio()), step.number());
        Tensor adamRate = AdamRule.rate(slower, config.adamBeta1(), config.adamBeta2());
        return (gradient, variable) -> {
            if (usesAdam(variable)) adam(gradient, variable, adamRate);
            else muon(gradient, variable, step.learningRate());
        };
    }

    @Override
    @Nullable
    Double weightDecayOf(Variable variable) {
        return usesAdam(variable) ? config.adamWeightDecay() : super.weightDecayOf(variable);
    }

    private boolean usesAdam(Variable variable) {
        if (variable.shape().rank() != 2) return true;
        String path = variable.path();
        if (config.excludeEmbeddings() && path.toLowerCase(Locale.ROOT).contains("embedding")) return true;
        return config.excludeLayers().stream()
                .anyMatch(pattern -> Pattern.compile(pattern).matcher(path).find());
    }

    private void adam(Tensor gradient, Variable variable, Tensor rate) {
        Variable momentum = momentums.of(variable);
        Variable velocity = velocities.of(variable);
        Tensor m = momentum.read();
        Tensor v = velocity.read();
        m = assign(momentum, m.plus(gradient.minus(m).times(1 - config.adamBeta1())));
        v = assign(velocity, v.plus(squared(gradient).minus(v).times(1 - config.adamBeta2())));
        Tensor scale = Ops.sqrt(v).plus(config.epsilon());
        assign(variable, variable.read().minus(m.times(rate).dividedBy(scale)));
    }

    private void muon(Tensor gradient, Variable variable, Tensor learningRate) {
        Variable momentum = momentums.of(variable);
        Tensor m = assign(momentum, momentum.read().times(config.momentum()).plus(gradient));
        Tensor direction = config.nesterov() ? gradient.plus(m.times(config.momentum())) : m;
        Tensor rate = config.rmsRate() == null
                ? learningRate
                : learningRate.times(Math.sqrt(longerSide(variable)) * config.rmsRate());
        assign(variable, variable.read().minus(orthogonal(direction).times(rate)));
    }

    private static int longerSide(Variable variable) {
        return Math.max(variable.shape().size(0), variable.shape().size(1));
    }

    /** A matrix near to the orthogonal one that is nearest to x. */
    private Tensor orthogonal(Tensor x) {
        boolean isTall = x.shape().size(0) > x.shape().size(1);
        Tensor wide = isTall ? Ops.transpose(x) : x;
        Tensor norm = Ops.sqrt(Ops.sum(Ops.square(wide)));
        Tensor result = wide.dividedBy(norm.plus(NORM_EPSILON));
        for (int i = 0; i < config.nsSteps(); i++) {
            Tensor gram = Ops.matmul(result, Ops.transpose(result));
            Tensor factor =
                    gram.times(config.muonB()).plus(Ops.matmul(gram, gram).times(config.muonC()));
            result = result.times(config.muonA()).plus(Ops.matmul(factor, result));
        }
        return isTall ? Ops.transpose(result) : result;
    }
}

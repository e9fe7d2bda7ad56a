package org.rhyton.saving;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;

/** A small house of saveable things, made as the real ones are. */
final class Toys {
    private Toys() {}

    interface Penalty extends Saveable {}

    record L1(double l1) implements Penalty {
        L1() {
            this(0.01);
        }
    }

    record L1L2(@Key("l1") double first, @Key("l2") double second) implements Penalty {}

    interface Start extends Saveable {}

    record HeNormal(@Nullable Integer seed) implements Start {
        HeNormal() {
            this(null);
        }
    }

    record Zeros() implements Start {}

    interface Curve extends Saveable {}

    enum NamedCurve implements Curve {
        RELU,
        TANH;

        @Override
        public String className() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    interface Rate extends Saveable {}

    record Constant(double value) implements Rate {}

    record Decay(double initialRate, int steps) implements Rate {}

    enum Padding {
        VALID,
        SAME
    }

    /** A layer: an identity with a name, and all else in its config. */
    abstract static class Layer implements Saveable {
        String name = "unnamed";
        boolean trainable = true;
    }

    static final class Dense extends Layer {
        private final Config config;

        @Ignored(key = "quantization_config")
        @Ignored(
                key = "time_major",
                when = {"false", "null"})
        @Renamed(from = "output_dim", to = "units")
        record Config(
                int units,
                Curve activation,
                boolean useBias,
                Start kernelInitializer,
                @Nullable Penalty kernelRegularizer) {
            Config {
                if (units <= 0) throw new IllegalArgumentException("units must be positive, got " + units);
            }

            Config(int units) {
                this(units, NamedCurve.TANH, true, new HeNormal(), null);
            }
        }

        Dense(Config config) {
            this.config = config;
        }

        @Override
        public Config config() {
            return config;
        }
    }

    /** Everything that a component may be. */
    record Everything(
            int whole,
            long large,
            double real,
            float single,
            boolean truth,
            String text,
            @Nullable Integer maybe,
            Padding padding,
            int[] array,
            List<Integer> list,
            List<List<Double>> lists,
            Map<String, Double> map,
            @Nullable Shape shape,
            DType dtype,
            List<Penalty> penalties,
            Rate rate,
            @Nullable Object anything) {}

    static final Catalogue<Penalty> PENALTIES = Catalogue.of("keras.regularizers", Penalty.class)
            .add(L1.class)
            .add(L1L2.class)
            .alias("lasso", "L1")
            .build();

    static final Catalogue<Start> STARTS = Catalogue.of("keras.initializers", Start.class)
            .add(HeNormal.class)
            .add(Zeros.class)
            .build();

    static final Catalogue<Curve> CURVES = Catalogue.of("keras.activations", Curve.class)
            .literals(new Literals<>() {
                @Override
                public @Nullable Curve read(Object json) {
                    for (NamedCurve curve : NamedCurve.values()) {
                        if (curve.className().equals(json)) return curve;
                    }
                    return null;
                }

                @Override
                public @Nullable Object write(Curve curve) {
                    return curve instanceof NamedCurve named ? named.className() : null;
                }
            })
            .build();

    static final Catalogue<Rate> RATES = Catalogue.of("keras.optimizers.schedules", Rate.class)
            .add(Constant.class)
            .add(Decay.class)
            .literals(new Literals<>() {
                @Override
                public @Nullable Rate read(Object json) {
                    return json instanceof Number number ? new Constant(number.doubleValue()) : null;
                }

                @Override
                public @Nullable Object write(Rate rate) {
                    return rate instanceof Constant constant ? constant.value() : null;
                }
            })
            .build();

    static final Catalogue<Layer> LAYERS = Catalogue.of("keras.layers", Layer.class)
            .add(Dense.class)
            .adapting(new Adapter() {
                @Override
                public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
                    if (!writtenBy.isKeras3()) config.remove("implementation");
                }

                @Override
                public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                    if (!readBy.isKeras3()) config.put("implementation", 2);
                }
            })
            .commonKeys(new CommonKeys<>() {
                @Override
                public Set<String> keys() {
                    return Set.of("name", "trainable");
                }

                @Override
                public void apply(Layer layer, Map<String, @Nullable Object> values, ConfigReader reader, String at) {
                    if (values.containsKey("name"))
                        layer.name = (String) reader.value(String.class, values.get("name"), at);
                    if (values.containsKey("trainable")) {
                        layer.trainable =
                                (Boolean) reader.value(boolean.class, values.get("trainable"), at + ".trainable");
                    }
                }

                @Override
                public Map<String, @Nullable Object> values(Layer layer, ConfigWriter writer) {
                    Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
                    values.put("name", layer.name);
                    values.put("trainable", layer.trainable);
                    return values;
                }
            })
            .build();

    static Registry registry() {
        return Registry.of(PENALTIES, STARTS, CURVES, RATES, LAYERS);
    }
}

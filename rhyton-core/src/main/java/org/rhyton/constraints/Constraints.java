package org.rhyton.constraints;

import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Keras's constraints: {@code keras.constraints}. */
public final class Constraints {
    private static final Catalogue<Constraint> CATALOGUE = Catalogue.of("keras.constraints", Constraint.class)
            .add(MaxNorm.class)
            .adapting(new Norms.AxisAdapter())
            .add(NonNeg.class)
            .add(UnitNorm.class)
            .adapting(new Norms.AxisAdapter())
            .add(MinMaxNorm.class)
            .adapting(new Norms.AxisAdapter())
            .build();

    private Constraints() {}

    /** Lengths along axis 0, of the weights of each unit of a Dense layer, of at most {@code maxValue}. */
    public static MaxNorm maxNorm(double maxValue) {
        return new MaxNorm(maxValue);
    }

    /** No negative weights. */
    public static NonNeg nonNeg() {
        return new NonNeg();
    }

    /** Length 1 along axis 0. */
    public static UnitNorm unitNorm() {
        return new UnitNorm();
    }

    /** Lengths along axis 0 between two limits. */
    public static MinMaxNorm minMaxNorm(double minValue, double maxValue) {
        return new MinMaxNorm(minValue, maxValue);
    }

    /**
     * The constraint of a name, with its defaults: {@code "max_norm"}, {@code "NonNeg"}. Keras: {@code
     * keras.constraints.get}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such name; the message has the nearest one
     */
    public static Constraint get(String name) {
        return CATALOGUE.named(name);
    }

    /** What Keras 3 files hold for a constraint. Keras: {@code keras.constraints.serialize}. */
    public static Object serialize(Constraint constraint) {
        return new ConfigWriter(Registry.of(CATALOGUE), KerasVersion.KERAS_3).object(constraint);
    }

    /**
     * A constraint from what files hold for it. Keras: {@code keras.constraints.deserialize}.
     *
     * @param json a map with class_name and config, or a name
     * @throws org.rhyton.saving.SavingException when it is not one of Keras's
     */
    public static Constraint deserialize(Object json) {
        return new ConfigReader(Registry.of(CATALOGUE), KerasVersion.KERAS_3)
                .object(Constraint.class, json, "constraint");
    }

    /** Keras's constraints, for reading and writing files. */
    public static Catalogue<Constraint> catalogue() {
        return CATALOGUE;
    }
}

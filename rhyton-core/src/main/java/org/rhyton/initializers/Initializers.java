package org.rhyton.initializers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Catalogue;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Keras's initializers: {@code keras.initializers}. */
public final class Initializers {
    private static final Catalogue<Initializer> CATALOGUE = Catalogue.of("keras.initializers", Initializer.class)
            .add(Zeros.class)
            .alias("zero", "Zeros")
            .add(Ones.class)
            .alias("one", "Ones")
            .add("Constant", Constant.class, ConstantJson::read, ConstantJson::write)
            .add(Identity.class)
            .adapting(new Identity.GainAdapter())
            .alias("IdentityInitializer", "Identity")
            .add(RandomNormal.class)
            .alias("normal", "RandomNormal")
            .add(RandomUniform.class)
            .alias("uniform", "RandomUniform")
            .add(TruncatedNormal.class)
            .add(VarianceScaling.class)
            // Old files say "normal" of the truncated distribution.
            .adapting((Map<String, @Nullable Object> config, KerasVersion writtenBy) ->
                    config.replace("distribution", "normal", "truncated_normal"))
            .add(GlorotUniform.class)
            .add(GlorotNormal.class)
            .add(HeUniform.class)
            .add(HeNormal.class)
            .add(LecunUniform.class)
            .add(LecunNormal.class)
            .add(Orthogonal.class)
            .alias("OrthogonalInitializer", "Orthogonal")
            .add(STFT.class)
            .alias("STFTInitializer", "STFT")
            .build();

    private Initializers() {}

    /**
     * The initializer of a name, with its defaults: {@code "he_normal"}, {@code "Zeros"}. Keras: {@code
     * keras.initializers.get}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such name; the message has the nearest one
     */
    public static Initializer get(String name) {
        return CATALOGUE.named(name);
    }

    /** What Keras 3 files hold for an initializer. Keras: {@code keras.initializers.serialize}. */
    public static Object serialize(Initializer initializer) {
        return new ConfigWriter(Registry.of(CATALOGUE), KerasVersion.KERAS_3).object(initializer);
    }

    /**
     * An initializer from what files hold for it. Keras: {@code keras.initializers.deserialize}.
     *
     * @param json a map with class_name and config, or a name
     * @throws org.rhyton.saving.SavingException when it is not one of Keras's
     */
    public static Initializer deserialize(Object json) {
        return new ConfigReader(Registry.of(CATALOGUE), KerasVersion.KERAS_3)
                .object(Initializer.class, json, "initializer");
    }

    /** Keras's initializers, for reading and writing files. */
    public static Catalogue<Initializer> catalogue() {
        return CATALOGUE;
    }
}

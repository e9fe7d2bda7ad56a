package org.rhyton.conformance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Damages one of many sound files; a seed and a number say which, and how. */
final class Mutator {
    private final List<Sample> samples;
    private final long seed;

    Mutator(List<Sample> samples, long seed) {
        this.samples = List.copyOf(samples);
        this.seed = seed;
    }

    Sample damaged(long number) {
        Randomness random = new Randomness(seed, number);
        Sample sound = random.of(samples);
        byte[] other = random.of(samples).bytes();
        return sound.with(damage(sound, other, random));
    }

    private static byte[] damage(Sample sound, byte[] other, Randomness random) {
        return switch (sound.kind()) {
            case HDF5_MODEL, HDF5_WEIGHTS -> TreeMutations.damage(sound.bytes(), other, random);
            case ARCHIVE ->
                random.oneIn(4)
                        ? ByteMutations.damage(sound.bytes(), other, random)
                        : ZipMutations.damage(sound.bytes(), other, random);
            case JSON ->
                JsonMutations.damage(new String(sound.bytes(), StandardCharsets.UTF_8), random)
                        .getBytes(StandardCharsets.UTF_8);
        };
    }
}

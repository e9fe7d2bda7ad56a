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
            case SHARDS -> shards(sound.bytes(), other, random);
            case JSON ->
                JsonMutations.damage(new String(sound.bytes(), StandardCharsets.UTF_8), random)
                        .getBytes(StandardCharsets.UTF_8);
        };
    }

    /** One of several files is damaged, or missing. */
    private static byte[] shards(byte[] sound, byte[] other, Randomness random) {
        ZipFile files = ZipFile.read(sound);
        ZipFile.Entry index = files.entries.getFirst();
        ZipFile.Entry damaged = random.of(files.entries);
        if (damaged == index) {
            String text = new String(index.bytes, StandardCharsets.UTF_8);
            index.bytes = JsonMutations.damage(text, random).getBytes(StandardCharsets.UTF_8);
        } else if (random.oneIn(8)) {
            files.entries.remove(damaged);
        } else {
            damaged.bytes = TreeMutations.damage(damaged.bytes, other, random);
        }
        return files.toBytes();
    }
}

package org.rhyton.conformance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Archives that are sound as such, and hold or say what they should not. */
final class ZipMutations {
    private static final String CONFIG = "config.json";
    private static final String METADATA = "metadata.json";
    private static final String WEIGHTS = "model.weights.h5";
    private static final int BOMB = 80 << 20;

    private static final List<String> NAMES = List.of(
            "../../../etc/passwd",
            "/etc/passwd",
            "C:\\\\windows\\\\system.ini",
            "assets/../../evil.txt",
            "assets/layers/dense/words.txt",
            "./config.json",
            "config.json\u0000.txt",
            "model.weights.npz",
            "a/".repeat(20_000),
            "");

    private ZipMutations() {}

    static byte[] damage(byte[] sound, byte[] other, Randomness random) {
        ZipFile zip = ZipFile.read(sound);
        switch (random.below(8)) {
            case 0, 1 -> {
                ZipFile.Entry entry = entry(zip, WEIGHTS);
                entry.bytes = TreeMutations.damage(entry.bytes, other, random);
            }
            case 2, 3 -> {
                ZipFile.Entry entry = entry(zip, random.oneIn(10) ? METADATA : CONFIG);
                String text = new String(entry.bytes, StandardCharsets.UTF_8);
                entry.bytes = JsonMutations.damage(text, random).getBytes(StandardCharsets.UTF_8);
            }
            case 4 -> random.of(zip.entries).name = random.of(NAMES);
            case 5 -> {
                ZipFile.Entry twin = random.of(zip.entries);
                byte[] bytes = random.oneIn(2) ? twin.bytes : new byte[random.below(100)];
                String name = random.oneIn(2) ? twin.name : random.of(NAMES);
                zip.entries.add(random.below(zip.entries.size() + 1), new ZipFile.Entry(name, bytes));
            }
            case 6 -> {
                ZipFile.Entry entry = random.of(zip.entries);
                entry.deflated = random.oneIn(2);
                entry.sizeSaid = random.extreme(entry.bytes.length) & 0xFFFFFFFFL;
            }
            default -> bomb(zip, random);
        }
        for (ZipFile.Entry entry : zip.entries) entry.deflated |= random.oneIn(8);
        return zip.toBytes();
    }

    /** Zeros without end, which compress to a thousandth. */
    private static void bomb(ZipFile zip, Randomness random) {
        if (random.oneIn(2)) {
            zip.entries.remove(random.below(zip.entries.size()));
            return;
        }
        ZipFile.Entry entry = random.of(zip.entries);
        // Large ones are slow to make, so that they are rare.
        int length = random.oneIn(40) ? BOMB : 1 << (10 + random.below(11));
        entry.bytes = java.util.Arrays.copyOf(entry.bytes, entry.bytes.length + length);
        entry.deflated = true;
    }

    private static ZipFile.Entry entry(ZipFile zip, String name) {
        return zip.entries.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a sound archive has " + name));
    }
}

package org.rhyton.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.RandomStream;
import org.rhyton.internal.kernel.Threefry;

/** A pass in random order: holds some elements, gives one of them at random, and takes the next in its place. */
final class Shuffling extends Elements.Of {
    private final int buffer;
    private final long key;
    private final List<Element> held = new ArrayList<>();
    private long drawn;

    /** @param seed and pass decide the order */
    Shuffling(Elements source, int buffer, long seed, long pass) {
        super(source);
        this.buffer = buffer;
        this.key = RandomStream.of(seed).child("shuffle").child(pass).key();
    }

    @Override
    @Nullable
    Element advance() {
        while (held.size() < buffer && source.hasNext()) held.add(source.next());
        if (held.isEmpty()) return null;
        // The upper half of the product is uniform from 0 to size − 1.
        int chosen = (int) Math.unsignedMultiplyHigh(Threefry.block(key, drawn++), held.size());
        Element element = held.get(chosen);
        Element last = held.removeLast();
        if (chosen < held.size()) held.set(chosen, last);
        return element;
    }
}

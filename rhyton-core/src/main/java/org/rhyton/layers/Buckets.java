package org.rhyton.layers;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Adapter;

/**
 * Sorts texts into buckets by their hash, as TensorFlow does: FarmHash, or SipHash where there is a salt.
 *
 * @param count how many buckets
 * @param salt the key of SipHash, two numbers; null for FarmHash
 */
record Buckets(int count, @Nullable List<Long> salt) {
    /** A salt in a config may be a single number, which stands for two. */
    static final Adapter ONE_SALT = (config, _) -> {
        if (config.get("salt") instanceof Long salt) config.put("salt", List.of(salt, salt));
    };

    Buckets {
        if (salt != null && salt.size() != 2) {
            throw new IllegalArgumentException("a salt is two whole numbers, or one that stands for both; got " + salt);
        }
    }

    /** The bucket of a text, from 0. */
    long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = salt == null ? FarmHash.fingerprint64(bytes) : SipHash.hash(bytes, salt.getFirst(), salt.getLast());
        return Long.remainderUnsigned(hash, count);
    }

    /** The bucket of a whole number, which is hashed as its decimal text. */
    long of(long number) {
        return of(Long.toString(number));
    }
}

package org.rhyton.h5;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Text to bytes and back, strictly: what is not UTF-8 is not guessed at. */
final class Utf8 {
    /** The order in which HDF5 sorts names: by their bytes, unsigned. */
    static final Comparator<String> ORDER = Comparator.comparing(Utf8::bytes, Arrays::compareUnsigned);

    private Utf8() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text, or null if the bytes are not UTF-8. */
    static @Nullable String decode(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    /** Whether the text has a UTF-8 form that reads back as itself: no lone surrogates. */
    static boolean canEncode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}

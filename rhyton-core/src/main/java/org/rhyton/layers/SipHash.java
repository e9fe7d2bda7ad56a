package org.rhyton.layers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** SipHash-2-4, a hash under a key of 128 bits: nobody without the key can find texts that collide. Aumasson, Bernstein 2012. */
final class SipHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long key0, long key1) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
    }

    /** The hash, an unsigned number. */
    static long hash(byte[] bytes, long key0, long key1) {
        SipHash state = new SipHash(key0, key1);
        int whole = bytes.length / 8 * 8;
        for (int at = 0; at < whole; at += 8) state.absorb((long) LONGS.get(bytes, at));
        long last = (long) bytes.length << 56;
        for (int i = whole; i < bytes.length; i++) last |= (bytes[i] & 0xffL) << (8 * (i - whole));
        state.absorb(last);
        state.v2 ^= 0xff;
        for (int i = 0; i < 4; i++) state.round();
        return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
    }

    private void absorb(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}

package org.rhyton.layers;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * FarmHash's 64-bit fingerprint of bytes, by which TensorFlow sorts texts into buckets. Geoff Pike, FarmHash
 * ({@code farmhashna::Hash64}).
 */
final class FarmHash {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final int BLOCK = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private FarmHash() {}

    /** The fingerprint, an unsigned number. */
    static long fingerprint64(byte[] s) {
        int n = s.length;
        if (n <= 16) return upTo16(s, n);
        if (n <= 32) return upTo32(s, n);
        return n <= BLOCK ? upTo64(s, n) : beyond64(s, n);
    }

    private static long upTo16(byte[] s, int n) {
        if (n >= 8) {
            long mul = K2 + n * 2L;
            long a = long64(s, 0) + K2;
            long b = long64(s, n - 8);
            long c = Long.rotateRight(b, 37) * mul + a;
            long d = (Long.rotateRight(a, 25) + b) * mul;
            return mix(c, d, mul);
        }
        if (n >= 4) return mix(n + (int32(s, 0) << 3), int32(s, n - 4), K2 + n * 2L);
        if (n == 0) return K2;
        int y = (s[0] & 0xff) + ((s[n >> 1] & 0xff) << 8);
        int z = n + ((s[n - 1] & 0xff) << 2);
        return shiftMix(y * K2 ^ z * K0) * K2;
    }

    private static long upTo32(byte[] s, int n) {
        long mul = K2 + n * 2L;
        long a = long64(s, 0) * K1;
        long b = long64(s, 8);
        long c = long64(s, n - 8) * mul;
        long d = long64(s, n - 16) * K2;
        return mix(
                Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d, a + Long.rotateRight(b + K2, 18) + c, mul);
    }

    private static long upTo64(byte[] s, int n) {
        long mul = K2 + n * 2L;
        long a = long64(s, 0) * K2;
        long b = long64(s, 8);
        long c = long64(s, n - 8) * mul;
        long d = long64(s, n - 16) * K2;
        long y = Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d;
        long z = mix(y, a + Long.rotateRight(b + K2, 18) + c, mul);
        long e = long64(s, 16) * mul;
        long f = long64(s, 24);
        long g = (y + long64(s, n - 32)) * mul;
        long h = (z + long64(s, n - 24)) * mul;
        return mix(Long.rotateRight(e + f, 43) + Long.rotateRight(g, 30) + h, e + Long.rotateRight(f + a, 18) + g, mul);
    }

    private static long beyond64(byte[] s, int n) {
        long seed = 81;
        long x = seed * K2 + long64(s, 0);
        long y = seed * K1 + 113;
        long z = shiftMix(y * K2 + 113) * K2;
        Pair v = new Pair(0, 0);
        Pair w = new Pair(0, 0);
        int end = (n - 1) / BLOCK * BLOCK;
        for (int at = 0; at < end; at += BLOCK) {
            x = Long.rotateRight(x + y + v.first + long64(s, at + 8), 37) * K1;
            y = Long.rotateRight(y + v.second + long64(s, at + 48), 42) * K1;
            x ^= w.second;
            y += v.first + long64(s, at + 40);
            z = Long.rotateRight(z + w.first, 33) * K1;
            v = weak(s, at, v.second * K1, x + w.first);
            w = weak(s, at + 32, z + w.second, y + long64(s, at + 16));
            long swapped = z;
            z = x;
            x = swapped;
        }
        long mul = K1 + ((z & 0xff) << 1);
        int at = n - BLOCK;
        w = new Pair(w.first + ((n - 1) & (BLOCK - 1)), w.second);
        v = new Pair(v.first + w.first, v.second);
        w = new Pair(w.first + v.first, w.second);
        x = Long.rotateRight(x + y + v.first + long64(s, at + 8), 37) * mul;
        y = Long.rotateRight(y + v.second + long64(s, at + 48), 42) * mul;
        x ^= w.second * 9;
        y += v.first * 9 + long64(s, at + 40);
        z = Long.rotateRight(z + w.first, 33) * mul;
        v = weak(s, at, v.second * mul, x + w.first);
        w = weak(s, at + 32, z + w.second, y + long64(s, at + 16));
        return mix(mix(v.first, w.first, mul) + shiftMix(y) * K0 + x, mix(v.second, w.second, mul) + z, mul);
    }

    private record Pair(long first, long second) {}

    /** A quick hash of 32 bytes and two seeds. */
    private static Pair weak(byte[] s, int at, long seedA, long seedB) {
        long w = long64(s, at);
        long z = long64(s, at + 24);
        long a = seedA + w;
        long b = Long.rotateRight(seedB + a + z, 21);
        long c = a;
        a += long64(s, at + 8) + long64(s, at + 16);
        b += Long.rotateRight(a, 44);
        return new Pair(a + z, b + c);
    }

    private static long mix(long u, long v, long mul) {
        long a = shiftMix((u ^ v) * mul);
        return shiftMix((v ^ a) * mul) * mul;
    }

    private static long shiftMix(long value) {
        return value ^ (value >>> 47);
    }

    private static long long64(byte[] s, int at) {
        return (long) LONGS.get(s, at);
    }

    private static long int32(byte[] s, int at) {
        return Integer.toUnsignedLong((int) INTS.get(s, at));
    }
}

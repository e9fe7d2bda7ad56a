package org.rhyton.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> NAMES = List.of("relu", "selu", "elu", "softmax", "he_normal", "glorot_uniform");

    @Test
    void findsTheNearestName() {
        assertEquals(Optional.of("softmax"), DidYouMean.nearest("sofmax", NAMES));
        assertEquals(Optional.of("relu"), DidYouMean.nearest("rleu", NAMES));
        assertEquals(Optional.of("glorot_uniform"), DidYouMean.nearest("glorot_unifrom", NAMES));
    }

    @Test
    void caseAndUnderscoresDoNotCount() {
        assertEquals(Optional.of("he_normal"), DidYouMean.nearest("HeNormal", NAMES));
    }

    @Test
    void givesNothingWhenNothingIsNear() {
        assertEquals(Optional.empty(), DidYouMean.nearest("tanh", NAMES));
        assertEquals("", DidYouMean.hint("batch_normalization", NAMES));
        assertEquals(Optional.empty(), DidYouMean.nearest("relu", List.of()));
    }

    @Test
    void nearestComesFirst() {
        assertEquals(List.of("elu", "relu", "selu"), DidYouMean.nearest("elu", NAMES, 5));
        assertEquals(" Did you mean 'relu'?", DidYouMean.hint("relo", NAMES));
    }

    @Test
    void namesOfAnyLengthCostLittle() {
        String endless = "relu".repeat(500_000);
        List<String> many = Collections.nCopies(2_000, "glorot_uniform");
        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertEquals(Optional.empty(), DidYouMean.nearest(endless, many)));
    }

    @Test
    void distanceCountsInsertionsDeletionsReplacementsAndSwaps() {
        assertEquals(0, DidYouMean.distance("a", "a"));
        assertEquals(3, DidYouMean.distance("", "abc"));
        assertEquals(3, DidYouMean.distance("kitten", "sitting"));
        assertEquals(1, DidYouMean.distance("adma", "adam"));
        assertEquals(2, DidYouMean.distance("abcd", "badc"));
    }
}

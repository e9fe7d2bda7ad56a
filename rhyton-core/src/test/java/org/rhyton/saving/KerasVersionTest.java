package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KerasVersionTest {

    @Test
    void readsWhatFilesHave() {
        assertEquals(new KerasVersion(2, 12), KerasVersion.parse("2.12.0"));
        assertEquals(new KerasVersion(2, 4), KerasVersion.parse("2.4.0-tf"));
        assertEquals(new KerasVersion(3, 15), KerasVersion.parse("3.15.1"));
        assertEquals("3.15", KerasVersion.KERAS_3.toString());
    }

    @Test
    void olderIsLess() {
        assertTrue(new KerasVersion(2, 8).compareTo(KerasVersion.KERAS_2) < 0);
        assertTrue(KerasVersion.KERAS_3.compareTo(KerasVersion.KERAS_2) > 0);
        assertTrue(KerasVersion.KERAS_3.isKeras3());
        assertFalse(KerasVersion.KERAS_2.isKeras3());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "two", "99999999999.1", "-1.0"})
    void anythingElseIsRefused(String text) {
        assertThrows(SavingException.class, () -> KerasVersion.parse(text));
    }
}

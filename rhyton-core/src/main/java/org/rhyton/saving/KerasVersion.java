package org.rhyton.saving;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Keras on the other side: the one that wrote a file, or the one that shall read it. A loaded file follows the
 * version that wrote it.
 *
 * @param major 2 for Keras 2 and tf.keras, 3 for Keras 3
 * @param minor the number after the first point
 */
public record KerasVersion(int major, int minor) implements Comparable<KerasVersion> {
    /** The last Keras 2 that Rhyton follows: 2.12. */
    public static final KerasVersion KERAS_2 = new KerasVersion(2, 12);

    /** The Keras 3 that Rhyton follows: 3.15. */
    public static final KerasVersion KERAS_3 = new KerasVersion(3, 15);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    /**
     * The version of a text such as {@code 3.15.1} or {@code 2.4.0-tf}, as files have it in {@code keras_version}.
     *
     * @throws SavingException when the text is not a version
     */
    public static KerasVersion parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new SavingException(
                    "'" + text + "' is not a version of Keras; expected one such as 2.12.0 or 3.15.1");
        }
        return new KerasVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Whether this is Keras 3 or later. */
    public boolean isKeras3() {
        return major >= 3;
    }

    @Override
    public int compareTo(KerasVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

package org.rhyton.models;

import org.jspecify.annotations.Nullable;

/** A keyword argument of saving; see {@link Models#format}. */
@FunctionalInterface
public interface SaveOption {
    void applyTo(Settings settings);

    /** What saving was told. */
    final class Settings {
        private @Nullable FileFormat format;

        private Settings() {}

        static Settings of(SaveOption... options) {
            Settings settings = new Settings();
            for (SaveOption option : options) option.applyTo(settings);
            return settings;
        }

        /** The format; null for that of the name's ending. */
        @Nullable
        FileFormat format() {
            return format;
        }

        void format(FileFormat value) {
            this.format = value;
        }
    }
}

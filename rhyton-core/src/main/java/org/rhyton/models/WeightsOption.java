package org.rhyton.models;

/** A keyword argument of loading weights; see {@link Models#byName} and {@link Models#skipMismatch}. */
@FunctionalInterface
public interface WeightsOption {
    void applyTo(Settings settings);

    /** What loading weights was told. */
    final class Settings {
        private boolean byName;
        private boolean skipMismatch;

        private Settings() {}

        static Settings of(WeightsOption... options) {
            Settings settings = new Settings();
            for (WeightsOption option : options) option.applyTo(settings);
            return settings;
        }

        boolean byName() {
            return byName;
        }

        void byName(boolean value) {
            this.byName = value;
        }

        boolean skipMismatch() {
            return skipMismatch;
        }

        void skipMismatch(boolean value) {
            this.skipMismatch = value;
        }
    }
}

package org.rhyton.models;

import org.rhyton.saving.Registry;

/** A keyword argument of loading; see {@link Models#compile} and {@link Models#using}. */
@FunctionalInterface
public interface LoadOption {
    void applyTo(Settings settings);

    /** What loading was told. */
    final class Settings {
        private boolean compile = true;
        private Registry registry = Models.registry();

        private Settings() {}

        static Settings of(LoadOption... options) {
            Settings settings = new Settings();
            for (LoadOption option : options) option.applyTo(settings);
            return settings;
        }

        boolean compile() {
            return compile;
        }

        void compile(boolean value) {
            this.compile = value;
        }

        Registry registry() {
            return registry;
        }

        void registry(Registry value) {
            this.registry = value;
        }
    }
}

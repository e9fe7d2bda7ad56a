package org.rhyton.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activations;
import org.rhyton.constraints.Constraints;
import org.rhyton.initializers.Initializers;
import org.rhyton.layers.Layers;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metrics;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.regularizers.Regularizers;
import org.rhyton.saving.Catalogue;

/** Keras's public symbols, as {@code scripts/symbols.py} lists them, and which of them Rhyton has. */
final class KerasSymbols {
    /** What Rhyton has under other names, as functions or methods. */
    private static final Set<String> ELSEWHERE = Set.of(
            "keras.models.load_model",
            "keras.models.model_from_json",
            "keras.models.save_model",
            "keras.models.clone_model",
            "keras.callbacks.History",
            "keras.callbacks.Callback",
            "keras.callbacks.CallbackList",
            "keras.callbacks.ProgbarLogger",
            "keras.activations.threshold",
            "keras.layers.GroupQueryAttention",
            "keras.layers.Input");

    private static final Map<String, Catalogue<?>> CATALOGUES = Map.of(
            "activations", Activations.catalogue(),
            "constraints", Constraints.catalogue(),
            "initializers", Initializers.catalogue(),
            "layers", Layers.catalogue(),
            "losses", Losses.catalogue(),
            "metrics", Metrics.catalogue(),
            "optimizers", Optimizers.catalogue(),
            "optimizers.schedules", Schedules.catalogue(),
            "regularizers", Regularizers.catalogue());

    /** One symbol: {@code keras.layers.Dense} is Dense of layers. */
    record Symbol(String full, String namespace, String name) {
        /** Whether Rhyton has it: in a catalogue, or as a public class of the room of its name. */
        boolean isSupported() {
            if (ELSEWHERE.contains(full)) return true;
            Catalogue<?> catalogue = CATALOGUES.get(namespace);
            if (catalogue != null && catalogue.names().contains(name)) return true;
            if (namespace.equals("metrics") && Losses.catalogue().names().contains(name)) return true;
            return room() != null;
        }

        private @Nullable Class<?> room() {
            try {
                return Class.forName("org.rhyton." + namespace + "." + name);
            } catch (ClassNotFoundException e) {
                return null;
            }
        }
    }

    private final String version;
    private final List<Symbol> symbols;

    private KerasSymbols(String version, List<Symbol> symbols) {
        this.version = version;
        this.symbols = symbols;
    }

    /** Reads the list. */
    static KerasSymbols read() {
        try (InputStream in = KerasSymbols.class.getResourceAsStream("keras-symbols.txt")) {
            if (in == null) throw new IllegalStateException("the list of Keras's symbols is missing from the module");
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String version = lines.readLine().replaceFirst("^#\\s*", "");
            List<Symbol> symbols = new ArrayList<>();
            lines.lines().forEach(line -> symbols.add(symbol(line)));
            return new KerasSymbols(version, symbols);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Symbol symbol(String line) {
        int last = line.lastIndexOf('.');
        return new Symbol(line, line.substring("keras.".length(), last), line.substring(last + 1));
    }

    /** {@code Keras 3.15.1}. */
    String version() {
        return version;
    }

    List<Symbol> all() {
        return symbols;
    }

    Set<String> namespaces() {
        Set<String> namespaces = new LinkedHashSet<>();
        symbols.forEach(symbol -> namespaces.add(symbol.namespace()));
        return namespaces;
    }
}

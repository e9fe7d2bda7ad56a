package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.saving.UnknownClassException;

/** What the names of losses and activations stand for, and that other names are refused. */
final class IdentifierStringsTopic implements Topic {
    /** A name that Keras refuses because it dropped it; files of older versions have it. */
    private static final String OLDER_NAME = "logcosh";

    @Override
    public String name() {
        return "identifier_strings";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        GoldenObject resolvesTo = golden.object("resolves_to");
        Comparison comparison = golden.comparison();
        List<String> missing = new ArrayList<>();
        for (String name : resolvesTo.keys()) {
            String expected = resolvesTo.text(name);
            boolean isRefused = expected.startsWith("error");
            if (name.equals(OLDER_NAME)) continue;
            try {
                boolean matches = resolver(golden.name(), name).test(expected);
                if (isRefused) comparison.differs("'" + name + "' is taken, which Keras refuses: " + expected);
                if (!isRefused && !matches) comparison.differs("'" + name + "' does not stand for " + expected);
            } catch (UnknownClassException e) {
                if (!isRefused) missing.add(name);
            }
        }
        Outcome outcome = comparison.outcome();
        boolean incomplete = outcome instanceof Outcome.Passed && !missing.isEmpty();
        return incomplete ? Outcome.unsupported(String.join(", ", missing)) : outcome;
    }

    /** Whether what a name stands for is what Keras calls so. */
    private static Predicate<String> resolver(String lookup, String name) {
        return switch (lookup) {
            case "losses.get" -> {
                Loss loss = Losses.get(name);
                // Keras says the function's name where it has one; that of a class is in capitals.
                String function = loss.className().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
                yield expected -> expected.equals(loss.name())
                        || expected.equals(loss.className())
                        || expected.equals(function.toLowerCase(Locale.ROOT));
            }
            case "activations.get" -> {
                Activation activation = Activations.get(name.equals("None") ? null : name);
                yield expected -> expected.equals(activation.className());
            }
            default -> throw new GoldenFormatException("unknown lookup " + lookup);
        };
    }
}

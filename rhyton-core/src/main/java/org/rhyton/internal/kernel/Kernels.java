package org.rhyton.internal.kernel;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that this JVM computes with: chosen once, the fastest that can be had.
 *
 * <p>The system property {@code rhyton.kernels} names the one to use instead: {@code plain} or {@code vector}.
 */
public final class Kernels {

    private static final String PROPERTY = "rhyton.kernels";

    private static final KernelProvider PLAIN = new PlainKernels();

    private Kernels() {}

    /** The plain loops, which run everywhere. */
    public static KernelProvider plain() {
        return PLAIN;
    }

    /**
     * The fastest kernels of this JVM, or those that the system property names.
     *
     * @throws IllegalArgumentException when it names some that there are not
     */
    public static KernelProvider fastest() {
        KernelProvider provider = Choice.MADE.provider;
        if (provider == null) throw new IllegalArgumentException(Choice.MADE.advice);
        return provider;
    }

    /** If the vector kernels could not be had, why, and what to add to the command line or the build. */
    public static Optional<String> advice() {
        return Optional.ofNullable(Choice.MADE.advice);
    }

    /**
     * Begins to have the fastest kernels compiled, in a thread of its own, unless that has begun already: called as soon as
     * a program will probably compute, so that the JVM's compiler is done when it does. It takes some tenths of a second of
     * another core. The system property {@code rhyton.warmup}, set to {@code false}, keeps it from happening.
     */
    public static void warmUp() {
        WarmUp.begin();
    }

    /** Initialized when first asked for. */
    private static final class WarmUp {
        static {
            if (!"false".equals(System.getProperty("rhyton.warmup"))) {
                Thread.ofPlatform().daemon().name("rhyton-warm-up").start(WarmUp::run);
            }
        }

        static void begin() {}

        private static void run() {
            KernelProvider provider = Choice.MADE.provider;
            try {
                if (provider != null) provider.warmUp();
            } catch (InterruptedException wantsToEnd) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Made when first asked for. */
    private static final class Choice {
        static final Choice MADE = choose(System.getProperty(PROPERTY));

        /** None if the property names some that there are not, which the advice then says. */
        final @Nullable KernelProvider provider;

        final @Nullable String advice;

        private Choice(@Nullable KernelProvider provider, @Nullable String advice) {
            this.provider = provider;
            this.advice = advice;
        }

        static Choice choose(@Nullable String wanted) {
            if (PLAIN.name().equals(wanted)) {
                return new Choice(PLAIN, null);
            }
            TreeMap<Integer, KernelProvider> found = new TreeMap<>();
            String advice = null;
            if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
                advice = "The Vector API is switched off in this JVM, so the slower plain kernels compute. Add"
                        + " --add-modules jdk.incubator.vector to the options of java.";
            } else {
                advice = load(found);
                if (found.isEmpty() && advice == null) {
                    advice = "The vector kernels are not there, so the slower plain kernels compute. Add the dependency"
                            + " org.rhyton:rhyton-vector.";
                }
            }
            if (wanted != null) {
                return named(wanted, found, advice);
            }
            return found.isEmpty()
                    ? new Choice(PLAIN, advice)
                    : new Choice(found.lastEntry().getValue(), null);
        }

        private static @Nullable String load(TreeMap<Integer, KernelProvider> found) {
            try {
                for (KernelProvider provider :
                        ServiceLoader.load(KernelProvider.class, Kernels.class.getClassLoader())) {
                    found.put(provider.priority(), provider);
                }
                return null;
            } catch (ServiceConfigurationError | LinkageError e) {
                return "The vector kernels cannot be loaded, so the slower plain kernels compute: " + e;
            }
        }

        private static Choice named(String wanted, TreeMap<Integer, KernelProvider> found, @Nullable String advice) {
            for (KernelProvider provider : found.values()) {
                if (provider.name().equals(wanted)) {
                    return new Choice(provider, null);
                }
            }
            String refusal = "The system property " + PROPERTY + " names the kernels \"" + wanted
                    + "\", which this JVM does not have; it has \"plain\""
                    + (found.isEmpty()
                            ? ""
                            : " and "
                                    + found.values().stream()
                                            .map(KernelProvider::name)
                                            .toList())
                    + "." + (advice == null ? "" : " " + advice);
            return new Choice(null, refusal);
        }
    }
}

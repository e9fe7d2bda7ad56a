package org.rhyton.array;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One dimension of a {@link Shape}: a number, or an expression over symbols such as the batch size or the number of
 * time steps.
 *
 * <p>A dimension is a polynomial in <em>atoms</em>, kept in a normal form, so that {@code 2·batch + batch} equals
 * {@code 3·batch}. An atom is a symbol or a floored quotient, which is what strides of convolutions produce. Programs
 * traced once with symbols run for any sizes: at run time {@link #evaluate} turns the expression into a number.
 *
 * <p>Prints as a number, or as Keras prints an unknown dimension: {@code None}.
 */
public final class Dim {
    private static final AtomicLong FRESH = new AtomicLong();

    /** What a polynomial is made of; ordered by name, so that normal forms are unique. */
    sealed interface Atom extends Comparable<Atom> {
        String key();

        @Override
        default int compareTo(Atom other) {
            return key().compareTo(other.key());
        }
    }

    /** A name that stands for a size known only at run time. */
    public record Symbol(String name) implements Atom {
        @Override
        public String key() {
            return name;
        }
    }

    /** @param key made once, for it is compared often */
    private record Quotient(Dim numerator, int divisor, String key) implements Atom {
        Quotient(Dim numerator, int divisor) {
            this(numerator, divisor, "floor((" + numerator.expression() + ")/" + divisor + ")");
        }
    }

    /**
     * The product of atoms of one term; the empty product is the constant term.
     *
     * @param text made once, for it is compared often
     */
    private record Monomial(List<Atom> atoms, String text) implements Comparable<Monomial> {
        static final Monomial ONE = new Monomial(List.of());

        Monomial(List<Atom> atoms) {
            this(atoms, atoms.stream().map(Atom::key).collect(Collectors.joining("*")));
        }

        Monomial times(Monomial other) {
            List<Atom> product = new ArrayList<>(atoms);
            product.addAll(other.atoms);
            Collections.sort(product);
            return new Monomial(List.copyOf(product));
        }

        /** The product of the atoms and a factor. */
        <T> T compute(Arithmetic<T> arithmetic, long factor) {
            T product = atoms.isEmpty() || factor != 1 ? arithmetic.number(factor) : null;
            for (Atom atom : atoms) {
                T value = switch (atom) {
                    case Symbol symbol -> arithmetic.symbol(symbol.name());
                    case Quotient quotient ->
                        arithmetic.floorDiv(quotient.numerator().compute(arithmetic), quotient.divisor());
                };
                product = product == null ? value : arithmetic.times(product, value);
            }
            return Objects.requireNonNull(product);
        }

        @Override
        public int compareTo(Monomial other) {
            return text.compareTo(other.text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Map<Monomial, Long> terms;

    private Dim(Map<Monomial, Long> terms) {
        this.terms = terms;
    }

    /** The dimension of a known size, at least 0 where it describes data. */
    public static Dim of(long size) {
        return new Dim(size == 0 ? Map.of() : Map.of(Monomial.ONE, size));
    }

    /** The dimension named by a symbol; equal names are the same dimension. */
    public static Dim symbol(String name) {
        return new Dim(Map.of(new Monomial(List.of(new Symbol(name))), 1L));
    }

    /** A new symbol, equal to no other. */
    public static Dim unknown(String hint) {
        return symbol(hint + "#" + FRESH.incrementAndGet());
    }

    /** True when this is a number. */
    public boolean isKnown() {
        return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(Monomial.ONE));
    }

    /** True when this is the given number. */
    public boolean is(long size) {
        return isKnown() && constant() == size;
    }

    /**
     * The number.
     *
     * @throws ShapeException when this dimension is known only at run time
     */
    public int value() {
        if (!isKnown()) {
            throw new ShapeException("the size of dimension '" + expression() + "' is known only when data arrives;"
                    + " compute with the Dim itself, or give the size when you declare the input");
        }
        long size = constant();
        if (size > Integer.MAX_VALUE || size < Integer.MIN_VALUE) {
            throw new ShapeException("a size of " + size + " is more than one array has room for, " + Integer.MAX_VALUE
                    + "; make the input smaller");
        }
        return (int) size;
    }

    private long constant() {
        return terms.getOrDefault(Monomial.ONE, 0L);
    }

    public Dim plus(Dim other) {
        Map<Monomial, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((monomial, factor) -> sum.merge(monomial, factor, Dim::addOrDrop));
        return new Dim(sum);
    }

    public Dim plus(long size) {
        return plus(of(size));
    }

    public Dim minus(Dim other) {
        return plus(other.times(of(-1)));
    }

    public Dim minus(long size) {
        return plus(of(-size));
    }

    public Dim times(Dim other) {
        Map<Monomial, Long> product = new TreeMap<>();
        terms.forEach((left, a) ->
                other.terms.forEach((right, b) -> product.merge(left.times(right), product(a, b), Dim::addOrDrop)));
        return new Dim(product);
    }

    private static long product(long a, long b) {
        if (Math.multiplyHigh(a, b) == (a * b) >> 63) return a * b;
        throw tooLarge(a + " times " + b);
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) >= 0) return sum;
        throw tooLarge(a + " plus " + b);
    }

    private static ShapeException tooLarge(String size) {
        return new ShapeException("a size of " + size + " is more than can be counted; make the input smaller");
    }

    public Dim times(long size) {
        return times(of(size));
    }

    /** The quotient rounded down; exact when every term is divisible. */
    public Dim floorDiv(int divisor) {
        if (divisor <= 0) throw new ShapeException("cannot divide a dimension by " + divisor);
        if (divisor == 1) return this;
        if (isKnown()) return of(Math.floorDiv(constant(), divisor));
        if (terms.values().stream().allMatch(factor -> factor % divisor == 0)) {
            Map<Monomial, Long> quotient = new TreeMap<>();
            terms.forEach((monomial, factor) -> quotient.put(monomial, factor / divisor));
            return new Dim(quotient);
        }
        return new Dim(Map.of(new Monomial(List.of(new Quotient(this, divisor))), 1L));
    }

    /** The quotient rounded up. */
    public Dim ceilDiv(int divisor) {
        return plus(divisor - 1L).floorDiv(divisor);
    }

    /**
     * This dimension divided by another, when that goes without remainder whatever the symbols stand for: what
     * {@code reshape} needs to find its −1.
     *
     * @return the quotient, or null when none exists as an expression
     */
    public @Nullable Dim dividedExactlyBy(Dim other) {
        if (equals(other)) return of(1);
        if (other.isKnown()) {
            long divisor = other.constant();
            if (divisor == 0) return null;
            boolean exact = terms.values().stream().allMatch(factor -> factor % divisor == 0);
            return exact ? floorDiv(Math.toIntExact(divisor)) : null;
        }
        if (other.terms.size() != 1) return null;
        var divisor = other.terms.entrySet().iterator().next();
        Map<Monomial, Long> quotient = new TreeMap<>();
        for (var term : terms.entrySet()) {
            List<Atom> atoms = new ArrayList<>(term.getKey().atoms());
            for (Atom atom : divisor.getKey().atoms()) if (!atoms.remove(atom)) return null;
            if (term.getValue() % divisor.getValue() != 0) return null;
            quotient.put(new Monomial(List.copyOf(atoms)), term.getValue() / divisor.getValue());
        }
        return new Dim(quotient);
    }

    /** The number that this dimension has when each symbol has the given size. */
    public int evaluate(ToIntFunction<String> sizes) {
        long sum = compute(new Numbers(sizes));
        if (sum != (int) sum) {
            throw new ShapeException("a dimension " + expression() + " of " + sum + " is more than the "
                    + Integer.MAX_VALUE + " elements that one array holds; use smaller batches");
        }
        return (int) sum;
    }

    /** How sizes are computed: as numbers, or as parts of a program that will compute them. */
    public interface Arithmetic<T> {
        T number(long value);

        T symbol(String name);

        T plus(T a, T b);

        T times(T a, T b);

        /** The quotient rounded down. */
        T floorDiv(T a, int divisor);
    }

    private record Numbers(ToIntFunction<String> sizes) implements Arithmetic<Long> {
        @Override
        public Long number(long value) {
            return value;
        }

        @Override
        public Long symbol(String name) {
            return (long) sizes.applyAsInt(name);
        }

        @Override
        public Long plus(Long a, Long b) {
            return a + b;
        }

        @Override
        public Long times(Long a, Long b) {
            return a * b;
        }

        @Override
        public Long floorDiv(Long a, int divisor) {
            return Math.floorDiv(a, divisor);
        }
    }

    /** The value of this dimension in an arithmetic of the caller's. */
    public <T> T compute(Arithmetic<T> arithmetic) {
        T sum = null;
        for (var term : terms.entrySet()) {
            T product = term.getKey().compute(arithmetic, term.getValue());
            sum = sum == null ? product : arithmetic.plus(sum, product);
        }
        return sum == null ? arithmetic.number(0) : sum;
    }

    /** The names of the symbols in this dimension. */
    public Set<String> symbols() {
        Set<String> names = new TreeSet<>();
        for (Monomial monomial : terms.keySet()) {
            for (Atom atom : monomial.atoms()) {
                switch (atom) {
                    case Symbol symbol -> names.add(symbol.name());
                    case Quotient quotient -> names.addAll(quotient.numerator().symbols());
                }
            }
        }
        return names;
    }

    /** The expression in symbols, for messages: {@code 2*batch + 1}. */
    public String expression() {
        if (terms.isEmpty()) return "0";
        StringBuilder text = new StringBuilder();
        for (var term : new TreeMap<>(terms).entrySet()) {
            String product = term.getKey().toString();
            long factor = term.getValue();
            if (!text.isEmpty()) text.append(factor < 0 ? " - " : " + ");
            else if (factor < 0) text.append('-');
            long size = Math.abs(factor);
            text.append(product.isEmpty() ? Long.toString(size) : (size == 1 ? "" : size + "*") + product);
        }
        return text.toString();
    }

    private static @Nullable Long addOrDrop(Long a, Long b) {
        long sum = sum(a, b);
        return sum == 0 ? null : sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dim dim && terms.equals(dim.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** The number, or {@code None}. */
    @Override
    public String toString() {
        return isKnown() ? Long.toString(constant()) : "None";
    }
}

package org.rhyton.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/**
 * Sums of products after Einstein, as matrix products. Two operands at a time: the axes that both have and the result keeps
 * are a batch of matrices; those that both have and the result does not are summed over; all others are rows of the one
 * operand or columns of the other. Transposing and most reshaping cost nothing, so this is as fast as the matrix product.
 *
 * <p>A label is a letter; the axes that an ellipsis stands for are labelled with digits, from 0 for the last.
 */
final class Einsum {
    /** A tensor and the labels of its axes. */
    private record Term(Tensor value, String labels) {
        Dim size(int label) {
            return value.dim(labels.indexOf(label));
        }

        Shape sizes(String some) {
            return Shape.of(some.chars().mapToObj(this::size).toList());
        }

        boolean has(int label) {
            return labels.indexOf(label) >= 0;
        }
    }

    private final String equation;
    private final List<Term> terms = new ArrayList<>();
    private String result = "";

    private Einsum(String equation) {
        this.equation = equation;
    }

    static Tensor of(String equation, List<Tensor> operands) {
        Einsum einsum = new Einsum(equation);
        einsum.parse(operands);
        return einsum.compute();
    }

    // ---- reading the equation

    private void parse(List<Tensor> operands) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        if (sides.length > 2) throw wrong("has more than one arrow");
        if (inputs.length != operands.size()) {
            throw wrong("has " + inputs.length + " operands, got " + operands.size() + " tensors");
        }
        int elided = 0;
        for (int i = 0; i < inputs.length; i++) {
            Term term = term(inputs[i], operands.get(i));
            terms.add(term);
            elided =
                    Math.max(elided, term.labels().length() - letters(inputs[i]).length());
        }
        result = sides.length == 2 ? expanded(sides[1], elided) : implied(elided);
        requireDistinct(result);
        for (int label : labels(result, each -> terms.stream().noneMatch(term -> term.has(each)))
                .chars()
                .toArray()) {
            throw wrong("has '" + (char) label + "' in the result, but in no operand");
        }
        requireEqualSizes();
    }

    private Term term(String labels, Tensor operand) {
        int elided = operand.rank() - letters(labels).length();
        if (elided < 0 || (elided > 0 && !labels.contains("..."))) {
            throw wrong("labels " + letters(labels).length() + " axes as '" + labels + "', got a tensor of shape "
                    + operand.shape());
        }
        String all = expanded(labels, elided);
        requireDistinct(all);
        return new Term(operand, all);
    }

    private static String letters(String labels) {
        return labels.replace("...", "");
    }

    private String expanded(String labels, int elided) {
        if (!letters(labels).chars().allMatch(Einsum::isLetter)) {
            throw wrong("labels axes with letters a to z and A to Z, and with ... for any others");
        }
        if (elided > 9) throw wrong("elides " + elided + " axes, more than 9");
        StringBuilder digits = new StringBuilder();
        for (int i = elided - 1; i >= 0; i--) digits.append(i);
        return labels.replace("...", digits);
    }

    private static boolean isLetter(int character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    /** Without an arrow, the result has the labels that occur once, in the order of the alphabet. */
    private String implied(int elided) {
        String all = terms.stream().map(Term::labels).collect(Collectors.joining());
        String once = labels(all, label -> isLetter(label) && all.indexOf(label) == all.lastIndexOf(label));
        String sorted = once.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        return expanded("..." + sorted, elided);
    }

    private void requireDistinct(String labels) {
        if (labels.chars().distinct().count() < labels.length()) {
            throw wrong("labels two axes of one tensor alike, '" + labels + "'; take the diagonal before");
        }
    }

    /** Axes of one label are equally long; elided ones of size 1 stretch, for which they are left out. */
    private void requireEqualSizes() {
        String all = terms.stream().map(Term::labels).collect(Collectors.joining());
        for (int label : all.chars().distinct().toArray()) {
            Set<Dim> sizes = terms.stream()
                    .filter(term -> term.has(label))
                    .map(term -> term.size(label))
                    .collect(Collectors.toSet());
            boolean stretches = !isLetter(label) && sizes.size() > 1;
            if (stretches)
                terms.replaceAll(term -> term.has(label) && term.size(label).is(1) ? without(term, label) : term);
            long known = sizes.stream()
                    .filter(Dim::isKnown)
                    .filter(size -> !stretches || !size.is(1))
                    .distinct()
                    .count();
            if (known > 1) throw wrong("has axes of different sizes, " + sizes + ", as '" + (char) label + "'");
        }
    }

    private static Term without(Term term, int label) {
        int axis = term.labels().indexOf(label);
        return new Term(Ops.squeeze(term.value(), axis), labels(term.labels(), each -> each != label));
    }

    private ShapeException wrong(String what) {
        return new ShapeException("the einsum equation '" + equation + "' " + what);
    }

    // ---- computing

    private Tensor compute() {
        Term product = terms.getFirst();
        for (int i = 1; i < terms.size(); i++) {
            String later = terms.subList(i + 1, terms.size()).stream()
                    .map(Term::labels)
                    .collect(Collectors.joining());
            product = product(product, terms.get(i), result + labels(later, label -> result.indexOf(label) < 0));
        }
        return arranged(summed(product, result), result);
    }

    /** The labels, among which are all that are wanted later, of the product of two tensors. */
    private static Term product(Term a, Term b, String wanted) {
        Term first = summed(a, b.labels() + wanted);
        Term second = summed(b, a.labels() + wanted);
        String firstOnly = labels(first.labels(), label -> !second.has(label));
        String secondOnly = labels(second.labels(), label -> !first.has(label));
        // Rows are those axes that come first in the result, so that it need not be transposed.
        if (!firstOnly.isEmpty()
                && !secondOnly.isEmpty()
                && wanted.indexOf(secondOnly.charAt(0)) < wanted.indexOf(firstOnly.charAt(0))) {
            return matrixProduct(second, first, secondOnly, firstOnly, wanted);
        }
        return matrixProduct(first, second, firstOnly, secondOnly, wanted);
    }

    private static Term matrixProduct(Term left, Term right, String rows, String columns, String wanted) {
        String batch = labels(wanted, label -> left.has(label) && right.has(label));
        String summed = labels(right.labels(), label -> left.has(label) && wanted.indexOf(label) < 0);
        Shape matrices = left.sizes(batch);
        Dim inner = left.sizes(summed).volume();
        Tensor a = Ops.reshape(
                arranged(left, batch + rows + summed),
                matrices.append(left.sizes(rows).volume()).append(inner));
        Tensor b = Ops.reshape(
                arranged(right, batch + summed + columns),
                matrices.append(inner).append(right.sizes(columns).volume()));
        Shape shape = matrices.concat(left.sizes(rows)).concat(right.sizes(columns));
        return new Term(Ops.reshape(Ops.matmul(a, b), shape), batch + rows + columns);
    }

    /** The sum over all axes that are not wanted. */
    private static Term summed(Term term, String wanted) {
        String kept = labels(term.labels(), label -> wanted.indexOf(label) >= 0);
        if (kept.equals(term.labels())) return term;
        int[] axes = java.util.stream.IntStream.range(0, term.labels().length())
                .filter(axis -> wanted.indexOf(term.labels().charAt(axis)) < 0)
                .toArray();
        return new Term(Ops.sum(term.value(), axes), kept);
    }

    private static Tensor arranged(Term term, String order) {
        if (order.equals(term.labels())) return term.value();
        return Ops.transpose(
                term.value(), order.chars().map(term.labels()::indexOf).toArray());
    }

    private static String labels(String from, IntPredicate which) {
        return from.chars().filter(which).mapToObj(Character::toString).collect(Collectors.joining());
    }
}

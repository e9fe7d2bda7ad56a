package org.rhyton.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.initializers.Fans;

/**
 * What the equation of an {@link EinsumDense} says of its weights.
 *
 * @param labels of the kernel's axes
 * @param output the labels of the output's axes, elided ones left out
 * @param sizes by label
 * @param trailing how many elided axes come after the labelled ones
 */
record EinsumWeights(String labels, String output, Map<Character, Dim> sizes, int trailing) {
    private static final Pattern EQUATION =
            Pattern.compile("(\\.\\.\\.)?([a-zA-Z]+)(\\.\\.\\.)?,([a-zA-Z]+)->(\\.\\.\\.)?([a-zA-Z]+)(\\.\\.\\.)?");

    static EinsumWeights of(String equation, Shape input, List<@Nullable Integer> outputShape) {
        Matcher parts = EQUATION.matcher(equation.replace(" ", ""));
        if (!parts.matches()
                || (parts.group(1) == null) != (parts.group(5) == null)
                || (parts.group(3) == null) != (parts.group(7) == null)
                || (parts.group(1) != null && parts.group(3) != null)) {
            throw new LayerException("EinsumDense takes an equation such as 'ab,bc->ac', '...b,bc->...c' or"
                    + " 'ab...,bc->ac...', got '" + equation + "'");
        }
        String from = parts.group(2);
        String output = parts.group(6);
        int elided = input.rank() - from.length();
        boolean elides = parts.group(1) != null || parts.group(3) != null;
        if (elided < 0 || (elided > 0 && !elides)) {
            throw new ShapeException(
                    "EinsumDense with the equation '" + equation + "' cannot take an input of shape " + input);
        }
        Map<Character, Dim> sizes = new HashMap<>();
        int first = parts.group(1) == null ? 0 : elided;
        for (int i = 0; i < from.length(); i++) sizes.put(from.charAt(i), input.dim(first + i));
        addOutput(sizes, equation, output, outputShape, parts.group(1) != null);
        for (char label : parts.group(4).toCharArray()) {
            if (!sizes.containsKey(label)) {
                throw new ShapeException("the kernel's axis '" + label + "' of '" + equation
                        + "' is neither one of the input nor one of the output");
            }
        }
        return new EinsumWeights(parts.group(4), output, sizes, parts.group(3) == null ? 0 : elided);
    }

    /** The output shape has no batch; that is the first label, or elided where the equation begins with an ellipsis. */
    private static void addOutput(
            Map<Character, Dim> sizes,
            String equation,
            String output,
            List<@Nullable Integer> outputShape,
            boolean batchIsElided) {
        String labelled = batchIsElided ? output : output.substring(1);
        if (outputShape.size() != labelled.length()) {
            throw new ShapeException("the output shape " + outputShape + " must have a size, or null, for each of '"
                    + labelled + "' in '" + equation + "'");
        }
        for (int i = 0; i < labelled.length(); i++) {
            Integer size = outputShape.get(i);
            Dim known = sizes.get(labelled.charAt(i));
            if (size == null) continue;
            if (known != null && known.isKnown() && !known.is(size)) {
                throw new ShapeException("axis '" + labelled.charAt(i) + "' of '" + equation + "' has size " + known
                        + " in the input, and " + size + " in the output shape " + outputShape);
            }
            sizes.put(labelled.charAt(i), Dim.of(size));
        }
        for (int i = 0; i < labelled.length(); i++) {
            char label = labelled.charAt(i);
            if (!sizes.containsKey(label)) {
                throw new ShapeException("axis '" + label + "' of '" + equation
                        + "' is not one of the input, so that the output shape must have its size; got " + outputShape);
            }
        }
    }

    Shape kernel() {
        return shape(labels, labels);
    }

    /** The shape of a bias that has those of the output's axes that are named, and stretches along all others. */
    Shape bias(String axes) {
        int first = output.length();
        for (int i = 0; i < axes.length(); i++) {
            char axis = axes.charAt(i);
            if (output.indexOf(axis) < 0) {
                throw new LayerException(
                        "EinsumDense has a bias along axes of its output '" + output + "', got '" + axes + "'");
            }
            first = Math.min(first, output.indexOf(axis));
        }
        Shape shape = shape(output.substring(first), axes);
        for (int i = 0; i < trailing; i++) shape = shape.append(Dim.of(1));
        return shape;
    }

    private Shape shape(String axes, String kept) {
        List<Dim> dims = new ArrayList<>();
        for (char axis : axes.toCharArray()) dims.add(kept.indexOf(axis) >= 0 ? size(axis) : Dim.of(1));
        return Shape.of(dims);
    }

    private Dim size(char axis) {
        Dim size = sizes.get(axis);
        if (size == null)
            throw new LayerException("there is no axis '" + axis + "' in '" + labels + "->" + output + "'");
        return size;
    }

    /** The kernel's axes that are the output's lead out of a unit, all others into it. */
    Fans fans() {
        double in = 1;
        double out = 1;
        for (int i = 0; i < labels.length(); i++) {
            char axis = labels.charAt(i);
            if (output.indexOf(axis) >= 0) out *= size(axis).value();
            else in *= size(axis).value();
        }
        return new Fans(in, out);
    }
}

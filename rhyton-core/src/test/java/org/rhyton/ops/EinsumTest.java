package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/** Einsum against loops over all indices. */
class EinsumTest {
    private static final int[] SIZES = {2, 3, 4, 5, 3, 2};

    /** Labels a to f have the sizes above. */
    @ParameterizedTest
    @CsvSource({
        "'ab,bc->ac'",
        "'abc,cde->abde'",
        "'abcd,cde->abe'",
        "'aecd,abcd->acbe'",
        "'acbe,aecd->abcd'",
        "'ab,ab->a'",
        "'ab,ab->ab'",
        "'ab,cd->dbca'",
        "'abc,b->ca'",
        "'abc,d->ad'",
        "'ab,b->'",
        "'abcf,fcb->a'"
    })
    void isTheSumOfAllProducts(String equation) {
        String[] sides = equation.split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        NDArray a = numbers(inputs[0], 1);
        NDArray b = numbers(inputs[1], 2);
        NDArray expected = loops(inputs[0], a, inputs[1], b, sides[1]);
        NDArray eager = Ops.einsum(equation, Tensor.of(a), Tensor.of(b)).value();
        assertEquals(expected.shape(), eager.shape());
        assertTrue(eager.minus(expected).abs().max().item() < 1e-12, () -> equation + ": " + eager + expected);
        NDArray compiled = Ops.compile((Tensor x, Tensor y) -> Ops.einsum(equation, x, y))
                .call(java.util.List.of(a, b))
                .getFirst();
        assertEquals(eager, compiled);
    }

    private static Shape shape(String labels) {
        return Shape.of(labels.chars().map(label -> SIZES[label - 'a']).toArray());
    }

    private static NDArray numbers(String labels, long seed) {
        return RandomStream.of(seed).uniform(shape(labels), -1, 1, DType.FLOAT64);
    }

    private static NDArray loops(String first, NDArray a, String second, NDArray b, String result) {
        double[] sums = new double[shape(result).elements()];
        double[] x = a.flatten().toDoubleArray();
        double[] y = b.flatten().toDoubleArray();
        int[] index = new int[SIZES.length];
        String used = first + second;
        do {
            sums[at(result, index)] += x[at(first, index)] * y[at(second, index)];
        } while (next(index, used));
        return NDArray.of(sums).reshape(shape(result));
    }

    private static int at(String labels, int[] index) {
        int at = 0;
        for (char label : labels.toCharArray()) at = at * SIZES[label - 'a'] + index[label - 'a'];
        return at;
    }

    private static boolean next(int[] index, String used) {
        for (int i = 0; i < index.length; i++) {
            if (used.indexOf('a' + i) < 0) continue;
            if (++index[i] < SIZES[i]) return true;
            index[i] = 0;
        }
        return false;
    }

    @Test
    void elidedAxesStretch() {
        NDArray a = RandomStream.of(1).uniform(Shape.of(4, 1, 2, 3), -1, 1, DType.FLOAT64);
        NDArray b = RandomStream.of(2).uniform(Shape.of(5, 3, 2), -1, 1, DType.FLOAT64);
        NDArray found =
                Ops.einsum("...ij,...jk->...ik", Tensor.of(a), Tensor.of(b)).value();
        assertEquals(Ops.matmul(Tensor.of(a), Tensor.of(b)).value(), found);
    }

    @Test
    void withoutAnArrowLabelsThatOccurOnceRemain() {
        NDArray a = numbers("ba", 1);
        NDArray b = numbers("bc", 2);
        assertEquals(
                Ops.einsum("ba,bc->ac", Tensor.of(a), Tensor.of(b)).value(),
                Ops.einsum("ba,bc", Tensor.of(a), Tensor.of(b)).value());
    }

    @ParameterizedTest
    @CsvSource({
        "'ab->ab', operands",
        "'aa,ab->b', diagonal",
        "'abc,bc->a', labels 3 axes",
        "'ab,ab->a', different sizes",
        "'ab,bc->ad', in no operand",
        "'a1,bc->a', letters"
    })
    void saysWhatDoesNotFit(String equation, String part) {
        Tensor a = Tensor.of(NDArray.zeros(Shape.of(2, 3), DType.FLOAT32));
        Tensor b = Tensor.of(NDArray.zeros(Shape.of(3, 4), DType.FLOAT32));
        ShapeException error = assertThrows(ShapeException.class, () -> Ops.einsum(equation, a, b));
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }
}

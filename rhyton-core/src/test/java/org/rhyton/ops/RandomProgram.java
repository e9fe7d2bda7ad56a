package org.rhyton.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * A program of random operations on tensors of random shapes, two inputs with a batch axis and three variables: a seed
 * names it. What it does is decided once, on symbolic shapes; {@link #apply} repeats it on any tensors.
 */
final class RandomProgram implements Ops.TensorFunction {
    static final int WIDTH = 5;

    private final Random random;
    private final List<Function<List<Tensor>, Tensor>> operations = new ArrayList<>();
    private final List<Tensor> drawn = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    private final List<Integer> assigned = new ArrayList<>();
    final List<Variable> variables;
    private final SeedGenerator seeds = new SeedGenerator(99L);

    RandomProgram(long seed, int size) {
        this.random = new Random(seed);
        this.variables = List.of(
                new Variable("a", numbers(WIDTH)),
                new Variable("b", numbers(3, WIDTH)),
                new Variable("c", numbers(WIDTH)));
        Ops.draw(() -> {
            drawn.addAll(symbolicInputs());
            for (Variable variable : variables) emit(values -> variable.read());
            while (operations.size() < size) grow();
            decideResults();
            return List.of();
        });
    }

    /** Inputs (batch, 5) and (batch, 3, 5). */
    static List<Tensor> symbolicInputs() {
        Dim batch = Dim.symbol("batch");
        return List.of(
                Tensor.symbolic("x", Shape.of(batch, Dim.of(WIDTH)), DType.FLOAT32, null),
                Tensor.symbolic("y", Shape.of(batch, Dim.of(3), Dim.of(WIDTH)), DType.FLOAT32, null));
    }

    static List<NDArray> inputs(long seed, int batch) {
        Random random = new Random(seed);
        return List.of(normal(random, Shape.of(batch, WIDTH)), normal(random, Shape.of(batch, 3, WIDTH)));
    }

    private NDArray numbers(int... dims) {
        return normal(random, Shape.of(dims));
    }

    private static NDArray normal(Random random, Shape shape) {
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return NDArray.of(values).reshape(shape);
    }

    @Override
    public List<Tensor> apply(List<Tensor> inputs) {
        List<Tensor> values = new ArrayList<>(inputs);
        for (Function<List<Tensor>, Tensor> operation : operations) values.add(operation.apply(values));
        List<Tensor> results = outputs.stream().map(values::get).toList();
        for (int i = 0; i < variables.size(); i++) {
            if (assigned.get(i) >= 0) variables.get(i).assign(values.get(assigned.get(i)));
        }
        return results;
    }

    private void emit(Function<List<Tensor>, Tensor> operation) {
        drawn.add(operation.apply(drawn));
        operations.add(operation);
    }

    private void decideResults() {
        for (int i = 0; i < 5; i++) outputs.add(random.nextInt(drawn.size()));
        outputs.add(drawn.size() - 1);
        for (Variable variable : variables) {
            List<Integer> fitting = IntStream.range(0, drawn.size())
                    .filter(i -> drawn.get(i).shape().equals(variable.shape()))
                    .boxed()
                    .toList();
            assigned.add(random.nextInt(4) == 0 ? -1 : fitting.get(random.nextInt(fitting.size())));
        }
    }

    private int any() {
        int recent = random.nextInt(3) == 0 ? drawn.size() : Math.min(drawn.size(), 8);
        return drawn.size() - 1 - random.nextInt(recent);
    }

    private void grow() {
        int at = any();
        Tensor x = drawn.get(at);
        switch (random.nextInt(16)) {
            case 0, 1 -> unary(at, random.nextInt(8));
            case 2, 3, 4 -> binary(at, any(), random.nextInt(6));
            case 5 -> select(at, any());
            case 6 -> {
                DType[] types = {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.BOOL, DType.UINT8, DType.INT64};
                DType dtype = types[random.nextInt(types.length)];
                emit(values -> Ops.cast(bounded(values.get(at)), dtype));
            }
            case 7, 8 -> reduce(at, x);
            case 9 -> {
                if (x.rank() < 2) return;
                int[] order = shuffled(x.rank());
                emit(values -> Ops.transpose(values.get(at), order));
            }
            case 10 -> reshape(at, x);
            case 11 -> slice(at, x);
            case 12 -> {
                if (x.rank() == 0) return;
                int axis = random.nextInt(x.rank());
                emit(values -> Ops.concatenate(List.of(values.get(at), Ops.flip(values.get(at), axis)), axis));
            }
            case 13 -> {
                if (x.rank() < 2 || !x.dim(-1).isKnown()) return;
                NDArray weights = numbers(x.shape().size(-1), WIDTH);
                boolean transposed = random.nextBoolean();
                emit(values -> {
                    Tensor kernel = Tensor.of(weights);
                    Tensor other = transposed ? Ops.transpose(Ops.transpose(kernel)) : kernel;
                    return Ops.matmul(Ops.cast(bounded(values.get(at)), DType.FLOAT32), other);
                });
            }
            case 14 -> {
                if (x.rank() == 0) return;
                int axis = random.nextInt(x.rank());
                boolean sum = random.nextBoolean();
                emit(values ->
                        sum ? Ops.cumsum(numeric(values.get(at)), axis) : Ops.softmax(floating(values.get(at)), axis));
            }
            case 15 -> {
                if (!x.dtype().isFloating()) return;
                boolean normal = random.nextBoolean();
                emit(values -> {
                    Tensor like = values.get(at);
                    return normal
                            ? seeds.normal(like.shape(), like.dtype())
                            : seeds.bernoulli(0.5, 2, like.shape(), like.dtype());
                });
            }
            default -> throw new IllegalStateException();
        }
    }

    /** Within what every whole number type holds. */
    private static Tensor bounded(Tensor x) {
        return x.dtype().isFloating() ? Ops.clip(Ops.where(Ops.isNan(x), Ops.zerosLike(x), x), -100, 100) : x;
    }

    private static Tensor floating(Tensor x) {
        return x.dtype().isFloating() ? x : Ops.cast(x, DType.FLOAT32);
    }

    private static Tensor numeric(Tensor x) {
        return x.dtype() == DType.BOOL ? Ops.cast(x, DType.INT32) : x;
    }

    private void unary(int at, int which) {
        emit(values -> {
            Tensor x = numeric(values.get(at));
            return switch (which) {
                case 0 -> Ops.tanh(x);
                case 1 -> Ops.relu(x);
                case 2 -> Ops.negative(x);
                case 3 -> Ops.square(bounded(x));
                case 4 -> Ops.sigmoid(x);
                case 5 -> Ops.floor(x);
                case 6 -> Ops.exp(Ops.minimum(x, 3));
                default -> Ops.absolute(x);
            };
        });
    }

    private void binary(int left, int right, int which) {
        if (!fit(left, right)) return;
        emit(values -> {
            Tensor a = numeric(values.get(left));
            Tensor b = numeric(values.get(right));
            return switch (which) {
                case 0 -> Ops.add(a, b);
                case 1 -> Ops.subtract(a, b);
                case 2 -> Ops.multiply(a, b);
                case 3 -> Ops.divide(a, Ops.square(b).plus(1));
                case 4 -> Ops.maximum(a, b);
                default -> Ops.less(a, b);
            };
        });
    }

    private void select(int left, int right) {
        if (!fit(left, right)) return;
        emit(values -> Ops.where(Ops.greater(numeric(values.get(left)), 0.0), values.get(left), values.get(right)));
    }

    private boolean fit(int left, int right) {
        try {
            Shape joint =
                    Shape.broadcast(drawn.get(left).shape(), drawn.get(right).shape());
            return joint.rank() < 5 && accord(left, joint) && accord(right, joint);
        } catch (org.rhyton.array.ShapeException e) {
            return false;
        }
    }

    /** Whether every axis that is not 1 is the very dimension of the joint shape, so that they fit for every batch. */
    private boolean accord(int index, Shape joint) {
        Shape shape = drawn.get(index).shape();
        return IntStream.rangeClosed(1, shape.rank())
                .allMatch(axis -> shape.dim(-axis).is(1) || shape.dim(-axis).equals(joint.dim(-axis)));
    }

    private void reduce(int at, Tensor x) {
        if (x.rank() == 0) return;
        int[] order = shuffled(x.rank());
        int[] axes = java.util.Arrays.copyOf(order, 1 + random.nextInt(order.length));
        boolean keep = random.nextBoolean();
        int which = random.nextInt(4);
        emit(values -> {
            Tensor y = numeric(values.get(at));
            Tensor reduced = switch (which) {
                case 0 -> Ops.max(y, axes);
                case 1 -> Ops.mean(y, axes);
                default -> Ops.sum(y, axes);
            };
            return keep ? Ops.keepDims(reduced, y, axes) : reduced;
        });
    }

    private void reshape(int at, Tensor x) {
        if (x.rank() < 2) {
            emit(values -> Ops.expandDims(values.get(at), 0));
            return;
        }
        int first = random.nextInt(x.rank() - 1);
        emit(values -> {
            Tensor y = values.get(at);
            List<Dim> dims = new ArrayList<>(y.shape().dimensions());
            Dim joined = dims.remove(first).times(dims.remove(first));
            dims.add(first, joined);
            return Ops.reshape(y, Shape.of(dims));
        });
    }

    private void slice(int at, Tensor x) {
        if (x.rank() == 0) return;
        int axis = random.nextInt(x.rank());
        if (!x.dim(axis).isKnown() || x.shape().size(axis) < 2) {
            emit(values -> Ops.flip(values.get(at), axis));
            return;
        }
        int size = x.shape().size(axis);
        int from = random.nextInt(size - 1);
        int to = from + 1 + random.nextInt(size - from);
        switch (random.nextInt(3)) {
            case 0 -> emit(values -> Ops.slice(values.get(at), axis, from, Math.min(to, size)));
            case 1 -> emit(values -> Ops.stride(values.get(at), axis, 2));
            default -> {
                int[][] widths = new int[x.rank()][2];
                widths[axis] = new int[] {1, 2};
                emit(values -> Ops.pad(values.get(at), widths, 1));
            }
        }
    }

    private int[] shuffled(int n) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        java.util.Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }
}

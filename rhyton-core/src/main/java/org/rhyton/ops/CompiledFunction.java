package org.rhyton.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.IndexException;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.plan.Binding;
import org.rhyton.internal.plan.Compute;
import org.rhyton.internal.plan.Plan;

/**
 * A function that was recorded and runs as one program. Recording happens at the first call; axis 0 of every input (the
 * batch) may have another size at each call. A call with other element types, or other sizes of other axes, records once
 * more. Thread-safe: calls from several threads run at the same time, each in memory of its own.
 *
 * <p>Inputs may be texts. The program itself takes numbers only: those among its inputs, and behind them what {@link
 * Ops#readTexts} is to make of texts; {@link #numbers} makes all of them.
 */
public final class CompiledFunction {
    private final Ops.TensorFunction function;
    private final boolean eager;
    private final List<Tensor> signature;
    private final Map<List<Input>, Program> programs = new HashMap<>();
    private final java.util.concurrent.atomic.AtomicLong calls = new java.util.concurrent.atomic.AtomicLong();

    /** What one input is, its axis 0 open. */
    private record Input(Shape shape, ElementType type) {}

    private record Program(Plan plan, int results, List<Texts.Reading> readings) {
        List<NDArray> numbers(List<? extends Array> inputs) {
            List<NDArray> numbers = new ArrayList<>();
            for (Array input : inputs) if (input instanceof NDArray array) numbers.add(array);
            for (Texts.Reading reading : readings) {
                if (inputs.get(reading.input()) instanceof StringArray texts) numbers.add(reading.of(texts));
                else throw notTexts(reading.input(), inputs.get(reading.input()));
            }
            return numbers;
        }

        private static DTypeException notTexts(int input, Array given) {
            return new DTypeException("input " + input + " is texts, got numbers of type "
                    + given.elementType().keras() + "; give a StringArray");
        }
    }

    CompiledFunction(Ops.TensorFunction function) {
        this(function, false, List.of());
    }

    private CompiledFunction(Ops.TensorFunction function, boolean eager, List<Tensor> signature) {
        this.function = function;
        this.eager = eager;
        this.signature = List.copyOf(signature);
    }

    /** The same function, run operation by operation on the plain kernels, without a record: for debugging. */
    public CompiledFunction eagerly() {
        return new CompiledFunction(function, true, signature);
    }

    /**
     * The same function with its inputs' types declared: it is recorded once for these, whose unknown dimensions may
     * have any size at each call. Equal unknown dimensions must have equal sizes.
     */
    public CompiledFunction withSignature(List<Tensor> symbolicInputs) {
        return new CompiledFunction(function, eager, symbolicInputs);
    }

    /** Runs a function of one result. */
    public NDArray call(Array... inputs) {
        return call(List.of(inputs)).getFirst();
    }

    /**
     * Runs the function.
     *
     * @throws ShapeException when inputs do not fit the function
     * @throws DTypeException when some are texts where numbers are needed, or the reverse
     */
    public List<NDArray> call(List<? extends Array> inputs) {
        return call(inputs, calls.getAndIncrement());
    }

    /**
     * Runs the function with the randomness of the given step: equal steps draw equal numbers.
     */
    public List<NDArray> call(List<? extends Array> inputs, long step) {
        if (eager) {
            return Trace.eagerly(
                    step,
                    () -> Differentiation.values(
                            function.apply(inputs.stream().map(Tensor::of).toList())));
        }
        Program program = program(inputs);
        List<NDArray> numbers = program.numbers(inputs);
        try (Run run =
                prepared(program, numbers.stream().map(NDArray::shape).toList()).start()) {
            for (int i = 0; i < numbers.size(); i++) run.feed(i, numbers.get(i));
            return run.results(step);
        }
    }

    /**
     * The numbers that a run is fed for these inputs: those among them, then what is read of texts. For a function with a
     * declared signature.
     */
    public List<NDArray> numbers(List<? extends Array> inputs) {
        return declared().numbers(inputs);
    }

    /**
     * A run whose inputs are filled piece by piece, for loops that allocate nothing: {@code feed}, {@code execute}, read
     * the results, close.
     *
     * @param shapes the shapes of the numbers; see {@link #numbers}
     */
    public Run start(List<Shape> shapes) {
        return prepare(shapes).start();
    }

    private Program declared() {
        if (!signature.isEmpty()) return program(List.of());
        throw new IllegalStateException("this needs a function with a declared signature");
    }

    /** What is the same for all runs with inputs of these shapes, for loops that start many; see {@link #start}. */
    public Prepared prepare(List<Shape> shapes) {
        return prepared(declared(), shapes);
    }

    private static Prepared prepared(Program program, List<Shape> shapes) {
        return new Prepared(program, program.plan.sizes(withStep(shapes)));
    }

    /** A function and the sizes of its inputs. */
    public static final class Prepared {
        private final Program program;
        private final int[] sizes;

        private Prepared(Program program, int[] sizes) {
            this.program = program;
            this.sizes = sizes;
        }

        /** A run whose inputs are filled piece by piece. */
        public Run start() {
            return new Run(program, program.plan.acquire(sizes, fastest()));
        }

        /** Whether runs leave all variables as they are, so that several may go on at the same time. */
        public boolean changesNothing() {
            return program.plan.changesNothing();
        }

        /** The memory of one run in bytes, not counting that one part of it may serve several times. */
        public long bytes() {
            return program.plan.bytes(sizes);
        }
    }

    private static List<Shape> withStep(List<Shape> shapes) {
        List<Shape> all = new ArrayList<>(shapes);
        all.add(Shape.SCALAR);
        return all;
    }

    /** Memory for one run of the program, borrowed until {@link #close}. */
    public static final class Run implements AutoCloseable {
        private final Program program;
        private final Binding binding;
        private boolean closed;

        private Run(Program program, Binding binding) {
            this.program = program;
            this.binding = binding;
        }

        /** Copies an input in. */
        public void feed(int input, NDArray array) {
            open();
            checkType(input, array);
            if (!binding.takes(input, array.shape())) {
                throw new ShapeException("input " + input + " of this run has shape " + binding.inputShape(input)
                        + ", got " + array.shape());
            }
            binding.feed(input, array);
        }

        /** Copies the rows {@code rows[first]}, …, {@code rows[first + count − 1]} of an array in. */
        public void feedRows(int input, NDArray array, int[] rows, int first, int count) {
            open();
            checkType(input, array);
            checkRows(input, array, rows, first, count);
            binding.feedRows(input, array, rows, first, count);
        }

        /** Runs the program with the randomness of the given step. */
        public void execute(long step) {
            execute(step, () -> {});
        }

        /** Runs the program; {@code collect} reads results of which others may be changing the memory afterwards. */
        public void execute(long step, Runnable collect) {
            open();
            binding.feed(lastInput(), step);
            binding.run(collect);
        }

        private void open() {
            if (closed) throw new IllegalStateException("this run is closed: its memory may serve another run by now");
        }

        private void checkType(int input, NDArray array) {
            if (input < 0 || input >= lastInput()) {
                throw new ShapeException("this function takes " + lastInput() + " inputs; there is no input " + input);
            }
            DType wanted = program.plan.inputType(input);
            if (array.dtype().isFloating() && !wanted.isFloating()) {
                throw new DTypeException("input " + input + " is " + wanted.keras() + ", got "
                        + array.dtype().keras()
                        + ", of which fractions would be lost; convert with astype if that is meant");
            }
        }

        private void checkRows(int input, NDArray array, int[] rows, int first, int count) {
            if (first < 0
                    || count < 0
                    || first + count > rows.length
                    || !binding.takesRows(input, array.shape(), count)) {
                throw new ShapeException("input " + input + " of this run has shape " + binding.inputShape(input)
                        + ", got rows " + first + " to " + (first + count) + " of " + rows.length + " named ones of an"
                        + " array of shape " + array.shape());
            }
            int size = array.shape().size(0);
            for (int i = first; i < first + count; i++) {
                if (rows[i] < 0 || rows[i] >= size) {
                    throw new IndexException("row " + rows[i] + " is outside of an array of " + size + " rows");
                }
            }
        }

        private int lastInput() {
            return program.plan.inputTypes().size() - 1;
        }

        /** The first element of a result. */
        public double number(int result) {
            return binding.number(result);
        }

        /** A copy of a result. */
        public NDArray result(int result) {
            return binding.result(result);
        }

        /** How many results the program has. */
        public int results() {
            return program.results;
        }

        public Shape resultShape(int result) {
            return binding.outputShape(result);
        }

        public DType resultType(int result) {
            return binding.outputType(result);
        }

        /** Copies a result's elements, in row-major order, into a Java array of its type, from an element on. */
        public void copyResult(int result, Object array, int at) {
            binding.copyResult(result, array, at);
        }

        private List<NDArray> results(long step) {
            List<NDArray> results = new ArrayList<>();
            execute(step, () -> {
                for (int i = 0; i < program.results; i++) results.add(binding.result(i));
            });
            return results;
        }

        @Override
        public void close() {
            if (closed) return;
            closed = true;
            program.plan.release(binding);
        }
    }

    // ---- recording

    private static final class Fast {
        static final Compute COMPUTE = new Compute(Kernels.fastest());
    }

    private static Compute fastest() {
        return Fast.COMPUTE;
    }

    private synchronized Program program(List<? extends Array> inputs) {
        List<Input> key = signature.isEmpty() ? inputsOf(inputs) : List.of();
        Program known = programs.get(key);
        if (known != null) return known;
        Program recorded = record(key);
        programs.put(key, recorded);
        return recorded;
    }

    /**
     * What the inputs are, with axis 0 open: axes 0 of equal size are taken to be the same dimension, and one of size 1
     * beside others is taken to be 1, so that it stretches.
     */
    private static List<Input> inputsOf(List<? extends Array> inputs) {
        List<Integer> sizes = inputs.stream()
                .filter(input -> input.rank() > 0)
                .map(input -> input.shape().size(0))
                .distinct()
                .toList();
        List<Input> all = new ArrayList<>();
        for (Array input : inputs) {
            Shape shape = input.shape();
            boolean open = shape.rank() > 0 && (sizes.size() == 1 || shape.size(0) != 1);
            if (open) shape = shape.with(0, Dim.symbol("batch" + sizes.indexOf(shape.size(0))));
            all.add(new Input(shape, input.elementType()));
        }
        return all;
    }

    private Program record(List<Input> key) {
        List<Tensor> given = signature.isEmpty()
                ? key.stream()
                        .map(input -> Tensor.symbolic("input", input.shape(), input.type(), null))
                        .toList()
                : signature;
        List<Texts.Reading> readings = new ArrayList<>();
        List<Tensor> parameters = new ArrayList<>();
        List<Node> inputs = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Tensor input = given.get(i);
            parameters.add(input.isText() ? new Tensor(Texts.given(input.shape(), i, readings)) : input);
            if (!input.isText()) inputs.add(input.node());
        }
        Trace.Recording<List<Tensor>> recording = Trace.record(() -> function.apply(parameters));
        readings.forEach(reading -> inputs.add(reading.numbers()));
        inputs.add(recording.step());
        List<Node> outputs = recording.result().stream().map(Tensor::node).toList();
        Plan plan = org.rhyton.internal.graph.Evaluator.with(
                org.rhyton.internal.graph.Evaluator.SYMBOLIC, () -> Plan.of(inputs, outputs, recording.effects()));
        return new Program(plan, outputs.size(), List.copyOf(readings));
    }

    /** The type in which an input is taken. */
    public ElementType inputType(int input) {
        return signature.get(input).elementType();
    }
}

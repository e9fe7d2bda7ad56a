package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.Shape;
import org.rhyton.ops.Tensor;

/**
 * Several cells as one: each takes the output of the one before. Its states are those of the first cell, then those of the
 * second, …; its output is that of the last. Keras: {@code keras.layers.StackedRNNCells}.
 */
public final class StackedRNNCells extends RecurrentCell<StackedRNNCells, StackedRNNCells.Config> {
    /**
     * The hyperparameters.
     *
     * @param cells the cells, the first sees the sequence
     */
    public record Config(List<RecurrentCell<?, ?>> cells) {
        public Config {
            if (cells.isEmpty()) throw new IllegalArgumentException("StackedRNNCells needs at least one cell");
            cells = List.copyOf(cells);
        }
    }

    public StackedRNNCells(RecurrentCell<?, ?>... cells) {
        this(new Config(List.of(cells)));
    }

    public StackedRNNCells(Config config) {
        super(config);
        track("cells", config.cells());
    }

    @Override
    protected StackedRNNCells like(Config config) {
        List<RecurrentCell<?, ?>> copies = new ArrayList<>();
        for (RecurrentCell<?, ?> cell : config.cells()) copies.add(cell.copy());
        return new StackedRNNCells(new Config(copies));
    }

    @Override
    protected void build(Shape input) {
        Shape x = input;
        for (RecurrentCell<?, ?> cell : config().cells()) {
            buildPart(cell, List.of(x));
            x = cell.outputShape().prepend(input.dim(0));
        }
    }

    @Override
    protected List<Shape> stateShapes() {
        return config().cells().stream()
                .flatMap(cell -> cell.stateShapes().stream())
                .toList();
    }

    @Override
    protected Shape outputShape() {
        return config().cells().getLast().outputShape();
    }

    @Override
    protected int outputState() {
        RecurrentCell<?, ?> last = config().cells().getLast();
        int first = stateShapes().size() - last.stateShapes().size();
        return last.outputState() < 0 ? -1 : first + last.outputState();
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, Call call) {
        Tensor output = x;
        List<Tensor> next = new ArrayList<>();
        for (RecurrentCell<?, ?> cell : config().cells()) {
            int from = next.size();
            Step step = cell.run(
                    output, states.subList(from, from + cell.stateShapes().size()), call);
            output = step.output();
            next.addAll(step.states());
        }
        return new Step(output, next);
    }
}

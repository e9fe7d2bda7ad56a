package org.rhyton.training;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Tensor;

/**
 * What is trained: a model as training sees it.
 *
 * @param model maps inputs to outputs
 * @param storage saves the model
 * @param inputs the symbolic inputs that the model was drawn with: their shapes and types
 * @param outputNames the names of the layers that make the outputs
 * @param outputs the symbolic outputs
 */
public record Target(
        Layer model, Storage storage, List<Tensor> inputs, List<String> outputNames, List<Tensor> outputs) {
    public Target {
        inputs = List.copyOf(inputs);
        outputNames = List.copyOf(outputNames);
        outputs = List.copyOf(outputs);
    }

    /** The floating type that the model computes in. */
    DType floating() {
        return model.dtype();
    }

    /** The shape of an output. */
    Shape outputShape(int index) {
        return outputs.get(index).shape();
    }

    /** New symbolic inputs of the same types. */
    public List<Tensor> freshInputs() {
        return inputs.stream()
                .map(input -> Tensor.symbolic("x", input.shape(), input.dtype(), null))
                .toList();
    }
}

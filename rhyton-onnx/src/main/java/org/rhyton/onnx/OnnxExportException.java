package org.rhyton.onnx;

import java.util.List;
import org.rhyton.saving.SavingException;

/** A model that ONNX cannot express; the message names every layer that stands in the way, and why. */
public final class OnnxExportException extends SavingException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // made by List.copyOf, which is serialisable
    private final List<String> problems;

    OnnxExportException(String model, List<String> problems) {
        super("model '" + model + "' cannot be exported to ONNX: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each layer and obstacle: {@code layer 'noise' draws random numbers}. */
    public List<String> problems() {
        return problems;
    }
}

package org.rhyton.saving;

/** Weights of a file that do not fit the model they are loaded into; the model is left as it was. */
public class WeightsMismatchException extends ModelFormatException {
    private static final long serialVersionUID = 1L;

    public WeightsMismatchException(String message) {
        super(message);
    }
}

package org.rhyton.layers;

/** A layer was used in a way that it does not allow; the message says how to use it. */
public class LayerException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public LayerException(String message) {
        super(message);
    }
}

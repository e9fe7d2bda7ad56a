package org.rhyton.plot;

/** Something that cannot be drawn or saved; the message says why and what to do. */
public class PlotException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public PlotException(String message) {
        super(message);
    }

    public PlotException(String message, Throwable cause) {
        super(message, cause);
    }
}

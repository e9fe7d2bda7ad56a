package org.rhyton.cli;

/** Something that a command was asked for and cannot do; the message says why and what to do instead. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}

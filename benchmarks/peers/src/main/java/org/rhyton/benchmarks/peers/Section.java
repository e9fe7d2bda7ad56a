package org.rhyton.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page between two comments, which a program writes. */
record Section(Path page) {
    private static final String BEGIN = "<!-- Written by ./rhyton peers --write. -->\n";
    private static final String END = "<!-- End of what ./rhyton peers wrote. -->\n";

    /**
     * Puts a text in place of what was there.
     *
     * @throws IOException if the page has no such part
     */
    void write(String text) throws IOException {
        String old = Files.readString(page);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(
                    page + " has no lines " + BEGIN.strip() + " and " + END.strip() + " to write between");
        }
        Files.writeString(page, old.substring(0, begin) + BEGIN + "\n" + text + "\n" + old.substring(end));
    }
}

package org.rhyton.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void aPipeGetsOneLineAnEpoch() {
        String text = told(Progress::linePerEpoch);
        String line = "3/3 [==============================] - 0s TIME/step - loss: 3.0000";
        assertEquals(
                List.of("Epoch 1/2", line, "Epoch 2/2", line),
                text.lines().map(ProgressTest::withoutTime).toList());
        assertFalse(text.contains("\b") || text.contains("\r"), text);
    }

    @Test
    void aTerminalGetsALiveBar() {
        String text = told(Progress::liveBar);
        String start = "Epoch 1/2\n\r1/3 [=========>....................] - ETA: 0s - loss: 1.0000\b";
        assertTrue(text.startsWith(start), text);
    }

    @Test
    void compactLinesHaveNoBar() {
        assertEquals(
                "3/3 - 0s - loss: 3.0000 - TIME/epoch - TIME/step",
                withoutTime(told(Progress::compact).lines().toList().get(1)));
    }

    @Test
    void aSinkOfOnesOwnGetsWholeLines() {
        List<String> lines = new ArrayList<>();
        run(Progress.to(lines::add));
        assertEquals(4, lines.size());
        assertEquals("Epoch 1/2", lines.getFirst());
        assertTrue(lines.getLast().endsWith("- loss: 3.0000"), lines.getLast());
    }

    @Test
    void whatIsSaidStandsOnALineOfItsOwn() {
        List<String> pieces = new ArrayList<>();
        new Progress(ProgressBar.Style.LIVE, pieces::add).say("Restoring the best weights.");
        assertEquals(List.of("Restoring the best weights.\n"), pieces);
    }

    @Test
    void silenceIsSilent() {
        List<String> pieces = new ArrayList<>();
        Progress silent = new Progress(ProgressBar.Style.SILENT, pieces::add);
        run(silent);
        silent.say("nothing");
        assertEquals(List.of(), pieces);
        assertTrue(Progress.silent().isSilent());
        assertTrue(Progress.verbose(0).isSilent());
    }

    @Test
    void aSingleEpochHasNoHeading() {
        List<String> lines = new ArrayList<>();
        Progress.to(lines::add).epochBegins(1, 1);
        assertEquals(List.of(), lines);
    }

    @Test
    void verboseIsThatOfKeras() {
        assertEquals(ProgressBar.Style.COMPACT, Progress.verbose(2).style());
        assertFalse(Progress.verbose(1).isSilent());
        var error = assertThrows(IllegalArgumentException.class, () -> Progress.verbose(3));
        assertTrue(error.getMessage().contains("got 3"), error.getMessage());
    }

    private static String told(Function<PrintStream, Progress> where) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run(where.apply(new PrintStream(bytes, false, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void run(Progress progress) {
        for (int epoch = 1; epoch <= 2; epoch++) {
            progress.epochBegins(epoch, 2);
            ProgressBar bar = progress.startBar(3, Set.of("loss"));
            for (int step = 1; step <= 3; step++) {
                bar.update(step, List.of("loss"), new double[] {step}, step == 3);
            }
        }
    }

    private static String withoutTime(String line) {
        return line.replaceAll("\\d+[mu]?s/", "TIME/");
    }
}

package org.rhyton.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.saving.Json;

class ProgressBarTest {
    private static final List<String> LOSS = List.of("loss");

    @TestFactory
    Stream<DynamicTest> printsKerasBytes() throws IOException {
        List<Map<?, ?>> cases = progressBarCases();
        assertEquals(16, cases.size());
        return cases.stream()
                .map(golden -> DynamicTest.dynamicTest(
                        (String) golden.get("name"), () -> assertEquals(golden.get("bytes"), replay(golden))));
    }

    @Test
    void theFinishedLineIsThatOfTheLiveBar() {
        String live = threeSteps(ProgressBar.Style.LIVE);
        assertEquals(live.substring(live.lastIndexOf('\r') + 1), threeSteps(ProgressBar.Style.LINE));
    }

    @Test
    void aSilentBarSaysNothing() {
        assertEquals("", threeSteps(ProgressBar.Style.SILENT));
    }

    @Test
    void hoursAreShownWithMinutesAndSeconds() {
        StringBuilder text = new StringBuilder();
        ProgressBar bar = bar(text, 100, ticking(100));
        bar.update(1, LOSS, new double[] {1});
        assertTrue(text.toString().contains(" - ETA: 2:45:00 - "), text.toString());
    }

    @Test
    void valuesThatAreNotNumbersAreShownAsPythonShowsThem() {
        StringBuilder text = new StringBuilder();
        bar(text, 1, ticking(1)).update(1, List.of("loss", "a", "b"), new double[] {Double.NaN, -0.5, -1e-5});
        assertTrue(text.toString().endsWith(" - loss: nan - a: -0.5000 - b: -1.0000e-05\n"), text.toString());
    }

    @Test
    void newNamesAtTheEndAreShownLast() {
        StringBuilder text = new StringBuilder();
        ProgressBar bar = bar(text, 2, ticking(1));
        bar.update(1, LOSS, new double[] {3}, false);
        bar.update(2, List.of("val_loss", "loss"), new double[] {7, 1}, true);
        String last = "2/2 [==============================] - 2s 1s/step - loss: 2.0000 - val_loss: 7.0000\n";
        assertTrue(text.toString().endsWith(last), text.toString());
    }

    @Test
    void aTargetLearntLaterIsShown() {
        StringBuilder text = new StringBuilder();
        ProgressBar bar = bar(text, null, ticking(1));
        bar.update(1, LOSS, new double[] {3});
        bar.update(2, LOSS, new double[] {3});
        assertTrue(text.toString().contains("      2/Unknown - 2s 1s/step"), text.toString());
        bar.target(bar.seen());
        bar.update(2, LOSS, new double[] {3}, true);
        assertTrue(text.toString().contains("\r2/2 [==============================] - 3s 2s/step"), text.toString());
    }

    @Test
    void isDueOnlyWhenTheIntervalHasPassed() {
        AtomicLong now = new AtomicLong();
        StringBuilder text = new StringBuilder();
        ProgressBar bar = bar(text, 10, now::get);
        assertTrue(bar.isDue());
        bar.update(1, LOSS, new double[] {1});
        now.addAndGet(49_999_999);
        assertFalse(bar.isDue());
        now.addAndGet(1);
        assertTrue(bar.isDue());
    }

    @Test
    void nothingToDoIsDone() {
        StringBuilder text = new StringBuilder();
        bar(text, 0, ticking(1)).update(0, List.of(), new double[0]);
        assertEquals("\r0/0 [==============================] - 1s 0s/step\n", text.toString());
    }

    @Test
    void mistakesAreExplained() {
        ProgressBar bar = bar(new StringBuilder(), 3, ticking(1));
        var tooFew = assertThrows(IllegalArgumentException.class, () -> bar.update(1, LOSS, new double[0]));
        assertTrue(tooFew.getMessage().contains("1 names, [loss], and 0 values"), tooFew.getMessage());
        assertThrows(IllegalArgumentException.class, () -> bar.target(-1));
        ProgressBar.Builder builder = ProgressBar.writingTo(text -> {});
        assertThrows(IllegalArgumentException.class, () -> builder.width(0));
    }

    private static String threeSteps(ProgressBar.Style style) {
        StringBuilder text = new StringBuilder();
        ProgressBar bar = ProgressBar.writingTo(text::append)
                .style(style)
                .target(3)
                .clock(ticking(0.1))
                .start();
        for (int step = 1; step <= 3; step++) bar.update(step, LOSS, new double[] {1.0 / step});
        return text.toString();
    }

    private static ProgressBar bar(StringBuilder text, Integer target, LongSupplier clock) {
        return ProgressBar.writingTo(text::append).target(target).clock(clock).start();
    }

    /** A clock that moves by a step at every reading. */
    private static LongSupplier ticking(double seconds) {
        AtomicLong now = new AtomicLong(1_000_000_000_000L);
        long step = Math.round(seconds * 1e9);
        return () -> now.addAndGet(step);
    }

    private static String replay(Map<?, ?> golden) {
        StringBuilder text = new StringBuilder();
        Long target = (Long) golden.get("target");
        ProgressBar bar = ProgressBar.writingTo(text::append)
                .style((Long) golden.get("verbose") == 1 ? ProgressBar.Style.LIVE : ProgressBar.Style.COMPACT)
                .target(target == null ? null : target.intValue())
                .width(((Long) golden.get("width")).intValue())
                .unitName((String) golden.get("unit_name"))
                .statefulMetrics(strings(golden.get("stateful_metrics")))
                .clock(ticking((Double) golden.get("clock_step_seconds")))
                .start();
        Map<?, ?> values = (Map<?, ?>) golden.get("values");
        List<String> names = strings(new ArrayList<Object>(values.keySet()));
        int every = ((Long) golden.get("every")).intValue();
        int steps = ((Long) golden.get("steps")).intValue();
        for (int i = 0; (i + 1) * every <= steps; i++) {
            int index = i;
            double[] now = names.stream()
                    .mapToDouble(name -> (Double) ((List<?>) values.get(name)).get(index))
                    .toArray();
            int step = (i + 1) * every;
            bar.update(step, names, now, step == steps);
        }
        return text.toString();
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }

    private static List<Map<?, ?>> progressBarCases() throws IOException {
        try (InputStream golden = ProgressBarTest.class.getResourceAsStream("/golden/texts_keras2.json")) {
            Map<?, ?> texts = Json.parseObject(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
            List<Map<?, ?>> cases = new ArrayList<>();
            for (Object each : (List<?>) texts.get("cases")) {
                if (((Map<?, ?>) each).get("kind").equals("progbar")) cases.add((Map<?, ?>) each);
            }
            return cases;
        }
    }
}

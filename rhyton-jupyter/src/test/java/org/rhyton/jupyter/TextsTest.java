package org.rhyton.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Dense;
import org.rhyton.models.Sequential;
import org.rhyton.plot.Plots;

/** What is shown, printed and read. */
class TextsTest {
    private final List<String> types = new ArrayList<>();
    private final List<Map<String, Object>> contents = new ArrayList<>();
    private final LiveText live = new LiveText((type, content) -> {
        types.add(type);
        contents.add(content);
    });

    private String shown() {
        return String.valueOf(((Map<?, ?>) contents.getLast().get("data")).get("text/plain"));
    }

    @Test
    void progressIsOneDisplayThatIsUpdatedInPlace() {
        live.accept("Epoch 1/2\n");
        live.accept("\r1/3 [=>..] - loss: 0.5");
        live.accept("\b".repeat(22) + "\r3/3 [====] - 0s       ");
        live.accept("\n");
        live.accept("Epoch 2/2\n");
        assertEquals(
                List.of(
                        "display_data",
                        "update_display_data",
                        "update_display_data",
                        "update_display_data",
                        "update_display_data"),
                types);
        assertEquals(
                1,
                contents.stream()
                        .map(content -> content.get("transient"))
                        .distinct()
                        .count());
        assertEquals("Epoch 1/2\n3/3 [====] - 0s\nEpoch 2/2", shown());
    }

    @Test
    void whatIsPrintedInBetweenBeginsANewDisplay() {
        live.accept("one");
        live.end();
        live.accept("two");
        assertEquals(List.of("display_data", "display_data"), types);
        assertEquals("two", shown());
    }

    @Test
    void piecesOfAStreamAndUpdatesOfADisplayAreJoined() {
        Message request = new Message(List.of(), Map.of("msg_id", "1"), Map.of(), Map.of());
        List<Message> joined = Channels.joined(List.of(
                request.child("stream", Map.of("name", "stdout", "text", "a")),
                request.child("stream", Map.of("name", "stdout", "text", "b")),
                request.child("stream", Map.of("name", "stderr", "text", "c")),
                request.child("update_display_data", Map.of("transient", Map.of("display_id", "x"), "data", 1)),
                request.child("update_display_data", Map.of("transient", Map.of("display_id", "x"), "data", 2)),
                request.child("update_display_data", Map.of("transient", Map.of("display_id", "y"), "data", 3))));
        assertEquals(
                List.of("ab", "c"),
                joined.stream()
                        .filter(m -> m.type().equals("stream"))
                        .map(m -> m.text("text"))
                        .toList());
        assertEquals(
                List.of(2, 3),
                joined.stream()
                        .filter(m -> m.type().startsWith("update"))
                        .map(m -> m.content().get("data"))
                        .toList());
    }

    @Test
    void lettersOfSeveralBytesAreNotTornApart() {
        StringBuilder text = new StringBuilder();
        PrintStream out = CellStream.printingTo(text::append);
        for (byte b : "é→😀".getBytes(StandardCharsets.UTF_8)) out.write(b);
        out.flush();
        assertEquals("é→😀", text.toString());
    }

    @Test
    void inputIsAskedForLineByLine() throws Exception {
        ArrayDeque<String> lines = new ArrayDeque<>(List.of("first", "zweité"));
        var reader =
                new BufferedReader(new InputStreamReader(new CellInput(lines::removeFirst), StandardCharsets.UTF_8));
        assertEquals("first", reader.readLine());
        assertEquals(1, lines.size(), "no more was asked for than was read");
        assertEquals("zweité", reader.readLine());
    }

    @Test
    void valuesAreRendered() {
        assertEquals("array([0, 1])", Rendering.of(NDArray.arange(2)).data().get("text/plain"));
        assertEquals("[0.5, 1.0]", Rendering.of(new double[] {0.5, 1}).data().get("text/plain"));
        assertEquals("[[1], [2]]", Rendering.of(new int[][] {{1}, {2}}).data().get("text/plain"));
        Sequential model = new Sequential(new Dense(1).inputShape(2));
        assertTrue(String.valueOf(Rendering.of(model).data().get("text/plain")).contains("Total params: 3"));
        Rendering image = Rendering.of(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
        assertTrue(String.valueOf(image.data().get("image/png")).startsWith("iVBOR"));
        assertEquals(Map.of("image/png", Map.of("width", 3, "height", 2)), image.metadata());
        Rendering plot = Rendering.of(Plots.plotModel(model));
        assertTrue(plot.data().containsKey("image/png") && plot.data().containsKey("text/plain"));
        assertFalse(Rendering.of("text").data().containsKey("image/png"));
    }

    @Test
    void dependenciesAreLinesOfCoordinates() throws Exception {
        assertEquals(
                List.of("a.b:c:1", "d:e:2-x", "f:g:3"),
                Dependencies.coordinates("int x;\n//DEPS a.b:c:1 d:e:2-x\n  //DEPS f:g:3\n// DEPS no:no:1"));
        assertThrows(Dependencies.NotResolvedException.class, () -> Dependencies.coordinates("//DEPS a.b:c"));
    }
}

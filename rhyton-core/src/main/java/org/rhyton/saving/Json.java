package org.rhyton.saving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.PythonNumbers;

/**
 * JSON text as Python's {@code json} module reads and writes it.
 *
 * <p>A value is null, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link List} or {@link Map} with
 * keys in the order of the text. {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers here as in Python.
 *
 * <p>Reading is bounded, since files come from anywhere: {@value #MAX_DEPTH} brackets deep, {@value #MAX_CHARACTERS}
 * characters in all; a key that stands twice in an object is an error.
 */
public final class Json {
    /** How deep brackets may be nested. */
    public static final int MAX_DEPTH = 200;

    /** How long a document may be. */
    public static final int MAX_CHARACTERS = 64 * 1024 * 1024;

    private static final int MAX_NAME_CHARACTERS = 64 * 1024;
    private static final int MAX_NUMBER_CHARACTERS = 1000;

    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_CHARACTERS)
                    .maxNameLength(MAX_NAME_CHARACTERS)
                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /**
     * The value of a whole document. Lists and maps in it cannot be changed.
     *
     * @throws JsonFormatException when the text is not one JSON value, or is over the bounds
     */
    public static @Nullable Object parse(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new JsonFormatException(
                    text.length() + " characters are more than the " + MAX_CHARACTERS + " that are read",
                    "",
                    1,
                    1,
                    null);
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) throw problem(parser, "there is more text after the end of the document");
            return value;
        } catch (StreamConstraintsException e) {
            throw problem(e, "over the bounds of what is read: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw problem(e, e.getOriginalMessage());
        } catch (IOException e) {
            throw new JsonFormatException(String.valueOf(e.getMessage()), "", 1, 1, e);
        }
    }

    /**
     * The value of a whole document that must be an object.
     *
     * @throws JsonFormatException when the text is not one JSON object, or is over the bounds
     */
    public static Map<String, @Nullable Object> parseObject(String text) {
        Object value = parse(text);
        if (value instanceof Map<?, ?>) return asObject(value);
        throw new JsonFormatException("expected an object {...}, found " + describe(value), "", 1, 1, null);
    }

    /**
     * The text of a value as {@code json.dumps} writes it: in one line, {@code ", "} and {@code ": "} between parts,
     * letters beyond ASCII escaped, floats with the fewest digits that read back.
     *
     * @param value null, a Boolean, Number or String, or a List or Map of such
     * @throws SavingException for a value of any other class
     */
    public static String write(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** What a value is, for messages: {@code the text "relu"}, {@code the number 3}, {@code a list of 2}. */
    public static String describe(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "the text " + shortened(write(text));
            case Boolean truth -> truth.toString();
            case Number number -> "the number " + write(number);
            case List<?> list -> "a list of " + list.size() + ", " + shortened(write(list));
            case Map<?, ?> map -> "an object with the keys " + map.keySet();
            default -> "an object of " + value.getClass();
        };
    }

    /** A value known to be a JSON object, as one. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> asObject(Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    private static String shortened(String text) {
        int longest = 60;
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) throw problem(parser, "the document is empty");
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw problem(parser, "a value was expected");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) list.add(value(parser));
        return Collections.unmodifiableList(list);
    }

    private static Long whole(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw problem(parser, "the whole number " + shortened(parser.getText()) + " needs more than 64 bits");
        }
        return parser.getLongValue();
    }

    private static Double fraction(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        // Jackson also lets +Infinity and INF pass, which Python does not.
        if (Double.isFinite(value) || NOT_FINITE.contains(parser.getText())) return value;
        String text = parser.getText();
        if (Character.isDigit(text.charAt(text.length() - 1))) return value; // 1e999 is infinite in Python, too
        throw problem(parser, "'" + text + "' is not a number; Python writes " + NOT_FINITE);
    }

    private static JsonFormatException problem(JsonParser parser, String problem) {
        JsonLocation at = parser.currentLocation();
        return new JsonFormatException(
                problem, path(parser.getParsingContext()), at.getLineNr(), at.getColumnNr(), null);
    }

    private static JsonFormatException problem(JsonProcessingException e, String problem) {
        JsonLocation at = e.getLocation();
        String path = e.getProcessor() instanceof JsonParser parser ? path(parser.getParsingContext()) : "";
        return new JsonFormatException(
                problem, path, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), e);
    }

    private static String path(@Nullable JsonStreamContext context) {
        if (context == null || context.inRoot()) return "";
        String parent = path(context.getParent());
        if (context.inArray())
            return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
        String name = context.getCurrentName();
        if (name == null) return parent;
        return parent.isEmpty() ? name : parent + "." + name;
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append("null");
            case Boolean truth -> text.append(truth);
            case Double number -> text.append(number(number));
            case Float number -> text.append(number(number));
            case Long number -> text.append(number);
            case Integer number -> text.append(number);
            case Short number -> text.append(number);
            case Byte number -> text.append(number);
            case String string -> writeString(string, text);
            case List<?> list -> writeList(list, text);
            case Map<?, ?> map -> writeObject(map, text);
            default ->
                throw new SavingException("JSON has no form for "
                        + value.getClass().getName() + "; give null, a Boolean, a number, a String, a List or a Map");
        }
    }

    private static String number(double value) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "Infinity" : "-Infinity";
        return PythonNumbers.repr(value);
    }

    private static void writeList(List<?> list, StringBuilder text) {
        String separator = "[";
        for (Object element : list) {
            text.append(separator);
            write(element, text);
            separator = ", ";
        }
        text.append(list.isEmpty() ? "[]" : "]");
    }

    private static void writeObject(Map<?, ?> object, StringBuilder text) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            text.append(separator);
            writeString(String.valueOf(entry.getKey()), text);
            text.append(": ");
            write(entry.getValue(), text);
            separator = ", ";
        }
        text.append(object.isEmpty() ? "{}" : "}");
    }

    private static void writeString(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char letter = string.charAt(i);
            switch (letter) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                default -> {
                    if (letter >= ' ' && letter <= '~') text.append(letter);
                    else text.append(String.format("\\u%04x", (int) letter));
                }
            }
        }
        text.append('"');
    }
}

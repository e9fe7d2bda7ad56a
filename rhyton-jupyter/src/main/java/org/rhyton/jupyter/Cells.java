package org.rhyton.jupyter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Runs cells in JShell, piece by piece, and answers questions about their code. */
final class Cells {
    /** What is shown when it ends a cell: expressions that are not assignments. */
    private static final Set<SubKind> SHOWN =
            Set.of(SubKind.TEMP_VAR_EXPRESSION_SUBKIND, SubKind.VAR_VALUE_SUBKIND, SubKind.OTHER_EXPRESSION_SUBKIND);

    private static final Pattern LEADING_COMMENTS = Pattern.compile("^(?:\\s++|//[^\n]*+(?:\n|$)|/\\*(?s:.*?)\\*/)++");

    /** Texts, in which comments may seem to begin, then comments, then single signs. */
    private static final Pattern TEXTS_AND_SIGNS = Pattern.compile(
            "\"{3}(?s:.*?)\"{3}|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+'|//[^\n]*+|/\\*(?s:.*?)\\*/|\\S");

    private final CellControl control = new CellControl();
    private final Errors errors = new Errors();
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final Dependencies dependencies = new Dependencies();
    private final Consumer<String> notes;

    /**
     * What a cell came to.
     *
     * @param value to be shown; null for nothing
     * @param error null when all went well
     */
    record Outcome(@Nullable Object value, @Nullable CellError error) {}

    /** What may stand at a place, and which part of the code it replaces. */
    record Completions(List<String> texts, int start, int end) {}

    /**
     * @param notes takes remarks of the compiler that are no errors
     */
    Cells(Consumer<String> notes) {
        this.notes = notes;
        this.shell = JShell.builder()
                .executionEngine(control, Map.of())
                .compilerOptions("-parameters", "-Xlint:none")
                .build();
        this.analysis = shell.sourceCodeAnalysis();
        for (String imported : Imports.all()) shell.eval("import " + imported + ";");
    }

    // ---- running

    Outcome run(String code, int cell) {
        control.begin();
        try {
            for (Path jar : dependencies.wantedBy(code)) shell.addToClasspath(jar.toString());
        } catch (Dependencies.NotResolvedException e) {
            return new Outcome(null, Errors.plain("DependencyError", String.valueOf(e.getMessage())));
        }
        Object value = null;
        for (String rest = code; !rest.isBlank(); ) {
            CompletionInfo piece = analysis.analyzeCompletion(rest);
            if (piece.completeness() == Completeness.EMPTY) break;
            boolean isWhole = piece.completeness().isComplete();
            String source = withoutLeadingComments(isWhole ? piece.source() : rest);
            int start = code.length() - rest.length() + Math.max(0, rest.indexOf(source));
            control.forget();
            List<SnippetEvent> events = shell.eval(source);
            CellError error = note(events, cell, code, start);
            if (error != null) return new Outcome(null, error);
            value = !isStatement(source) && isShown(events) ? control.result() : null;
            rest = isWhole ? piece.remaining() : "";
        }
        control.forget();
        return new Outcome(value, null);
    }

    private @Nullable CellError note(List<SnippetEvent> events, int cell, String code, int start) {
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() == null) errors.note(snippet, cell, code, start);
            if (snippet.subKind() == SubKind.VAR_DECLARATION_SUBKIND && event.causeSnippet() == null) {
                control.variables().clear(((VarSnippet) snippet).name());
            }
            if (isLost(event)) notes.accept(lost((VarSnippet) snippet) + "\n");
            JShellException exception = event.exception();
            Throwable thrown = control.thrown();
            if (exception instanceof UnresolvedReferenceException unresolved) {
                return Errors.plain("NotDeclared", missing(unresolved.getSnippet()));
            }
            if (exception != null)
                return errors.ofProgram(exception, thrown != null ? thrown : Errors.selfOf(exception));
            switch (event.status()) {
                case REJECTED -> {
                    return errors.ofCompiler(snippet, shell.diagnostics(snippet).toList());
                }
                case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> {
                    if (event.causeSnippet() != null) continue;
                    if (shell.unresolvedDependencies((DeclarationSnippet) snippet)
                            .findAny()
                            .isEmpty()) {
                        return errors.ofCompiler(
                                snippet, shell.diagnostics(snippet).toList());
                    }
                    notes.accept(missing((DeclarationSnippet) snippet) + "\n");
                }
                default -> {}
            }
        }
        return null;
    }

    /** Whether a variable lost its value because its class was declared anew. */
    private boolean isLost(SnippetEvent event) {
        return event.causeSnippet() != null
                && event.snippet() instanceof VarSnippet variable
                && event.previousStatus() == Snippet.Status.VALID
                && event.status() != Snippet.Status.OVERWRITTEN
                && (event.status() != Snippet.Status.VALID
                        || control.variables().isLost(variable.name()));
    }

    private static String lost(VarSnippet variable) {
        return variable.name() + " has no value any more, because its class was declared anew: run its cell again";
    }

    private String missing(DeclarationSnippet snippet) {
        return snippet.name() + " can be used once this is declared: " + String.join(", ", unresolved(snippet));
    }

    /** What a declaration still needs; nothing where it is wrong in itself, for which JShell has names without letters. */
    private List<String> unresolved(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet)
                .filter(name -> !name.isBlank())
                .toList();
    }

    /** As in Python's notebooks the last expression is shown; a semicolon after it makes it a statement like any other. */
    private static boolean isShown(List<SnippetEvent> events) {
        return events.stream()
                .anyMatch(event -> event.causeSnippet() == null
                        && SHOWN.contains(event.snippet().subKind()));
    }

    /** Whether the last thing in the code, but for comments, is a semicolon. */
    private static boolean isStatement(String source) {
        return TEXTS_AND_SIGNS
                .matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(part -> !part.startsWith("//") && !part.startsWith("/*"))
                .reduce("", (before, last) -> last)
                .equals(";");
    }

    /** The code alone: after an import that begins with a comment, JShell would forget the values of all variables. */
    private static String withoutLeadingComments(String source) {
        return LEADING_COMMENTS.matcher(source).replaceFirst("").strip();
    }

    /** Stops the cell that runs, if one does. */
    void interrupt() {
        control.interrupt();
    }

    // ---- questions

    /** Whether code can be run, as Jupyter says it: complete, incomplete or invalid. */
    String isComplete(String code) {
        for (String rest = code; !rest.isBlank(); ) {
            CompletionInfo piece = analysis.analyzeCompletion(rest);
            switch (piece.completeness()) {
                case DEFINITELY_INCOMPLETE -> {
                    return "incomplete";
                }
                case UNKNOWN -> {
                    return "invalid";
                }
                case EMPTY -> {
                    return "complete";
                }
                default -> rest = piece.remaining();
            }
        }
        return "complete";
    }

    /** What may stand at the cursor. */
    Completions complete(String code, int cursor) {
        int start = pieceAt(code, cursor);
        int[] anchor = new int[1];
        List<SourceCodeAnalysis.Suggestion> suggestions =
                analysis.completionSuggestions(code.substring(start), cursor - start, anchor);
        boolean typed = suggestions.stream().anyMatch(SourceCodeAnalysis.Suggestion::matchesType);
        Set<String> texts = new LinkedHashSet<>();
        for (boolean matching : typed ? new boolean[] {true, false} : new boolean[] {false}) {
            suggestions.stream()
                    .filter(suggestion -> !typed || suggestion.matchesType() == matching)
                    .map(SourceCodeAnalysis.Suggestion::continuation)
                    .forEach(texts::add);
        }
        return new Completions(List.copyOf(texts), start + anchor[0], cursor);
    }

    /** What is known of the name at the cursor; empty for nothing. */
    String inspect(String code, int cursor) {
        int start = pieceAt(code, cursor);
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) end++;
        int begin = end;
        while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) begin--;
        String name = code.substring(begin, end);
        String piece = code.substring(start, end);
        List<String> found = new ArrayList<>();
        shell.variables()
                .filter(variable -> variable.name().equals(name))
                .forEach(variable -> found.add(described(variable)));
        if (found.isEmpty() && !name.isEmpty()) found.addAll(documentation(piece + "(")); // methods, constructors
        if (found.isEmpty()) found.addAll(documentation(piece));
        return String.join("\n\n", found);
    }

    private static String described(VarSnippet variable) {
        return variable.typeName() + " " + variable.name();
    }

    private List<String> documentation(String code) {
        return analysis.documentation(code, code.length(), true).stream()
                .map(each -> each.javadoc() == null || each.javadoc().isBlank()
                        ? each.signature()
                        : each.signature() + "\n" + plain(each.javadoc()))
                .distinct()
                .toList();
    }

    /** Javadoc without its tags. */
    private static String plain(String javadoc) {
        return javadoc.replaceAll("<[^>]+>", "")
                .replaceAll("\\{@\\w+\\s+([^}]*)}", "$1")
                .strip()
                .indent(2)
                .stripTrailing();
    }

    /** Where the piece of code with the cursor in it starts. */
    private int pieceAt(String code, int cursor) {
        int start = 0;
        while (true) {
            CompletionInfo piece = analysis.analyzeCompletion(code.substring(start, cursor));
            boolean goesOn =
                    piece.completeness().isComplete() && !piece.remaining().isBlank();
            if (!goesOn) return start;
            start = cursor - piece.remaining().length();
        }
    }

    static String javaVersion() {
        return String.format(Locale.ROOT, "%d", Runtime.version().feature());
    }
}

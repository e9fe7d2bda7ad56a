import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays out every Java source file under a folder with palantir-java-format, or checks that it is laid out so.
 *
 * <p>Usage: {@code FormatSources check|apply FOLDER}. {@code check} changes nothing and exits with 1 if a file differs.
 */
final class FormatSources {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private final Path root;
    private final boolean apply;

    private FormatSources(Path root, boolean apply) {
        this.root = root;
        this.apply = apply;
    }

    static void main(String[] args) throws IOException {
        if (args.length != 2 || !List.of("check", "apply").contains(args[0])) {
            System.err.println("Expected 'check' or 'apply' and a folder, got: " + String.join(" ", args));
            System.exit(2);
        }
        var run = new FormatSources(Path.of(args[1]).toRealPath(), args[0].equals("apply"));
        if (!run.overAll(sourceFiles(run.root))) {
            System.exit(1);
        }
    }

    /** All {@code .java} files of the project, without what builds and tools put there. */
    private static List<Path> sourceFiles(Path root) throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skipped = name.equals("target") || (name.startsWith(".") && !folder.equals(root));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Formats or checks each file; true if all is well afterwards. */
    private boolean overAll(List<Path> files) {
        String complaints = files.parallelStream()
                .map(this::complaintAbout)
                .filter(complaint -> !complaint.isEmpty())
                .sorted()
                .collect(Collectors.joining("\n"));
        if (complaints.isEmpty()) {
            return true;
        }
        System.err.println(complaints + "\nRun ./rhyton format to lay out all files.");
        return false;
    }

    /** What is wrong with one file, or nothing; when applying, rewrites it. */
    private String complaintAbout(Path file) {
        try {
            String source = Files.readString(file);
            String formatted = FORMATTER.formatSourceAndFixImports(source);
            if (source.equals(formatted)) {
                return "";
            }
            if (apply) {
                Files.writeString(file, formatted);
                return "";
            }
            return "Not formatted: " + root.relativize(file) + ", line " + firstDifference(source, formatted);
        } catch (FormatterException e) {
            return "Not readable as Java: " + root.relativize(file) + ": " + e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstDifference(String source, String formatted) {
        String[] before = source.split("\n", -1);
        String[] after = formatted.split("\n", -1);
        int line = 0;
        while (line < before.length && line < after.length && before[line].equals(after[line])) {
            line++;
        }
        return line + 1;
    }
}

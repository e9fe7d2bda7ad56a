package org.rhyton.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Json;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code rhyton jupyter}: makes the kernel known to Jupyter, and runs notebooks with it. */
@Command(
        name = "jupyter",
        mixinStandardHelpOptions = true,
        description = "A Java kernel for Jupyter, with Rhyton imported.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  rhyton jupyter install                            then: jupyter lab notebooks",
            "  rhyton jupyter run notebooks/*.ipynb              run notebooks and store what they show",
            "  rhyton jupyter run --to out notebooks/*.ipynb     the same, into another folder"
        })
public final class JupyterCommand {
    private static final String KERNEL = "rhyton";

    JupyterCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new JupyterCommand()).execute(arguments));
    }

    @Command(name = "install", mixinStandardHelpOptions = true, description = "Makes the kernel known to your Jupyter.")
    int install(
            @Option(
                            names = "--to",
                            paramLabel = "DIR",
                            description = "Jupyter's data folder (default: JUPYTER_DATA_DIR, or the usual one).")
                    @Nullable
                    Path data)
            throws IOException {
        Path folder = installInto(data == null ? dataFolder() : data);
        System.out.println("installed the kernel 'Java (Rhyton)' in " + folder);
        return 0;
    }

    @Command(name = "run", mixinStandardHelpOptions = true, description = "Runs notebooks and stores what they show.")
    int run(
            @Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "Notebooks to run.")
                    List<Path> notebooks,
            @Option(
                            names = "--to",
                            paramLabel = "DIR",
                            description = "Where the notebooks with their outputs are written (default: in place).")
                    @Nullable
                    Path target)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("rhyton-jupyter");
        installInto(data);
        if (target != null) Files.createDirectories(target);
        for (Path notebook : notebooks) {
            Path result = target == null ? notebook : target.resolve(String.valueOf(notebook.getFileName()));
            System.out.println("running " + notebook);
            int status = execute(data, notebook, result);
            if (status != 0) return status;
        }
        return 0;
    }

    private static int execute(Path data, Path notebook, Path result) throws IOException, InterruptedException {
        Path target = result.toAbsolutePath();
        ProcessBuilder nbconvert = new ProcessBuilder(
                        "jupyter",
                        "nbconvert",
                        "--log-level=WARN",
                        "--to=notebook",
                        "--execute",
                        "--ExecutePreprocessor.kernel_name=" + KERNEL,
                        "--ExecutePreprocessor.timeout=-1",
                        "--ExecutePreprocessor.record_timing=False",
                        "--output-dir=" + target.getParent(),
                        "--output=" + target.getFileName(),
                        notebook.toString())
                .inheritIO();
        String others = System.getenv("JUPYTER_PATH");
        nbconvert.environment().put("JUPYTER_PATH", data + (others == null ? "" : File.pathSeparator + others));
        try {
            return nbconvert.start().waitFor();
        } catch (IOException e) {
            System.err.println("Jupyter could not be started (" + e.getMessage()
                    + "); install it, for example by 'apt-get install jupyter-nbconvert'");
            return 1;
        }
    }

    // ---- the kernel's description

    static Path installInto(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("kernels").resolve(KERNEL));
        String classPath =
                copyClassPath(Files.createDirectories(folder.toAbsolutePath().resolve("lib")));
        Files.writeString(folder.resolve("kernel.json"), Json.write(description(classPath)));
        return folder;
    }

    private static Map<String, Object> description(String classPath) {
        List<String> start = new ArrayList<>();
        start.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        start.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Djava.awt.headless=true"));
        start.addAll(List.of("--class-path", classPath, JupyterKernel.class.getName(), "{connection_file}"));
        return Map.of(
                "argv", start,
                "display_name", "Java (Rhyton)",
                "language", "java",
                "interrupt_mode", "message",
                "metadata", Map.of());
    }

    /** Copies what this program runs with beside the kernel's description, so that no later build pulls it away. */
    private static String copyClassPath(Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (String entry : Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .toList()) {
            Path source = Path.of(entry).toAbsolutePath();
            if (entry.isEmpty() || !Files.exists(source)) continue;
            Path copy = folder.resolve(copies.size() + "-" + source.getFileName());
            copyAll(source, copy);
            copies.add(copy);
        }
        return copies.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void copyAll(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path dataFolder() {
        String named = System.getenv("JUPYTER_DATA_DIR");
        if (named != null) return Path.of(named);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) return Path.of(String.valueOf(System.getenv("APPDATA")), "jupyter");
        String home = environment("HOME", System.getProperty("user.home")); // Jupyter's own order
        if (system.contains("mac")) return Path.of(home, "Library", "Jupyter");
        String share = environment("XDG_DATA_HOME", home + "/.local/share");
        return Path.of(share, "jupyter");
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}

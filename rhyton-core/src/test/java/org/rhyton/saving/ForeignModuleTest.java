package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a program that is a module of its own. */
class ForeignModuleTest {
    @TempDir
    Path folder;

    @Test
    void aPublicRecordOfAnExportedPackageIsRead() throws Exception {
        Class<? extends Record> gate = gate("exports acme.layers;", "public");
        assertEquals("Gate[doors=2]", Configs.defaults(gate).toString());
        assertEquals(
                "Gate[doors=5]",
                Configs.with(Configs.defaults(gate), "doors", 5).toString());
    }

    @Test
    void anOpenPackageIsRead() throws Exception {
        assertEquals(
                "Gate[doors=2]",
                Configs.defaults(gate("opens acme.layers;", "")).toString());
    }

    @Test
    void aClosedPackageIsRefusedWithTheLineToAdd() throws Exception {
        Class<? extends Record> gate = gate("", "public");
        var error = assertThrows(ConfigException.class, () -> Configs.defaults(gate));
        String message = error.getMessage();
        assertTrue(message.startsWith("The record acme.layers.Gate cannot be read by "), message);
        assertTrue(message.contains("    opens acme.layers to "), message);
        assertTrue(message.contains("to module-info.java of the module acme"), message);
    }

    /** Compiles a module with one record and loads it. */
    private Class<? extends Record> gate(String directive, String visibility)
            throws IOException, ClassNotFoundException {
        Path sources = Files.createDirectories(folder.resolve("sources/acme/layers"));
        Path module = folder.resolve("sources/module-info.java");
        Path record = sources.resolve("Gate.java");
        Files.writeString(module, "module acme { " + directive + " }");
        Files.writeString(
                record,
                "package acme.layers; %s record Gate(int doors) { %s Gate() { this(2); } }"
                        .formatted(visibility, visibility));
        Path classes = folder.resolve("classes");
        int errors = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", classes.toString(), module.toString(), record.toString());
        assertEquals(0, errors);
        ModuleFinder finder = ModuleFinder.of(classes);
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("acme"));
        ModuleLayer layer = ModuleLayer.defineModulesWithOneLoader(
                        configuration, List.of(ModuleLayer.boot()), getClass().getClassLoader())
                .layer();
        return layer.findLoader("acme").loadClass("acme.layers.Gate").asSubclass(Record.class);
    }
}

package org.rhyton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.array.Shape;

/** Holds the order of the rooms: a room uses only itself and the rooms above it. */
class HouseTest {

    /** Foundations first. A room owns its packages and, but for the root package, all packages nested in them. */
    private static final List<Room> ROOMS = List.of(
            new Room("text", "org.rhyton.internal.text"),
            new Room("kernel", "org.rhyton.internal.kernel"),
            new Room("array", "org.rhyton.array", "org.rhyton.internal.raw"),
            new Room("graph", "org.rhyton.internal.graph"),
            new Room("grad", "org.rhyton.internal.grad"),
            new Room("plan", "org.rhyton.internal.plan"),
            new Room("ops", "org.rhyton.ops", "org.rhyton.internal.program"),
            new Room("saving", "org.rhyton.saving"),
            new Room("initializers", "org.rhyton.initializers"),
            new Room("regularizers", "org.rhyton.regularizers"),
            new Room("constraints", "org.rhyton.constraints"),
            new Room("activations", "org.rhyton.activations"),
            new Room("operations", "org.rhyton.operations"),
            new Room("layers", "org.rhyton.layers"),
            new Room("losses", "org.rhyton.losses"),
            new Room("metrics", "org.rhyton.metrics"),
            new Room("optimizers", "org.rhyton.optimizers"),
            new Room("data", "org.rhyton.data"),
            new Room("training", "org.rhyton.training"),
            new Room("callbacks", "org.rhyton.callbacks"),
            new Room("models", "org.rhyton.models"),
            new Room("datasets", "org.rhyton.datasets"),
            new Room("plot", "org.rhyton.plot"),
            new Room("facade", "org.rhyton"));

    private static final Map<Room, List<JavaClass>> CLASSES = classesByRoom();

    private record Room(String name, List<String> packages) {
        Room(String name, String... packages) {
            this(name, List.of(packages));
        }

        boolean owns(String packageName) {
            return packages.stream().anyMatch(own -> packageName.equals(own) || isNested(packageName, own));
        }

        private static boolean isNested(String packageName, String own) {
            return !own.equals("org.rhyton") && packageName.startsWith(own + ".");
        }

        /** How many rooms lie above this one. */
        int depth() {
            return ROOMS.indexOf(this);
        }
    }

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyRoomsAboveIt() {
        return CLASSES.keySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.name(), () -> assertUsesOnlyRoomsAbove(room)));
    }

    @Test
    void everyClassLivesInOneRoom() {
        List<String> homeless = classes()
                .filter(type -> roomsOwning(type.getPackageName()).count() != 1)
                .map(JavaClass::getName)
                .sorted()
                .toList();
        assertEquals(List.of(), homeless, "These classes lie in no room, or in two; add their package to ROOMS.");
    }

    @Test
    void theHouseIsNotEmpty() {
        assertFalse(CLASSES.isEmpty(), "No classes found: the other tests here would see nothing.");
    }

    private static void assertUsesOnlyRoomsAbove(Room room) {
        var violations = new TreeSet<String>();
        for (JavaClass type : CLASSES.get(room)) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                roomOf(use.getTargetClass())
                        .filter(target -> target.depth() > room.depth())
                        .ifPresent(target -> violations.add("'%s' lies above '%s': %s"
                                .formatted(room.name(), target.name(), use.getDescription())));
            }
        }
        if (!violations.isEmpty()) {
            fail("A room uses only rooms above it, but\n" + String.join("\n", violations));
        }
    }

    private static Map<Room, List<JavaClass>> classesByRoom() {
        return classes()
                .filter(type -> roomOf(type).isPresent())
                .collect(Collectors.groupingBy(type -> roomOf(type).orElseThrow()));
    }

    private static Optional<Room> roomOf(JavaClass type) {
        return roomsOwning(type.getBaseComponentType().getPackageName()).findFirst();
    }

    private static Stream<Room> roomsOwning(String packageName) {
        return ROOMS.stream().filter(room -> room.owns(packageName));
    }

    /** All classes of this module, without its tests. */
    private static Stream<JavaClass> classes() {
        URL main = Shape.class.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter()
                .importUrl(main).stream().filter(type -> !type.getSimpleName().equals("module-info"));
    }
}
